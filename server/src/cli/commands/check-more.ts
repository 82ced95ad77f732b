import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import type { Given } from '../arguments.js';
import { type ExitCode, Failure } from '../failure.js';
import { fixLoaded, fixPreview } from '../fix.js';
import { checkPolicies } from '../load.js';
import { finish } from '../output.js';
import { MORE_REPORTERS } from '../report/more-reports.js';
import { check, checkChoices, checkReport } from './check.js';

const more = (): Promise<typeof MORE_REPORTERS> => Promise.resolve(MORE_REPORTERS);

/** `spaceward check` with the options and formats that a plain one doesn't have. */
export async function checkMore(given: Given): Promise<ExitCode> {
  const { paths, options } = given;
  const isDry = options['dry-run'] !== undefined;
  if (isDry && options.fix === undefined)
    throw new Failure('--dry-run is for --fix: a check without it writes nothing anyway');
  if (isDry && options.format !== undefined)
    throw new Failure('--dry-run prints a unified diff: leave out --format');
  if (options.fix === undefined) return check(given, more);
  const choices = await checkChoices(options, more);
  const matrix = new Matrix(loadMatrixData());
  const loaded = checkPolicies(matrix, paths, true);
  if (isDry) return fixPreview(matrix, loaded, paths);
  const { text, code } = checkReport(fixLoaded(matrix, loaded, paths), choices);
  return finish(text, code);
}
