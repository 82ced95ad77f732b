import type { Checked } from '../../core/check.js';
import { OnceCheck } from '../../core/check-once.js';
import { Parts } from '../../core/check/parts.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import type { Way } from '../load.js';
import type { Progress } from '../progress.js';
import { Helpers } from './helpers.js';

/**
 * Checks a policy with the help of other threads: they find what one would find.
 *
 * @param others how many threads help
 */
export async function checkTogether(
  matrix: Matrix,
  others: number,
  progress: Progress,
): Promise<Way<Checked>> {
  const helpers = await Helpers.start(others);
  const once = new OnceCheck(matrix);
  return {
    early: (sources, config) => {
      helpers.begin(sources, config);
    },
    read: (source) => once.read(source),
    make: async (files, config) => {
      const open = once.open(files, config);
      const parts = new Parts(open);
      const done = await helpers.doAll(parts, (taken) => {
        progress.checking(taken, parts.count);
      });
      helpers.end();
      return parts.finish(done);
    },
  };
}
