// What axe-core finds in a frame.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { RUNTIME } from '../paths.mjs';

/** What is wrong for people who use a screen reader, the keyboard alone, or need contrast: a line for each kind of fault. */
export async function faultsIn(frame) {
  // What `setup.mjs` has installed, which may be after this file was read.
  const path = createRequire(join(RUNTIME, 'package.json')).resolve('axe-core/axe.min.js');
  await frame.evaluate(readFileSync(path, 'utf8'));
  const { violations } = await frame.evaluate(() => globalThis.axe.run());
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes
        .map(({ html }) => html)
        .slice(0, 3)
        .join(' ')})`,
  );
}
