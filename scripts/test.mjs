// Runs mocha over the compiled tests whose paths begin with one of the arguments (default: all) and ends with the plain line
// `N passed, N failed`, which any CI can read.
import fc from 'fast-check';
import Mocha from 'mocha';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../out/test/', import.meta.url));
const sources = fileURLToPath(new URL('../test/', import.meta.url));
const wanted = process.argv.slice(2);

const files = readdirSync(root, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.test.js'))
  // The compiler leaves the output of tests that are gone.
  .filter((file) => existsSync(join(sources, file.replace(/\.js$/, '.ts'))))
  .filter((file) => wanted.length === 0 || wanted.some((path) => file.startsWith(path)))
  .sort();

// Property tests try the same cases every time, unless SEED asks for others (any number).
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20261121) });

const mocha = new Mocha({ timeout: 60_000, forbidOnly: true, forbidPending: true });
for (const file of files) mocha.addFile(join(root, file));
await mocha.loadFilesAsync();

let passed = 0;
let failed = 0;
const runner = mocha.run(() => {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
});
runner.on('pass', () => (passed += 1));
runner.on('fail', () => (failed += 1));
