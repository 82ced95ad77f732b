// A configuration is written: it starts the extension by itself, and the policy follows it unsaved.
import assert from 'node:assert/strict';
import {
  clickLine,
  command,
  hoverOver,
  line,
  notifications,
  openFile,
  press,
  problem,
  shot,
} from './page.mjs';

/** Each in the state that the one before has left. */
export const CONFIG = {
  folder: 'broken',
  file: 'spaceward.config.yaml',
  tests: [
    ['a configuration is opened as one', opened],
    ['rules and severities are offered while one types', completed],
    ['the mouse on a rule shows what it reports', hovered],
    ['the policy follows what is not saved yet', followed],
    ['nothing was complained about, and nothing stays', reverted],
  ],
};

async function opened({ page }) {
  await line(page, '# Nothing yet.').waitFor();
  await page.locator('.statusbar-item', { hasText: 'Spaceward configuration' }).waitFor();
}

async function completed({ page }) {
  await clickLine(page, '# Nothing yet.');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const list = page.locator('.suggest-widget.visible');
  // The server may still be starting.
  await press(page, 'Control+Space', list.locator('.monaco-list-row', { hasText: 'rules' }));
  await page.keyboard.type('ru', { delay: 50 });
  await list.locator('.monaco-list-row.focused', { hasText: 'rules' }).waitFor();
  await page.keyboard.press('Enter');
  await line(page, 'rules:').waitFor();
  await page.keyboard.type('unknown-us', { delay: 50 });
  await list.locator('.monaco-list-row.focused', { hasText: 'unknown-user' }).waitFor();
  await shot(page, 'config-rules');
  await page.keyboard.press('Enter');
  await line(page, 'unknown-user: ').waitFor();
  await page.keyboard.type('of', { delay: 50 });
  await list.locator('.monaco-list-row.focused', { hasText: 'off' }).waitFor();
  await shot(page, 'config-severities');
  await page.keyboard.press('Enter');
  await line(page, 'unknown-user: off').waitFor();
}

async function hovered({ page }) {
  const hover = await hoverOver(page, 'unknown-user: off', 'unknown-user');
  const text = await hover.innerText();
  assert.match(text, /Default: error\./u);
  assert.match(text, /See the page of the rule/u);
  await shot(page, 'config-hover');
  await page.keyboard.press('Escape');
}

async function followed({ page }) {
  await openFile(page, 'tenant.spaceward.yaml');
  await line(page, 'owner: mara').waitFor();
  await page.keyboard.press('Control+Shift+M');
  await problem(page, 'unknown role can vieww').waitFor();
  await problem(page, 'unknown user mara').waitFor({ state: 'detached' });
  await shot(page, 'config-followed');
}

async function reverted({ page }) {
  assert.deepEqual(await notifications(page), []);
  await openFile(page, 'spaceward.config.yaml');
  await command(page, 'File: Revert File', 'Revert File');
  await line(page, 'rules:').waitFor({ state: 'detached' });
  await problem(page, 'unknown user mara').waitFor();
}
