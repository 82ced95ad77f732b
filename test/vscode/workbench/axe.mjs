// What axe-core finds in a frame.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { RUNTIME } from '../paths.mjs';

/** Those of axe-core, but the contrast of marks of one character is judged, too. */
const CONTRAST = {
  ignoreUnicode: false,
  ignoreLength: true,
  ignorePseudo: false,
  boldValue: 700,
  boldTextPt: 14,
  largeTextPt: 18,
  contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } },
  pseudoSizeThreshold: 0.25,
  shadowOutlineEmMax: 0.2,
  textStrokeEmMin: 0.03,
};

/**
 * What is wrong for people who use a screen reader, the keyboard alone, or need contrast, and where axe-core cannot tell the contrast: a
 * line for each kind of fault.
 *
 * @param part a selector of what is looked at, where the rest is not ours
 */
export async function faultsIn(frame, part = 'html') {
  // What `setup.mjs` has installed, which may be after this file was read.
  const path = createRequire(join(RUNTIME, 'package.json')).resolve('axe-core/axe.min.js');
  await frame.evaluate(readFileSync(path, 'utf8'));
  const { violations, incomplete } = await frame.evaluate(
    ([context, options]) => {
      const { axe } = globalThis;
      axe.configure({ checks: [{ id: 'color-contrast', options }] });
      return axe.run(context);
    },
    [part, CONTRAST],
  );
  return [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')].map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes
        .map(({ html, any: [reason] }) => `${html} ${reason?.message ?? ''}`)
        .slice(0, 3)
        .join(' ')})`,
  );
}
