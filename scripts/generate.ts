// Checks server/data and writes it as a module: node out/scripts/generate.js [--check], from the repository's root.
// With --check nothing is written: a stale module is named and the exit code is 1.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tablesModule } from './generate/module.js';
import { dataUnder, readMatrix } from './generate/read.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const file = 'server/src/core/matrix/tables.generated.ts';

function main(): void {
  const text = tablesModule(readMatrix(dataUnder(root)));
  if (!process.argv.includes('--check')) {
    writeFileSync(join(root, file), text);
    return;
  }
  if (readFileSync(join(root, file), 'utf8') !== text) {
    console.error(`${file} is stale: run npm run generate`);
    process.exitCode = 1;
  }
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
