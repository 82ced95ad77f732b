// Installs a VS Code to test in, and a browser to look at it with. Does nothing where both are there already.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './command.mjs';
import { installPackages } from './debian.mjs';
import { CHROMIUM, HERE, MANIFESTS, NODE, RUNTIME, VSCODE, VSCODE_WEB, WEB } from './paths.mjs';

const LISTS = ['package.json', 'package-lock.json'];
const STAMP = 'installed';
const TRIES = 3;

/** Parts of VS Code, some 300 MB, that no language extension touches. */
const UNUSED = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

async function npm(what, cwd, ...args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // A request is tried three times within a minute or so, well before the whole is given up.
  const patient = ['--fetch-retries=2', '--fetch-retry-maxtimeout=20000', '--fetch-timeout=60000'];
  await run(what, 'npm', [...args, ...quiet, ...patient], { cwd, seconds: 180, tries: TRIES });
}

/** Says what is installed: it changes with the packages and with this file. */
function key() {
  const hash = createHash('sha256');
  for (const list of LISTS) hash.update(readFileSync(join(MANIFESTS, list)));
  hash.update(readFileSync(join(HERE, 'setup.mjs')));
  return hash.digest('hex');
}

function installed() {
  const stamp = join(RUNTIME, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === key();
}

async function installRuntime() {
  const unfinished = `${RUNTIME}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  for (const list of LISTS) copyFileSync(join(MANIFESTS, list), join(unfinished, list));
  await npm('VS Code', unfinished, 'ci');
  await (WEB ? finishWeb : finishServer)((path) => path.replace(RUNTIME, unfinished));
  writeFileSync(join(unfinished, STAMP), key());
  rmSync(RUNTIME, { recursive: true, force: true });
  renameSync(unfinished, RUNTIME);
}

/** @param there where a path of the runtime is while it is being installed */
async function finishServer(there) {
  // VS Code's dependencies are in packages of its own, which code-server's script would install. Native modules are left as they
  // come, prebuilt or not at all: without the ones that write log files, VS Code complains and works.
  const vscode = there(VSCODE);
  await npm('dependencies of VS Code', vscode, 'install', '--omit=dev');
  const extensions = join(vscode, 'extensions');
  await npm('dependencies of its extensions', extensions, 'install', '--omit=dev');
  for (const path of UNUSED) rmSync(join(vscode, path), { recursive: true, force: true });
  for (const path of ['include', 'share'])
    rmSync(join(there(NODE), '../..', path), { recursive: true, force: true });
  await run('VS Code', there(NODE), [join(vscode, 'out/server-main.js'), '--version']);
}

/** It comes whole; half of it are maps to sources. */
function finishWeb(there) {
  const vscode = there(VSCODE_WEB);
  for (const path of readdirSync(vscode, { recursive: true }))
    if (path.endsWith('.map')) rmSync(join(vscode, path));
}

async function installBrowser() {
  if (process.env.CHROMIUM !== undefined || process.getuid?.() !== 0)
    throw new Error(`${CHROMIUM} is missing: install Chromium, or name one in CHROMIUM`);
  await installPackages('Chromium', ['chromium', 'fonts-dejavu-core']);
}

/** Makes sure that both are there; throws where they can't be had. */
export async function setUp() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The tests in VS Code run on Linux, on x64.');
  if (!existsSync(CHROMIUM)) await installBrowser();
  await run('Chromium', CHROMIUM, ['--version'], { tries: 1 });
  if (!installed()) await installRuntime();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setUp();
