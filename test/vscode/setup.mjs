// Installs a VS Code to test in, and a browser to look at it with. Does nothing where both are there already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHROMIUM, HERE, NODE, RUNTIME, VSCODE } from './paths.mjs';

const MANIFESTS = ['package.json', 'package-lock.json'];
const STAMP = 'installed';
const FIVE_MINUTES = 300_000;

/** Parts of VS Code, some 300 MB, that no language extension touches. */
const UNUSED = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

function run(command, args, { cwd, env } = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: FIVE_MINUTES,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

function npm(cwd, ...args) {
  run('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd });
}

/** Says what is installed: it changes with the packages and with this file. */
function key() {
  const hash = createHash('sha256');
  for (const file of [...MANIFESTS, 'setup.mjs']) hash.update(readFileSync(join(HERE, file)));
  return hash.digest('hex');
}

function installed() {
  const stamp = join(RUNTIME, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === key();
}

function installRuntime() {
  const unfinished = `${RUNTIME}.unfinished`;
  const there = (path) => path.replace(RUNTIME, unfinished);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  for (const file of MANIFESTS) copyFileSync(join(HERE, file), join(unfinished, file));
  npm(unfinished, 'ci');
  // VS Code's dependencies are in packages of its own, which code-server's script would install. Native modules are left as they
  // come, prebuilt or not at all: without the ones that write log files, VS Code complains and works.
  const vscode = there(VSCODE);
  npm(vscode, 'install', '--omit=dev');
  npm(join(vscode, 'extensions'), 'install', '--omit=dev');
  for (const path of UNUSED) rmSync(join(vscode, path), { recursive: true, force: true });
  for (const path of ['include', 'share'])
    rmSync(join(there(NODE), '../..', path), { recursive: true, force: true });
  run(there(NODE), [join(vscode, 'out/server-main.js'), '--version']);
  writeFileSync(join(unfinished, STAMP), key());
  rmSync(RUNTIME, { recursive: true, force: true });
  renameSync(unfinished, RUNTIME);
}

function installBrowser() {
  if (process.env.CHROMIUM !== undefined || process.getuid?.() !== 0)
    throw new Error(`${CHROMIUM} is missing: install Chromium, or name one in CHROMIUM`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  const packages = ['chromium', 'fonts-dejavu-core'];
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

/** Makes sure that both are there; throws where they can't be had. */
export function setUp() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The tests in VS Code run on Linux, on x64.');
  if (!existsSync(CHROMIUM)) installBrowser();
  if (!installed()) installRuntime();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
