// Visits to a workbench: folders that are opened one after the other, in the same window, with their tests.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { SCREENSHOTS } from './paths.mjs';
import { NotBegun, within } from './time.mjs';

const LONGEST = 240_000;
/** Beside those that are visited: each as it was before, for another visit. */
const AGAIN = 'again';

/**
 * Says how many tests passed and failed.
 *
 * @param visits each with the name of its folder, the file that is open at first, and its tests
 * @param data where the browser has its profile
 * @param place `workspace`: the folder above theirs; `address(folder, file)`: that of the workbench on a folder, and with a file open
 *   where one is named; `server`: where there is one, what it says of itself
 */
export async function runVisits(visits, data, place) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const sum = { passed: 0, failed: 0 };
  let browser;
  try {
    browser = await openBrowser(data, { scale: 2 });
    for (const [n, visit] of visits.entries()) {
      const again = join(AGAIN, String(n), visit.folder);
      const { passed, failed } = await runSteadily(visit, again, browser.page, place);
      sum.passed += passed;
      sum.failed += failed;
    }
    return sum;
  } catch (error) {
    throw sum.passed + sum.failed > 0 ? error : new NotBegun(error);
  } finally {
    await browser?.close();
  }
}

/** Makes a visit in which a test failed once more, on a copy of the folder as it was, and says so: a workbench draws when it has the time. */
async function runSteadily(visit, again, page, place) {
  cpSync(join(place.workspace, visit.folder), join(place.workspace, again), { recursive: true });
  const first = await runVisit(visit, visit.folder, page, place);
  if (first.failed === 0) return first;
  const second = await runVisit(visit, again, page, place);
  if (second.failed === 0) console.log(`    unsteady on ${visit.folder}: ${first.title}`);
  return second;
}

/** No test after one that failed: each starts from what the one before has left. */
async function runVisit({ file, tests }, name, page, { workspace, address, server }) {
  const path = join(workspace, name);
  const home = address(name);
  await enter(page, address(name, file));
  console.log(`\n  in the workbench, on ${name}`);
  for (const [n, [title, test]] of tests.entries())
    try {
      await within(LONGEST, title, test({ page, server, folder: path, home }));
      console.log(`    ✔ ${title}`);
    } catch (error) {
      console.log(`    1) ${title}\n`, error);
      for (const [left] of tests.slice(n + 1)) console.log(`    - ${left} (not run)`);
      const picture = join(SCREENSHOTS, `failure-${name.replaceAll('/', '-')}.png`);
      await page.screenshot({ path: picture }).catch(() => undefined);
      return { passed: n, failed: 1, title };
    }
  return { passed: tests.length, failed: 0 };
}

/** Opens an address, and leaves the one before whatever was not saved there. */
async function enter(page, url) {
  // A server that starts on a busy machine, from a disk that has nothing of it in memory, takes long.
  page.setDefaultTimeout(60_000);
  page.removeAllListeners('dialog');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('about:blank');
  await page.goto(url);
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.view-lines .view-line').first().waitFor({ timeout: 60_000 });
}
