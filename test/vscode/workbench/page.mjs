// What a person does in the workbench, and sees there.
import { join } from 'node:path';
import { SCREENSHOTS } from '../paths.mjs';
import { until } from '../time.mjs';

/** Where one writes in the box at the top. */
const INPUT = '.quick-input-widget input.input';

/** A line of the editor that holds a text. */
export function line(page, text) {
  return page.locator('.view-lines .view-line', { hasText: text });
}

/** Puts the cursor on such a line. Only its start is sure to be in view. */
export async function clickLine(page, text) {
  const found = line(page, text).first();
  // Lines are drawn anew when colours and what stands above entries arrive, and move: a click may meet another.
  await until(60_000, `the cursor is on the line ${text}`, async () => {
    await found.waitFor({ timeout: 1000 }).catch(() => undefined);
    const box = await found.boundingBox({ timeout: 1000 }).catch(() => undefined);
    if (!box) return false;
    await page.mouse.click(box.x + 30, box.y + box.height / 2);
    return until(1000, 'the cursor', () => isCursorOn(page, found)).catch(() => false);
  });
}

async function isCursorOn(page, found) {
  const box = await found.boundingBox({ timeout: 1000 }).catch(() => undefined);
  return (
    box &&
    page.evaluate(
      (middle) =>
        [...globalThis.document.querySelectorAll('.monaco-editor.focused .cursor')].some(
          (cursor) => {
            const { top, bottom } = cursor.getBoundingClientRect();
            return top < middle && middle < bottom;
          },
        ),
      box.y + box.height / 2,
    )
  );
}

/** Opens a row of a tree until one that is below it is there: a tree that is drawn anew may lose a click. */
export async function expand(page, row, below) {
  await until(60_000, `what is below ${row}`, async () => {
    if ((await row.getAttribute('aria-expanded')) !== 'true') {
      await row.click();
      if ((await row.getAttribute('aria-expanded')) !== 'true')
        await page.keyboard.press('ArrowRight');
    }
    return isSoon(below, 5000);
  });
}

/**
 * Presses a key, as often as a busy workbench needs, until something is there.
 *
 * @param before what is done before each time, such as putting the cursor where it may have been moved from
 */
export async function press(page, key, locator, before = async () => undefined) {
  await until(45_000, `${key}: ${locator}`, async () => {
    await before();
    await page.keyboard.press(key);
    return isSoon(locator, 5000);
  });
}

function isSoon(locator, timeout) {
  return locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}

/** The command palette, where the keyboard is; what stands there is chosen by its first words. */
export async function command(page, words, wanted) {
  await press(page, 'F1', page.locator(INPUT));
  await pick(page, `>${words}`, wanted);
}

/** Writes into the box at the top, and takes the first of what it offers. */
export async function pick(page, text, wanted) {
  const box = page.locator('.quick-input-widget');
  const input = page.locator(INPUT);
  await input.waitFor();
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

/** Watches the box at the top, which has the keyboard; what comes back says how often the keyboard has left it since. */
export async function watchBox(page) {
  const seen = await page.locator(INPUT).evaluateHandle((input) => {
    const counts = { left: 0 };
    input.addEventListener('blur', () => (counts.left += 1));
    return counts;
  });
  return () => seen.evaluate(({ left }) => left);
}

/** Opens a file of the folder by its name. */
export async function openFile(page, name) {
  await press(page, 'Control+P', page.locator(INPUT));
  await pick(page, name, name.replace(/.*\//u, ''));
  await page.locator('.tab.active', { hasText: name.replace(/.*\//u, '') }).waitFor();
}

/** The same from the list of files, which needs no search: file systems of browsers may have none. */
export async function openFromList(page, name) {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/** What is drawn into an editor is there: colours of names, and the lines above entries, such as `2 members: 1 user`. */
export async function drawn(page, lens) {
  await page.locator('.codelens-decoration', { hasText: lens }).first().waitFor();
  // Colours arrive after that, and the mouse and messages leave.
  await page.waitForTimeout(1000);
}

/** What is shown once the mouse rests on a word; the server may still be starting, so it comes again. */
export async function hoverOver(page, text, word) {
  const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: word }).first();
  return until(45_000, `something is shown about ${word}`, async () => {
    await line(page, text).first().locator('span span', { hasText: word }).first().hover();
    if (await isSoon(hover, 1500)) return hover;
    await page.mouse.move(900, 700);
    return undefined;
  });
}

/** The frame whose page has such an element: a web view is a frame in a frame. */
export async function frameWith(page, selector, text) {
  return until(30_000, `a frame with ${selector} ${text}`, async () => {
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      const found = frame.locator(selector, { hasText: text });
      if ((await found.count().catch(() => 0)) > 0) return frame;
    }
    return undefined;
  });
}

/** A row of the list of problems. */
export function problem(page, text) {
  return page.locator('.markers-panel .monaco-list-row', { hasText: text });
}

/** Nothing has been complained about. */
export function notifications(page) {
  return page.locator('.notification-list-item').allInnerTexts();
}

/** @param scale `css` for a picture of half the size */
export function shot(page, name, clip, scale = 'device') {
  return page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), scale, ...(clip && { clip }) });
}
