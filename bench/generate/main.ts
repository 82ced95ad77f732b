/** Writes an invented tenant to a directory: `node out/bench/generate/main.js DIRECTORY LINES [FILES] [SEED]`. */
import { generateTenant } from './tenant.js';
import { writeTenant } from './write.js';

const [directory, lines, files, seed] = process.argv.slice(2);
if (directory === undefined || lines === undefined) {
  console.error('usage: node out/bench/generate/main.js DIRECTORY LINES [FILES] [SEED]');
  process.exitCode = 2;
} else {
  const tenant = generateTenant({
    lines: Number(lines),
    files: Number(files ?? 1),
    seed: Number(seed ?? 1),
  });
  writeTenant(tenant, directory);
  console.log(JSON.stringify({ files: tenant.files.length, ...tenant.landmarks }, null, 2));
}
