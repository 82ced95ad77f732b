// What a person sees: the packed extension in the workbench of VS Code, with the mouse and the keyboard.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { SCREENSHOTS } from './paths.mjs';
import { address, install, remote, startServer } from './server.mjs';
import { NotBegun, within } from './time.mjs';
import { ACCESS_LARGE, ACCESS_VIEW } from './workbench/access-view.mjs';
import { CONFIG } from './workbench/config.mjs';
import { MEMBERS } from './workbench/members.mjs';
import { MEMBERS_LIST } from './workbench/members-list.mjs';
import { RENAME } from './workbench/rename.mjs';
import { SETTINGS } from './workbench/settings.mjs';
import { TEST_EXPLORER } from './workbench/test-explorer.mjs';
import { TYPING } from './workbench/typing.mjs';

/** Folders that are opened one after the other, in the same window, with their tests. */
const VISITS = [
  MEMBERS_LIST,
  MEMBERS,
  TEST_EXPLORER,
  ACCESS_VIEW,
  ACCESS_LARGE,
  RENAME,
  CONFIG,
  SETTINGS,
  TYPING,
];
const LONGEST = 120_000;

/** How many tests passed and failed. */
export async function testWorkbench(data, workspace, vsix) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await install(data, vsix);
  const server = await startServer(data);
  let browser;
  const sum = { passed: 0, failed: 0 };
  try {
    browser = await openBrowser(data, { scale: 2 });
    for (const visit of VISITS) {
      const { passed, failed } = await runVisit(visit, browser.page, server, workspace);
      sum.passed += passed;
      sum.failed += failed;
    }
    return sum;
  } catch (error) {
    throw sum.passed + sum.failed > 0 ? error : new NotBegun(error);
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** No test after one that failed: each starts from what the one before has left. */
async function runVisit({ folder: name, file, tests }, page, server, workspace) {
  const folder = join(workspace, name);
  await enter(page, address(server, folder, [['openFile', remote(server, join(folder, file))]]));
  console.log(`\n  in the workbench, on ${name}`);
  for (const [n, [title, test]] of tests.entries())
    try {
      await within(LONGEST, title, test({ page, server, folder }));
      console.log(`    ✔ ${title}`);
    } catch (error) {
      console.log(`    1) ${title}\n`, error);
      for (const [left] of tests.slice(n + 1)) console.log(`    - ${left} (not run)`);
      const path = join(SCREENSHOTS, `failure-${name}.png`);
      await page.screenshot({ path }).catch(() => undefined);
      return { passed: n, failed: 1 };
    }
  return { passed: tests.length, failed: 0 };
}

/** Opens an address, and leaves the one before whatever was not saved there. */
async function enter(page, url) {
  page.setDefaultTimeout(30_000);
  page.removeAllListeners('dialog');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('about:blank');
  await page.goto(url);
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.view-lines .view-line').first().waitFor({ timeout: 60_000 });
}
