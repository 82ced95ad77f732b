// A space is written down, line by line, in an empty file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { until } from '../time.mjs';
import { clickLine, line, notifications, openFile, shot } from './page.mjs';

/** Each in the state that the one before has left. */
export const TYPING = {
  folder: 'new',
  file: 'tenant.spaceward.yaml',
  tests: [
    ['Enter ends the line, whatever is proposed, and below a key goes one deeper', typed],
    ['whoever takes a name is shown the roles at once', proposed],
    ['nothing was complained about', quiet],
  ],
};

/** What is typed of each line, and what is proposed when Enter is pressed. */
const LINES = [
  ['spaces:'],
  ['Finance Dev:'],
  ['type: shared', 'shared'],
  ['owner: anna', 'anna'],
  ['members: # of the team'],
  ['ali: can view', 'can view'],
];
const SPACE = `spaces:
  Finance Dev:
    type: shared
    owner: anna
    members: # of the team
      ali: can view

tests:
  t:
    - ali can app.open on "Finance Dev"
    - `;

async function typed({ page, folder }) {
  const list = page.locator('.suggest-widget.visible');
  await openFile(page, 'finance.spaceward.yaml');
  await page.locator('.monaco-editor').first().click();
  for (const [text, proposed] of LINES) {
    await page.keyboard.type(text, { delay: 50 });
    if (proposed !== undefined)
      await list.locator('.monaco-list-row.focused', { hasText: proposed }).waitFor();
    // The list follows what is typed a little later.
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
  }
  // Back to the margin.
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  for (const text of ['tests:', 't:', '- ali can app.open on "Finance Dev"']) {
    await page.keyboard.type(text, { delay: 50 });
    // As long as one needs to see that the line is whole, and proposals need to come. VS Code goes one deeper where it has coloured the line.
    await page.waitForTimeout(1500);
    await page.keyboard.press('Enter');
  }
  await shot(page, 'typing');
  await page.keyboard.press('Control+S');
  const path = join(folder, 'finance.spaceward.yaml');
  await until(10_000, 'the file is saved', () => readFileSync(path, 'utf8') !== '');
  assert.equal(readFileSync(path, 'utf8'), SPACE);
}

async function proposed({ page }) {
  const list = page.locator('.suggest-widget.visible');
  const focused = (text) => list.locator('.monaco-list-row.focused', { hasText: text });
  await clickLine(page, 'ali: can view');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ann', { delay: 50 });
  await focused('anna').waitFor();
  await page.keyboard.press('Enter');
  await focused('can view').waitFor();
  await shot(page, 'roles-at-once');
  await page.keyboard.press('Enter');
  await line(page, 'anna: can view').waitFor();
}

async function quiet({ page }) {
  assert.deepEqual(await notifications(page), []);
}
