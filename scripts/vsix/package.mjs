// Packs what `npm run build` made into spaceward-VERSION.vsix. Installs the packer on first use, without running its scripts.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readmeForPage } from './readme.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const packer = `${here}node_modules/@vscode/vsce/vsce`;
const readme = 'dist/README.md';
/** So large a package may be, in KB. */
const LARGEST = 1200;
const windows = process.platform === 'win32';

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: windows });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(packer)) run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], here);
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const vsix = `spaceward-${version}.vsix`;
writeFileSync(`${root}${readme}`, readmeForPage(readFileSync(`${root}README.md`, 'utf8')));
const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
run(
  process.execPath,
  [packer, 'package', ...options, '--readme-path', readme, '--out', vsix],
  root,
);
const size = Math.ceil(statSync(`${root}${vsix}`).size / 1024);
console.log(`${vsix}: ${size} KB`);
if (size > LARGEST) {
  console.error(`It is to be at most ${LARGEST} KB.`);
  process.exit(1);
}
