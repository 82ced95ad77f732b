// Tests the extension in a real VS Code: a suite inside the extension host, and the packed extension in the workbench.
// Ends with the line `N passed, N failed`, and with 0 where all passed, 1 where some failed, 2 where there is no result.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers';
import { testInHost } from './in-host.mjs';
import { HERE, ROOT } from './paths.mjs';
import { setUp } from './setup.mjs';
import { testWorkbench } from './workbench.mjs';

/** Setting up from nothing included. */
const LONGEST = 12 * 60_000;

const started = Date.now();
const folders = [];

function say(what) {
  console.log(`[${((Date.now() - started) / 1000).toFixed(1)} s] ${what}`);
}

/** A folder that is gone at the end, unless something failed. */
function folder(name) {
  const path = mkdtempSync(join(tmpdir(), `spaceward-${name}-`));
  folders.push(path);
  return path;
}

/** Policies that tests may change. */
function workspace() {
  const path = folder('workspace');
  cpSync(join(HERE, 'workspace'), path, { recursive: true });
  cpSync(join(ROOT, 'samples/members-list'), join(path, 'members-list'), { recursive: true });
  return path;
}

/** Builds and packs the extension as it is released. */
function pack() {
  const { status, error } = spawnSync('npm', ['run', '--silent', 'package'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 240_000,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`npm run package ended with ${status}`);
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return join(ROOT, `${name}-${version}.vsix`);
}

async function test() {
  setUp();
  say('VS Code and Chromium are there');
  const vsix = pack();
  say('packed');
  const inHost = await testInHost(folder('host'), workspace());
  say('tested in the extension host');
  const inWorkbench = await testWorkbench(folder('workbench'), workspace(), vsix);
  say('tested in the workbench');
  // A part without a test has not been tested.
  if (inHost.passed === 0 || inWorkbench.passed === 0) throw new Error('no test passed');
  return { passed: inHost.passed + inWorkbench.passed, failed: inHost.failed + inWorkbench.failed };
}

/** Servers and browsers end with this process. */
function end(code) {
  if (code === 0) for (const path of folders) rmSync(path, { recursive: true, force: true });
  else if (folders.length > 0) console.log(`Logs are kept in ${folders.join(', ')}`);
  process.exit(code);
}

for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => end(2));
setTimeout(() => {
  console.error(`No result within ${LONGEST / 60_000} minutes`);
  end(2);
}, LONGEST).unref();

try {
  const { passed, failed } = await test();
  console.log(`${passed} passed, ${failed} failed`);
  end(failed === 0 ? 0 : 1);
} catch (error) {
  console.error(error);
  end(2);
}
