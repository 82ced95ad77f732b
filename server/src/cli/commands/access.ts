import { type AccessOrder, accessEntries } from '../../core/access/entries.js';
import { countSelected, selectAccess, type Selected } from '../../core/access/select.js';
import { TenantAccess } from '../../core/access/tenant-access.js';
import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { openPolicies } from '../load.js';
import { complain, stream } from '../output.js';
import { everyFitting, nameOf, warnMistakes } from '../question.js';
import { accessCsv } from '../report/access-csv.js';
import { accessJson } from '../report/access-json.js';
import { accessMarkdown, noteText } from '../report/access-markdown.js';
import type { AccessReport, AccessReporter } from '../report/access-report.js';
import { choices, choice, warnUnreadable } from '../usage.js';

const REPORTERS = { csv: accessCsv, json: accessJson, markdown: accessMarkdown };

/** `spaceward access`: what everybody may do everywhere, and why. */
export async function access({ paths, options }: Given): Promise<ExitCode> {
  const reporter = reporterOf(options.format);
  const by: AccessOrder = choice('--by', options.by, ['user', 'space', 'app'] as const) ?? 'space';
  const verdicts = choices('--verdict', options.verdict, ['allowed', 'depends', 'denied'] as const);
  const text = {
    who: options.who ?? [],
    actions: options.action ?? [],
    where: options.where ?? [],
    verdicts: verdicts.length === 0 ? (['allowed'] as const) : verdicts,
    by,
  };
  const { policies, unreadable } = await openPolicies(new Matrix(loadMatrixData()), paths);
  const chosen = everyFitting(policies, (candidate) =>
    selectAccess(new TenantAccess(candidate.engine.passing()), text),
  );
  for (const { policy } of chosen)
    warnMistakes(policy, chosen.length === 1 ? undefined : nameOf(policy));
  const code = warnUnreadable(unreadable) ? EXIT.unusable : EXIT.clean;
  const report: AccessReport = {
    by,
    counts: by === 'app' ? undefined : countAll(chosen),
    verdicts: new Set(text.verdicts),
    policies: chosen.map(({ policy, found, selection }) => ({
      policy,
      name: nameOf(policy),
      entries: accessEntries(found, selection, by),
    })),
  };
  const note = noteText(report);
  if (note !== undefined && reporter !== accessMarkdown) complain(note);
  return stream(reporter(report), code);
}

/** The verdicts of whole spaces in all policies; undefined where single items are told of. */
function countAll(chosen: readonly Selected[]): AccessReport['counts'] {
  const all = { allowed: 0, denied: 0, depends: 0 };
  for (const { found, selection } of chosen) {
    const counts = countSelected(found, selection);
    if (counts === undefined) return undefined;
    for (const verdict of ['allowed', 'denied', 'depends'] as const)
      all[verdict] += counts[verdict];
  }
  return all;
}

/** @throws Failure if there is no such format, or not yet */
function reporterOf(given: readonly string[] | undefined): AccessReporter {
  const format = choice('--format', given, ['csv', 'json', 'markdown', 'html', 'parquet'] as const);
  if (format === 'html' || format === 'parquet')
    throw new Failure(
      `--format ${format} is not there yet: this version writes csv, json and markdown`,
    );
  return REPORTERS[format ?? 'csv'];
}
