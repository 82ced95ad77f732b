// The tests of a policy in the view of tests.
import assert from 'node:assert/strict';
import {
  clickLine,
  command,
  drawn,
  expand,
  line,
  notifications,
  openFile,
  pick,
  press,
  shot,
} from './page.mjs';

/** Each in the state that the one before has left. */
export const TEST_EXPLORER = {
  folder: 'tested',
  file: 'sales.spaceward.yaml',
  tests: [
    ['the tests of a file that is not open are listed, with what came of them', listed],
    ['a change of the policy shows at once which of them fail', failed],
    ['what failed says what was expected, the verdict, and its lines', peeked],
    ['one is run by itself', ran],
    ['all of them are run', ranAll],
    ['the status bar says how many expectations hold', counted],
    ['a walkthrough shows what there is', walked],
    ['nothing was complained about', quiet],
  ],
};

/** A row of the tree, with what its icon says. */
function row(page, text) {
  return page.locator('.test-explorer-tree .monaco-list-row', { hasText: text }).first();
}

async function listed({ page }) {
  await page.locator('.activitybar').getByRole('tab', { name: 'Testing' }).click();
  const file = row(page, 'tests.spaceward.yaml');
  await file.waitFor();
  await file.locator('.codicon-testing-passed-icon').waitFor();
  await expand(page, file, row(page, 'Ali is a member with Can manage and has no shared apps'));
  await shot(page, 'tests-listed');
}

async function failed({ page }) {
  await clickLine(page, 'ali: can manage');
  await page.keyboard.press('End');
  for (let n = 0; n < 'manage'.length; n += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('view', { delay: 30 });
  await page.keyboard.press('Escape');
  await line(page, 'ali: can view').waitFor();
  const test = row(page, 'Ali is a member with Can manage and has no shared apps');
  await test.locator('.codicon-testing-failed-icon').waitFor();
  await shot(page, 'tests-failed');
}

async function peeked({ page }) {
  const sentence = row(page, 'ali can app.share on');
  await expand(page, row(page, 'Ali is a member with Can manage'), sentence);
  await sentence.click();
  // Its line, in the file that was not open.
  await page.locator('.tab.active', { hasText: 'tests.spaceward.yaml' }).waitFor();
  await page.locator('.statusbar-item', { hasText: /Ln 13,/u }).waitFor();
  const peek = page.locator('.test-output-peek');
  await peek.getByText('Expected: allowed. Verdict: denied').waitFor();
  const text = await peek.innerText();
  assert.match(text, /would allow it: make ali a member of Sales Development as Can manage/u);
  // The line of the policy that the verdict rests on.
  assert.match(text, /sales\.spaceward\.yaml/u);
  await line(page, 'ali: can view').first().waitFor();
  await drawn(page, 'expectations hold');
  const { y, height } = await peek.boundingBox();
  const clip = { x: 0, y: 0, width: page.viewportSize().width, height: y + height + 60 };
  await shot(page, 'tests', clip, 'css');
  await page.keyboard.press('Escape');
}

async function ran({ page }) {
  const one = row(page, 'Anna 2 has one app and nothing else');
  await one.hover();
  await one.locator('.codicon-testing-run-icon').click();
  // What was asked for alone is counted.
  await page.locator('.result-summary', { hasText: '7/7' }).waitFor();
  await shot(page, 'tests-one');
}

async function ranAll({ page }) {
  await page.locator('.part.sidebar').getByRole('button', { name: 'Run Tests' }).click();
  await page.locator('.result-summary', { hasText: '20/23' }).waitFor();
}

function status(page, text) {
  return page.locator('.statusbar-item', { hasText: text });
}

async function counted({ page }) {
  await status(page, '3 of 23 do not hold').waitFor();
  await openFile(page, 'sales.spaceward.yaml');
  await clickLine(page, 'ali: can view');
  await press(page, 'Control+z', status(page, '23 hold'));
}

async function walked({ page }) {
  // Pictures are shown where there is room.
  await page.keyboard.press('Control+b');
  await command(page, 'Welcome: Open Walkthrough', 'Open Walkthrough');
  await pick(page, 'Review who can do what', 'Review who can do what');
  const steps = page.locator('.gettingStartedContainer');
  await steps.getByText('Explain an access').first().waitFor();
  await steps.locator('img[alt^="A policy in VS Code"]').waitFor();
  await steps.getByText("Look over everybody's access").first().click();
  await steps.locator('img[alt^="The Access view"]').waitFor();
  await steps.getByText('Keep what must hold').first().click();
  await steps.locator('img[alt^="The Testing view"]').waitFor();
  await shot(page, 'walkthrough');
  await page.keyboard.press('Control+b');
}

async function quiet({ page }) {
  assert.deepEqual(await notifications(page), []);
}
