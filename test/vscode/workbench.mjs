// What a person sees: the packed extension in the workbench of VS Code, with the mouse and the keyboard.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { SCREENSHOTS } from './paths.mjs';
import { address, install, remote, startServer } from './server.mjs';
import { within } from './time.mjs';

const LONGEST = 60_000;

/** How many tests passed and failed. */
export async function testWorkbench(data, workspace, vsix) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  install(data, vsix);
  const server = await startServer(data);
  let browser;
  try {
    browser = await openBrowser({ scale: 2 });
    const { page } = browser;
    page.setDefaultTimeout(20_000);
    const folder = join(workspace, 'members-list');
    const file = remote(server, join(folder, 'sales.spaceward.yaml'));
    await page.goto(address(server, folder, [['openFile', file]]));
    return await runAll(page);
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** Each in the state that the one before has left; none after one that failed. */
async function runAll(page) {
  let passed = 0;
  console.log('\n  in the workbench');
  for (const [name, test] of TESTS) {
    try {
      await within(LONGEST, name, test(page));
    } catch (error) {
      console.log(`    1) ${name}\n`, error);
      await page.screenshot({ path: join(SCREENSHOTS, 'failure.png') }).catch(() => undefined);
      return { passed, failed: 1 };
    }
    console.log(`    ✔ ${name}`);
    passed += 1;
  }
  return { passed, failed: 0 };
}

const TESTS = [
  ['a policy is opened as one', opened],
  ['the mouse on a member shows what they may', hovered],
  ['a mistake is underlined and listed', mistaken],
  ['the quick fix puts right what was meant', fixed],
  ['roles are offered while one types', completed],
  ['Who Can… shows everybody’s verdict beside the policy', asked],
  ['nothing was complained about', quiet],
];

async function opened(page) {
  await line(page, 'ali: can manage').waitFor();
  await page.locator('.statusbar-item', { hasText: 'Spaceward policy' }).waitFor();
}

async function hovered(page) {
  const hover = await hoverOver(page, 'ali: can manage', 'ali');
  const text = await hover.innerText();
  assert.match(text, /^ali \(Ali\) in Sales Development, a shared space: \d+ of \d+ actions/u);
  assert.match(text, /member: Can manage sales\.spaceward\.yaml:6/u);
  await shot(page, 'window');
  // From the line numbers to the ends of what is shown.
  const top = await line(page, 'spaces:').boundingBox();
  const box = await hover.boundingBox();
  const [x, y] = [top.x - 60, top.y - 4];
  const [width, height] = [box.x + box.width + 16 - x, box.y + box.height + 16 - y];
  await shot(page, 'hover', { x, y, width, height });
  await page.keyboard.press('Escape');
}

async function mistaken(page) {
  await line(page, 'ali: can manage').click();
  await page.keyboard.press('End');
  await page.keyboard.type('r', { delay: 50 });
  await page.keyboard.press('Escape');
  await page.locator('.squiggly-error').first().waitFor();
  await page.keyboard.press('Control+Shift+M');
  const problem = page.locator('.markers-panel .monaco-list-row', {
    hasText: 'unknown role can manager; did you mean Can manage?',
  });
  await problem.waitFor();
  assert.match(await problem.innerText(), /spaceward\s*\(?unknown-role/u);
  await shot(page, 'mistake');
}

async function fixed(page) {
  await line(page, 'ali: can manager').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+.');
  const offers = page.locator('.action-widget');
  const fix = offers.locator('.monaco-list-row.action', { hasText: 'Can manage' }).first();
  await fix.waitFor();
  await shot(page, 'quick-fix');
  await fix.click();
  await page.locator('.squiggly-error').waitFor({ state: 'detached' });
  await page.getByText('No problems have been detected in the workspace.').first().waitFor();
  await page.keyboard.press('Control+Shift+M');
}

async function completed(page) {
  await line(page, 'ali: can manage').click();
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

async function asked(page) {
  await page.keyboard.press('F1');
  await pick(page, '>Spaceward: Who Can', 'Who Can');
  await pick(page, 'app.share', 'app.share');
  await pick(page, 'Demo App', 'Demo App');
  const answer = await frameWith(page, 'table');
  assert.match(await answer.locator('body').innerText(), /anna2[\s\S]*(?:allowed|denied)/u);
  assert.doesNotMatch(await answer.locator('body').innerText(), /file:/u);
  await shot(page, 'who-can');
  await answer.locator('a', { hasText: 'sales.spaceward.yaml:4' }).first().click();
  await page.locator('.statusbar-item', { hasText: /Ln 4,/u }).waitFor();
  await shot(page, 'who-can-link');
}

async function quiet(page) {
  assert.deepEqual(await page.locator('.notification-list-item').allInnerTexts(), []);
}

/** A line of the editor that holds a text. */
function line(page, text) {
  return page.locator('.view-lines .view-line', { hasText: text });
}

/** What is shown once the mouse rests on a word; the server may still be starting, so it comes again. */
async function hoverOver(page, text, word) {
  const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: word });
  for (let more = 20; more > 0; more -= 1) {
    const span = line(page, text).first().locator('span span', { hasText: word }).first();
    await span.hover();
    const there = await hover
      .first()
      .waitFor({ timeout: 1500 })
      .then(
        () => true,
        () => false,
      );
    if (there) return hover.first();
    await page.mouse.move(900, 700);
  }
  throw new Error(`nothing is shown about ${word}`);
}

/** Writes into the box at the top, and takes the first of what it offers. */
async function pick(page, text, wanted) {
  const box = page.locator('.quick-input-widget');
  const input = box.locator('input.input');
  await input.fill(text);
  await box.locator('.monaco-list-row.focused', { hasText: wanted }).waitFor();
  await page.keyboard.press('Enter');
  // The next question empties the box, the last one hides it.
  await page.waitForFunction((old) => {
    const element = globalThis.document.querySelector('.quick-input-widget');
    const shown = element !== null && element.style.display !== 'none';
    return !shown || element.querySelector('input.input')?.value !== old;
  }, text);
}

/** The frame that has such an element: a web view is a frame in a frame. */
async function frameWith(page, selector) {
  for (const end = Date.now() + 20_000; Date.now() < end; await page.waitForTimeout(100))
    for (const frame of page.frames()) {
      const found = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (frame !== page.mainFrame() && found > 0) return frame;
    }
  throw new Error(`no frame has ${selector}`);
}

function shot(page, name, clip) {
  return page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), ...(clip && { clip }) });
}
