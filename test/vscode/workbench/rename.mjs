// A user is renamed, who is named in four files in every style of writing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../paths.mjs';
import { until } from '../time.mjs';
import { clickLine, line, notifications, openFile, press, shot } from './page.mjs';

/** Two of the four files are open, one of them with a change that was not saved. */
export const RENAME = {
  folder: 'team',
  file: 'finance.spaceward.yaml',
  tests: [
    ['a change of a second file waits to be saved', changed],
    ['F2 on a user renames them in every file of the policy, and nothing else', renamed],
    ['what was renamed checks clean', clean],
    ['nothing was complained about', quiet],
  ],
};

async function changed({ page }) {
  await openFile(page, 'tenant.spaceward.yaml');
  await clickLine(page, 'nina2: {');
  await page.keyboard.press('End');
  await page.keyboard.type(' # new', { delay: 30 });
  await page.keyboard.press('Escape');
  await page.locator('.tab.active.dirty', { hasText: 'tenant.spaceward.yaml' }).waitFor();
  await openFile(page, 'finance.spaceward.yaml');
}

async function renamed({ page, folder }) {
  const before = textsOf(folder);
  const box = page.locator('.rename-box input');
  // What appears above entries meanwhile moves the lines, so that a click may meet another.
  await press(page, 'F2', box, async () => {
    await clickLine(page, 'owner: "nina"');
    await page.keyboard.press('End');
    for (let n = 2; n > 0; n -= 1) await page.keyboard.press('ArrowLeft');
  });
  assert.equal(await box.inputValue(), 'nina');
  await shot(page, 'rename');
  await box.fill('maya');
  await page.keyboard.press('Enter');
  await line(page, 'owner: "maya"').waitFor();
  const wanted = new Map([...before].map(([name, text]) => [name, expected(name, text)]));
  await until(20_000, 'files are written', () =>
    [...textsOf(folder)].every(([name, text]) => text === wanted.get(name)),
  ).catch(() => undefined);
  assert.deepEqual(textsOf(folder), wanted);
  await shot(page, 'renamed');
}

async function clean({ page, folder }) {
  // The tabs hear of it later than the disk.
  await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  await openFile(page, 'tests.spaceward.yaml');
  await line(page, 'remove maya').waitFor();
  const cli = join(ROOT, 'dist/spaceward.cjs');
  const { status, stdout } = spawnSync(process.execPath, [cli, 'check', folder], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  assert.equal(status, 0, stdout);
  await page.keyboard.press('Control+Shift+M');
  await page.getByText('No problems have been detected in the workspace.').first().waitFor();
}

async function quiet({ page }) {
  assert.deepEqual(await notifications(page), []);
}

/** The policy files below a folder. */
function textsOf(folder) {
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  return new Map(
    names
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The lines that name the user, as they are to be; in every other line the word means something else. */
const RENAMED = {
  'tenant.spaceward.yaml': [
    ['  nina: { name: nina,', '  maya: { name: nina,'],
    ["[nina2, 'nina']", "[nina2, 'maya']"],
    ['  nina2: { name: Nina 2, groups: [] }', '  nina2: { name: Nina 2, groups: [] } # new'],
  ],
  'finance.spaceward.yaml': [
    ['owner: "nina"', 'owner: "maya"'],
    ['created-by: nina', 'created-by: maya'],
    ['nina: { owner: nina }', 'nina: { owner: maya }'],
  ],
  'regions/north.spaceward.yaml': [
    ["{ 'nina': can manage", "{ 'maya': can manage"],
    ['"nina": can view', '"maya": can view'],
  ],
  'tests.spaceward.yaml': [
    [
      '- nina can app.open on Finance because owner',
      '- maya can app.open on Finance because owner',
    ],
    [`- 'nina can app.open on "Finance/nina"`, `- 'maya can app.open on "Finance/nina"`],
    [String.raw`- "\"nina\" can`, String.raw`- "\"maya\" can`],
    ['- user nina and nina2', '- user maya and nina2'],
    ['- only nina and tom', '- only maya and tom'],
    ['- remove nina', '- remove maya'],
  ],
};

function expected(name, text) {
  return (RENAMED[name] ?? []).reduce((old, [from, to]) => {
    assert.equal(old.split(from).length, 2, `${name}: ${from}`);
    return old.replace(from, to);
  }, text);
}
