// A policy is read, broken, mended and asked.
import assert from 'node:assert/strict';
import { faultsIn } from './axe.mjs';
import {
  clickLine,
  command,
  drawn,
  frameWith,
  hoverOver,
  line,
  notifications,
  pick,
  press,
  problem,
  shot,
} from './page.mjs';

/** Each in the state that the one before has left. */
export const MEMBERS_LIST = {
  folder: 'members-list',
  file: 'sales.spaceward.yaml',
  tests: [
    ['a policy is opened as one', opened],
    ['the mouse on a member shows what they may', hovered],
    ['a mistake is underlined and listed', mistaken],
    ['the quick fix puts right what was meant', fixed],
    ['roles are offered while one types', completed],
    ['Who Can… shows everybody’s verdict beside the policy', whoCan],
    ['Explain Access… asks who, what and where, and shows the proof', explained],
    ['nothing was complained about', quiet],
  ],
};

async function opened({ page }) {
  await line(page, 'ali: can manage').waitFor();
  await page.locator('.statusbar-item', { hasText: 'Spaceward policy' }).waitFor();
}

async function hovered({ page }) {
  await drawn(page, 'members: 1 user');
  const hover = await hoverOver(page, 'ali: can manage', 'ali');
  const text = await hover.innerText();
  assert.match(text, /^ali \(Ali\) in Sales Development, a shared space: \d+ of \d+ actions/u);
  assert.match(text, /member: Can manage sales\.spaceward\.yaml:6/u);
  await shot(page, 'window');
  // From the line numbers to the ends of what is shown.
  const top = await line(page, 'spaces:').boundingBox();
  const box = await hover.boundingBox();
  const [x, y] = [top.x - 60, top.y - 4];
  const [width, height] = [box.x + box.width + 5 - x, box.y + box.height + 16 - y];
  await shot(page, 'hover', { x, y, width, height });
  await page.keyboard.press('Escape');
}

async function mistaken({ page }) {
  await clickLine(page, 'ali: can manage');
  await page.keyboard.press('End');
  await page.keyboard.type('r', { delay: 50 });
  await page.keyboard.press('Escape');
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('Control+Shift+M');
  const row = problem(page, 'unknown role can manager; did you mean Can manage?');
  await row.waitFor();
  assert.match(await row.innerText(), /spaceward\s*\(?unknown-role/u);
  await shot(page, 'mistake');
}

async function fixed({ page }) {
  await clickLine(page, 'ali: can manager');
  await page.keyboard.press('End');
  // News of problems close what is offered: those of the tests come last.
  await problem(page, 'expected that ali can app.share on "Sales Development/Demo App').waitFor();
  const offers = page.locator('.action-widget');
  const fix = offers.locator('.monaco-list-row.action', { hasText: 'Can manage' }).first();
  await press(page, 'Control+.', fix);
  await shot(page, 'quick-fix');
  await fix.click();
  await page.locator('.squiggly-error').waitFor({ state: 'detached' });
  await page.getByText('No problems have been detected in the workspace.').first().waitFor();
  await page.keyboard.press('Control+Shift+M');
}

async function completed({ page }) {
  await clickLine(page, 'ali: can manage');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('anna2: ', { delay: 50 });
  const list = page.locator('.suggest-widget.visible');
  await list.locator('.monaco-list-row', { hasText: 'can view' }).waitFor();
  await shot(page, 'completion');
  await page.keyboard.type('can v', { delay: 50 });
  await list.locator('.monaco-list-row.focused', { hasText: 'can view' }).waitFor();
  await page.keyboard.press('Enter');
  await list.waitFor({ state: 'hidden' });
  await line(page, 'anna2: can view').nth(1).waitFor();
}

async function whoCan({ page }) {
  await command(page, 'Spaceward: Who Can', 'Who Can');
  await pick(page, 'app.share', 'app.share');
  await pick(page, 'Demo App', 'Demo App');
  const answer = await frameWith(page, 'table', 'anna2');
  const text = await answer.locator('body').innerText();
  assert.match(text, /ali\s+allowed/u);
  assert.match(text, /anna2\s+denied/u);
  assert.doesNotMatch(text, /file:/u);
  // What is around it is VS Code's.
  assert.deepEqual(await faultsIn(answer, '.markdown-body'), []);
  await shot(page, 'who-can');
  await answer.locator('a', { hasText: 'sales.spaceward.yaml:4' }).first().click();
  await page.locator('.statusbar-item', { hasText: /Ln 4,/u }).waitFor();
  await shot(page, 'who-can-link');
}

async function explained({ page }) {
  await clickLine(page, 'ali: ');
  await command(page, 'Spaceward: Explain Access', 'Explain Access');
  await page.locator('.quick-input-widget input[placeholder="Whose access?"]').waitFor();
  await shot(page, 'explain-who');
  await pick(page, 'anna2', 'anna2');
  await page.locator('.quick-input-widget input[placeholder="Which action?"]').waitFor();
  await pick(page, 'app.open', 'app.open');
  await page.locator('.quick-input-widget input[placeholder="Where?"]').waitFor();
  await pick(page, 'Quarterly results', 'Quarterly results');
  // She has been made a member before.
  const proof = await frameWith(page, 'body', 'anna2 is Can view');
  const text = await proof.locator('body').innerText();
  assert.match(text, /Quarterly results/u);
  assert.match(text, /allowed/iu);
  assert.match(text, /sales\.spaceward\.yaml:7/u);
  assert.deepEqual(await faultsIn(proof, '.markdown-body'), []);
  await shot(page, 'explain');
}

async function quiet({ page }) {
  assert.deepEqual(await notifications(page), []);
}
