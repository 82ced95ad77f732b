import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import type { Given } from '../arguments.js';
import { openBaseline } from '../baseline.js';
import { type ExitCode, Failure } from '../failure.js';
import { fixLoaded, fixPreview } from '../fix.js';
import { checkPolicies } from '../load.js';
import { finish } from '../output.js';
import { MORE_REPORTERS } from '../report/more-reports.js';
import { text } from '../usage.js';
import { watch } from '../watch.js';
import { checkChoices, checkReport, wayOf } from './check.js';

/** `spaceward check` with the options and formats that a plain one doesn't have. */
export async function checkMore({ paths, options }: Given): Promise<ExitCode> {
  refuseOthers(options);
  const choices = await checkChoices(options, () => Promise.resolve(MORE_REPORTERS));
  const matrix = new Matrix(loadMatrixData());
  const file = text('--baseline', options.baseline);
  const baseline = file === undefined ? undefined : openBaseline(file);
  if (options.watch !== undefined) return watch(matrix, paths, choices, baseline);
  const fixes = options.fix !== undefined;
  let loaded = await checkPolicies(matrix, paths, fixes ? { whole: true } : wayOf(choices));
  if (options['dry-run'] !== undefined) return fixPreview(matrix, loaded, paths);
  if (fixes) loaded = fixLoaded(matrix, loaded, paths);
  if (baseline !== undefined && options['write-baseline'] !== undefined)
    return baseline.write(loaded);
  const report = checkReport(baseline?.apply(loaded) ?? loaded, choices);
  return finish(report.text, report.code);
}

/** @throws Failure if options don't go together */
function refuseOthers(options: Given['options']): void {
  const has = (name: string): boolean => options[name] !== undefined;
  if (has('dry-run') && !has('fix'))
    throw new Failure('--dry-run is for --fix: a check without it writes nothing anyway');
  if (has('dry-run') && (has('format') || has('baseline')))
    throw new Failure('--dry-run prints a unified diff: leave out --format and --baseline');
  if (has('write-baseline') && !has('baseline'))
    throw new Failure('say where to write: --baseline FILE --write-baseline');
  if (has('write-baseline') && has('format'))
    throw new Failure('--write-baseline prints no report: leave out --format');
  const unwatched = ['fix', 'write-baseline', 'format'].filter(has).map((name) => `--${name}`);
  if (has('watch') && unwatched.length > 0)
    throw new Failure(
      `--watch can't be combined with ${unwatched.join(' and ')}: it prints reports for people and writes no files; leave out one or the other`,
    );
}
