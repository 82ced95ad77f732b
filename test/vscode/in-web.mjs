// Runs the suites in VS Code for the Web: in an extension host that is a web worker, on a file system that is only in the browser.
import { build } from 'esbuild';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { automate } from './automation.mjs';
import { openBrowser } from './browser.mjs';
import { CACHE, HERE, RUNTIME } from './paths.mjs';
import { NotBegun, until, within } from './time.mjs';
import { serveWeb } from './web-server.mjs';

/** To the first test, and to the end of the last one. */
const STARTING = 90_000;
const LONGEST = 240_000;

/** What the suite has written: lines of its own, and at its end mocha's result. */
const WRITTEN = /(SUITE(?:-RESULT)?) ([^]*)/u;

/** How many tests passed and failed; throws where the suite did not come to its end. */
export async function testInWeb(data, workspace) {
  const suite = await bundle();
  const server = await serveWeb(workspace, suite);
  let browser;
  const told = { begun: false, result: undefined };
  try {
    browser = await openBrowser(data);
    const reported = await reportOf(server, browser.page, data, told);
    if (told.result === undefined)
      throw new Error(`the suite did not end (VS Code reports ${reported})`);
    const { passes, failures } = told.result;
    if (reported !== 0 && failures === 0) throw new Error(`VS Code reports ${reported}`);
    return { passed: passes, failed: failures };
  } catch (error) {
    throw told.begun ? error : new NotBegun(error);
  } finally {
    await browser?.close();
    server.stop();
  }
}

/** The suite as one file, without Node.js. */
async function bundle() {
  const outfile = join(CACHE, 'vscode-suite/web.cjs');
  await build({
    entryPoints: [join(HERE, 'suite/index.web.ts')],
    outfile,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'inline',
    external: ['vscode'],
    // What the package of assertions expects of Node.js.
    define: { global: 'globalThis', process: 'nodeProcess' },
    banner: { js: 'const nodeProcess = { env: {} };' },
    plugins: [{ name: 'assertions', setup: withAssertions }],
    logLevel: 'warning',
  });
  return outfile;
}

/** Assertions of Node.js, from a package for browsers. */
function withAssertions({ onResolve, onLoad }) {
  const namespace = 'assertions';
  onResolve({ filter: /^node:assert\/strict$/ }, ({ path }) => ({ path, namespace }));
  onLoad({ filter: /./, namespace }, () => ({
    contents: "module.exports = require('assert').strict;",
    resolveDir: RUNTIME,
  }));
}

/** The exit code that VS Code reports; what the suite tells is put into `told`. */
async function reportOf(server, page, data, told) {
  const log = createWriteStream(join(data, 'workbench.log'));
  const { end } = await automate(page, (line) => {
    log.write(`${line}\n`);
    const [, kind, text] = WRITTEN.exec(line) ?? [];
    if (kind === 'SUITE') console.log(text);
    if (kind === 'SUITE-RESULT') told.result = JSON.parse(text);
    told.begun ||= kind !== undefined;
  });
  await page.goto(server.address());
  await Promise.race([end, until(STARTING, 'a test began', () => told.begun)]);
  return within(LONGEST, 'the suite in VS Code for the Web', end);
}
