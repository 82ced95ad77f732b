// Builds what is measured, installs the peers on first use, and runs the benchmark: `npm run bench -- [--quick] [PART…]`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const windows = process.platform === 'win32';

function run(command, args, cwd, shell = false) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', shell });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

// The peer asks for a newer Node.js than the one that may run this; it gets one of its own.
if (
  ['yaml-language-server', '@cedar-policy/cedar-wasm', 'casbin', 'eslint-plugin-yml'].some(
    (peer) => !existsSync(`${here}node_modules/${peer}`),
  )
)
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], here, windows);
if (!process.argv.includes('--no-build')) {
  run(process.execPath, ['node_modules/typescript/bin/tsc', '--build', '.', 'bench'], root);
  run(process.execPath, ['scripts/bundle.mjs'], root);
}
run(process.execPath, ['out/bench/main.js', ...process.argv.slice(2)], root);
