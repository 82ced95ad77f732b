// Runs the suites inside VS Code's extension host.
import { build } from 'esbuild';
import { createWriteStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { automate } from './automation.mjs';
import { openBrowser } from './browser.mjs';
import { CACHE, HERE, ROOT } from './paths.mjs';
import { address, remote, startServer } from './server.mjs';
import { NotBegun, until, within } from './time.mjs';

/** To the first test, and to the end of the last one. */
const STARTING = 90_000;
const LONGEST = 240_000;

/**
 * How many tests passed and failed; throws where the suite did not come to its end.
 *
 * @param name of the suite: that of a list in `suite/index.ts`
 */
export async function testInHost(name, data, workspace) {
  const suite = await bundle();
  const output = join(data, 'suite.txt');
  const result = join(data, 'suite.json');
  writeFileSync(output, '');
  const begun = () => statSync(output).size > 0;
  let reported;
  try {
    const env = { SUITE: name, SUITE_OUTPUT: output, SUITE_RESULT: result };
    const options = { automated: true, restricted: name === 'restricted', env };
    reported = await runSuite({ data, workspace, suite, begun }, options);
  } catch (error) {
    throw begun() ? error : new NotBegun(error);
  } finally {
    process.stdout.write(readFileSync(output));
  }
  // VS Code reports success when the extension host dies; what mocha wrote at its end is what counts.
  if (!existsSync(result)) {
    const error = new Error(`the suite did not end (VS Code reports ${reported})`);
    throw begun() ? error : new NotBegun(error);
  }
  const { passes, failures } = JSON.parse(readFileSync(result, 'utf8'));
  if (reported !== 0 && failures === 0) throw new Error(`VS Code reports ${reported}`);
  return { passed: passes, failed: failures };
}

async function runSuite(suite, options) {
  const server = await startServer(suite.data, options);
  let browser;
  try {
    browser = await openBrowser(suite.data);
    return await reportOf(server, browser.page, suite);
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** The suite as one CommonJS file, which VS Code can load; mocha is found in the repository. */
async function bundle() {
  const outfile = join(CACHE, 'vscode-suite/index.cjs');
  await build({
    entryPoints: [join(HERE, 'suite/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return outfile;
}

/** The exit code that VS Code reports. */
async function reportOf(server, page, { data, workspace, suite, begun }) {
  const log = createWriteStream(join(data, 'workbench.log'));
  const { end: report } = await automate(page, (line) => log.write(`${line}\n`));
  const ended = server.hostEnded.then(async (how) => {
    // A report may still be on its way.
    await pause(3000);
    throw new Error(`the extension host ended without a result: ${how}`);
  });
  const end = Promise.race([report, ended]);
  end.catch(() => undefined);
  const payload = [
    ['extensionDevelopmentPath', remote(server, ROOT.replace(/\/$/u, ''))],
    ['extensionTestsPath', remote(server, suite)],
    ['skipWelcome', 'true'],
  ];
  await page.goto(address(server, workspace, payload));
  await Promise.race([end, until(STARTING, 'a test began', begun)]);
  return within(LONGEST, 'the suite in VS Code', end);
}
