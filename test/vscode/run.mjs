// Tests the extension in a real VS Code: suites inside the extension host, and the packed extension in the workbench.
// With `--oldest`, in the oldest VS Code that it supports, inside the extension host only; with `--web`, in VS Code for the Web. With
// `--packed`, what was packed last.
// Ends with the line `N passed, N failed`, and with 0 where all passed, 1 where some failed, 2 where there is no result.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers';
import { run } from './command.mjs';
import { testInHost } from './in-host.mjs';
import { testInWeb } from './in-web.mjs';
import { HERE, OLDEST, ROOT, WEB } from './paths.mjs';
import { QUIET } from './quiet.mjs';
import { setUp } from './setup.mjs';
import { NotBegun } from './time.mjs';
import { testWorkbench } from './workbench.mjs';
import { testWorkbenchForWeb } from './workbench-web.mjs';
import { writeLargePolicy } from './workbench/large-policy.mjs';

const VISITED = ['members-list', 'tested', 'members', 'access'];
const LARGE = 'many-people';

/** Setting up from nothing included. */
const LONGEST = 15 * 60_000;

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

/**
 * Policies that tests may change.
 *
 * @param copies one of the sample for each that begins with it as it is: what isn't saved in one may come back in another
 */
function workspace(copies = ['members-list']) {
  const path = folder('workspace');
  cpSync(join(HERE, 'workspace'), path, { recursive: true });
  for (const name of copies)
    cpSync(join(ROOT, 'samples/members-list'), join(path, name), { recursive: true });
  return path;
}

/** What the visits of the workbench begin with. */
function visited() {
  const path = workspace(VISITED);
  writeLargePolicy(join(path, LARGE));
  return path;
}

/** Writes settings into folders of a workspace: in VS Code for the Web nobody has any of their own. */
function quieten(workspace, folders) {
  for (const name of folders) {
    mkdirSync(join(workspace, name, '.vscode'));
    writeFileSync(join(workspace, name, '.vscode/settings.json'), JSON.stringify(QUIET));
  }
  return workspace;
}

/** A folder without a policy. */
function plain() {
  const path = folder('plain');
  cpSync(join(HERE, 'workspace/notes.yaml'), join(path, 'notes.yaml'));
  return path;
}

/** Builds and packs the extension as it is released, unless that was done before. */
async function pack() {
  if (!process.argv.includes('--packed'))
    await run('the extension', 'npm', ['run', '--silent', 'package'], { cwd: ROOT, seconds: 240 });
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return join(ROOT, `${name}-${version}.vsix`);
}

/** What is tested, in its order: each says how many tests passed and failed. */
function suites(vsix) {
  if (WEB)
    return [
      ['in VS Code for the Web', () => testInWeb(folder('web'), quieten(workspace(), ['.']))],
      [
        'in its workbench',
        () => testWorkbenchForWeb(folder('workbench'), quieten(visited(), [...VISITED, LARGE])),
      ],
    ];
  const inHost = [
    ['in the extension host', () => testInHost('main', folder('host'), workspace())],
    ['in a folder not trusted', () => testInHost('restricted', folder('restricted'), plain())],
  ];
  if (OLDEST) return inHost;
  return [
    ...inHost,
    ['in the workbench', () => testWorkbench(folder('workbench'), visited(), vsix)],
  ];
}

/** Where a browser or a host ended before the first test began, it starts once more. */
async function begin(name, test) {
  try {
    return await test();
  } catch (error) {
    if (!(error instanceof NotBegun)) throw error;
    say(`${name}: ${error.message}; started once more`);
    return test();
  }
}

async function test() {
  await setUp();
  say('VS Code and Chromium are there');
  const vsix = await pack();
  say('the extension is packed');
  const sum = { passed: 0, failed: 0 };
  for (const [name, suite] of suites(vsix)) {
    const { passed, failed } = await begin(name, suite);
    // A part without a test has not been tested.
    if (passed + failed === 0) throw new Error(`${name}: no test ran`);
    say(`tested ${name}: ${passed} passed, ${failed} failed`);
    sum.passed += passed;
    sum.failed += failed;
  }
  return sum;
}

/** Folders stay where something failed. Servers and browsers end with this process, too. */
process.on('exit', (code) => {
  if (code !== 0 && folders.length > 0) console.log(`Logs are kept in ${folders.join(', ')}`);
  else for (const path of folders) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
});

setTimeout(() => {
  console.error(`No result within ${LONGEST / 60_000} minutes`);
  process.exit(2);
}, LONGEST).unref();

try {
  const { passed, failed } = await test();
  // The last line: what is kept is named before it.
  if (failed > 0) console.log(`Logs are kept in ${folders.splice(0).join(', ')}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
} catch (error) {
  console.error(error);
  process.exit(2);
}
