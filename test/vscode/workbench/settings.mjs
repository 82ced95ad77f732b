// A policy with mistakes: a setting is changed, and the server is started anew.
import assert from 'node:assert/strict';
import { until } from '../time.mjs';
import {
  clickLine,
  command,
  hoverOver,
  line,
  notifications,
  press,
  problem,
  shot,
} from './page.mjs';

/** Each in the state that the one before has left. */
export const SETTINGS = {
  folder: 'broken',
  file: 'tenant.spaceward.yaml',
  tests: [
    ['every mistake of a policy is listed', listed],
    ['a setting holds as soon as it is changed, in the same server', changed],
    ['Restart Server starts another one, which knows the setting and the policy', restarted],
    ['nothing was complained about', quiet],
  ],
};

const MISTAKES = '.markers-panel .monaco-list-row .codicon-error';

async function listed({ page }) {
  await line(page, 'owner: mara').waitFor();
  await page.keyboard.press('Control+Shift+M');
  await problem(page, 'unknown user zoe').waitFor();
  await shot(page, 'mistakes');
}

/** Servers of folders that were left may end later; this folder's has started last. */
async function changed({ page, server }) {
  const pid = server.languageServers().at(-1);
  const search = page.locator('.settings-editor .settings-header .view-line').first();
  await press(page, 'Control+,', search);
  await page.keyboard.type('spaceward.maxDiagnostics', { delay: 20 });
  const input = page.locator('.settings-editor .setting-item-number input').first();
  await input.waitFor();
  await page.locator('.setting-item-label', { hasText: 'Max Diagnostics' }).waitFor();
  await input.fill('2');
  await shot(page, 'setting');
  await problem(page, '4 more problems are not shown').waitFor();
  await problem(page, 'unknown user zoe').waitFor({ state: 'detached' });
  assert.equal(server.languageServers().at(-1), pid);
  // Not with a key: once it is changed, the setting is drawn anew, and the keyboard is elsewhere.
  await page.locator('.monaco-modal-editor-block .codicon-close').last().click();
  await page.locator('.settings-editor').waitFor({ state: 'detached' });
}

async function restarted({ page, server }) {
  const before = server.languageServers();
  const old = before.at(-1);
  await clickLine(page, 'tom: can vieww');
  await command(page, 'Spaceward: Restart Server', 'Restart Server');
  await until(30_000, 'another server runs, and the old one does not', () => {
    const now = server.languageServers();
    return !now.includes(old) && now.some((pid) => !before.includes(pid));
  });
  const hover = await hoverOver(page, 'tom: can vieww', 'tom');
  assert.match(await hover.innerText(), /tom/u);
  await page.keyboard.press('Escape');
  await problem(page, '4 more problems are not shown').waitFor();
  await until(20_000, 'as many mistakes as the setting says', async () => {
    return (await page.locator(MISTAKES).count()) === 2;
  });
  await shot(page, 'restarted');
}

async function quiet({ page }) {
  assert.deepEqual(await notifications(page), []);
}
