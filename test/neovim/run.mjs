// Tests the documented configuration of Neovim in a real Neovim, with the bundled server. Ends with the plain line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from '../vscode/debian.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NEOVIM = process.env.NEOVIM ?? '/usr/bin/nvim';

if (!existsSync(NEOVIM)) {
  if (process.env.NEOVIM !== undefined || process.getuid?.() !== 0)
    throw new Error(`${NEOVIM} is missing: install Neovim, or name one in NEOVIM`);
  await installPackages('Neovim', ['neovim']);
}

const page = readFileSync(join(ROOT, 'docs/other-editors.md'), 'utf8');
const [, config] = /^```lua\n([^]*?)^```$/mu.exec(page) ?? [];
if (config === undefined) throw new Error('docs/other-editors.md has no configuration of Neovim');

const folder = mkdtempSync(join(tmpdir(), 'spaceward-neovim-'));
const inFolder = (...names) => join(folder, ...names);
for (const name of ['bin', 'home', 'policy']) mkdirSync(inFolder(name));
writeFileSync(inFolder('init.lua'), config);
cpSync(join(ROOT, 'samples/members-list'), inFolder('policy'), { recursive: true });
const server = join(ROOT, 'dist/spaceward.cjs');
writeFileSync(
  inFolder('bin/spaceward'),
  `#!/bin/sh\nexec '${process.execPath}' '${server}' "$@"\n`,
  {
    mode: 0o755,
  },
);

const { stdout: version } = spawnSync(NEOVIM, ['--version'], { encoding: 'utf8' });
console.log(version.split('\n', 1)[0]);
const home = inFolder('home');
const { status } = spawnSync(
  NEOVIM,
  [
    '--headless',
    '-n',
    '-i',
    'NONE',
    '-u',
    'NONE',
    '-c',
    `luafile ${join(ROOT, 'test/neovim/test.lua')}`,
  ],
  {
    stdio: 'inherit',
    timeout: 240_000,
    env: {
      ...process.env,
      PATH: inFolder('bin') + delimiter + process.env.PATH,
      HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
      XDG_STATE_HOME: home,
      XDG_CACHE_HOME: home,
      CONFIG: inFolder('init.lua'),
      POLICY: inFolder('policy'),
    },
  },
);
rmSync(folder, { recursive: true, force: true });
if (status === null) console.log('Neovim did not end in time, or could not be started.');
process.exitCode = status === 0 ? 0 : 1;
