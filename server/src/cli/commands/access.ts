import { setFlagsFromString } from 'node:v8';
import { type AccessOrder, accessEntries } from '../../core/access/entries.js';
import {
  countSelected,
  selectAccess,
  type Selected,
  type SelectionText,
} from '../../core/access/select.js';
import { type Counts, TenantAccess } from '../../core/access/tenant-access.js';
import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { openPolicies } from '../load.js';
import { complain, isTerminal, stream } from '../output.js';
import { everyFitting, nameOf, warnMistakes } from '../question.js';
import { accessCsv } from '../report/access-csv.js';
import { accessHtml } from '../report/access-html.js';
import { accessJson } from '../report/access-json.js';
import { accessMarkdown } from '../report/access-markdown.js';
import { type AccessReport, type AccessReporter, noteText } from '../report/access-report.js';
import { choices, choice, warnUnreadable } from '../usage.js';

const TEXTS = { csv: accessCsv, json: accessJson, markdown: accessMarkdown, html: accessHtml };
const FORMATS = ['csv', 'json', 'markdown', 'html', 'parquet'] as const;
type Format = (typeof FORMATS)[number];

/** The formats that tell what is left open themselves. */
const WITH_NOTE: ReadonlySet<Format> = new Set(['markdown', 'html']);

/**
 * By how much of what is in use the memory grows before garbage is collected, in percent. Of what is told nothing is kept, so that hardly
 * more is in use at the end; V8 by itself lets it become several times as much.
 */
const HEAP_GROWTH = 25;

/** `spaceward access`: what everybody may do everywhere, and why. */
export async function access({ paths, options }: Given): Promise<ExitCode> {
  const format = choice('--format', options.format, FORMATS) ?? 'csv';
  const reporter = await reporterOf(format);
  const by: AccessOrder = choice('--by', options.by, ['user', 'space', 'app'] as const) ?? 'space';
  const verdicts = choices('--verdict', options.verdict, ['allowed', 'depends', 'denied'] as const);
  const asked: SelectionText = {
    who: options.who ?? [],
    actions: options.action ?? [],
    where: options.where ?? [],
    verdicts: verdicts.length === 0 ? (['allowed'] as const) : verdicts,
    by,
  };
  const { policies, unreadable } = await openPolicies(new Matrix(loadMatrixData()), paths);
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  const chosen = everyFitting(policies, (candidate) =>
    selectAccess(new TenantAccess(candidate.engine.passing()), asked),
  );
  for (const { policy } of chosen)
    warnMistakes(policy, chosen.length === 1 ? undefined : nameOf(policy));
  const code = warnUnreadable(unreadable) ? EXIT.unusable : EXIT.clean;
  let counted: { readonly counts: Counts | undefined } | undefined;
  const report: AccessReport = {
    asked,
    counts: () => (counted ??= { counts: by === 'app' ? undefined : countAll(chosen) }).counts,
    policies: chosen.map(({ policy, found, selection }) => ({
      policy,
      name: nameOf(policy),
      entries: accessEntries(found, selection, by),
    })),
  };
  await stream(reporter(report), code);
  // Counting takes a while in a large tenant, so what is listed comes first.
  const note = WITH_NOTE.has(format) ? undefined : noteText(report);
  if (note !== undefined) complain(note);
  return code;
}

/** The verdicts of whole spaces in all policies; undefined where single items are told of. */
function countAll(chosen: readonly Selected[]): Counts | undefined {
  const all = { allowed: 0, denied: 0, depends: 0 };
  for (const { found, selection } of chosen) {
    const counts = countSelected(found, selection);
    if (counts === undefined) return undefined;
    for (const verdict of ['allowed', 'denied', 'depends'] as const)
      all[verdict] += counts[verdict];
  }
  return all;
}

/** @throws Failure if the format is none for a terminal, and standard output is one */
async function reporterOf(format: Format): Promise<AccessReporter<string | Uint8Array>> {
  if (format !== 'parquet') return TEXTS[format];
  if (isTerminal())
    throw new Failure(
      "--format parquet writes bytes that a terminal can't show: write them to a file, with > access.parquet",
    );
  return (await import('../report/access-parquet.js')).accessParquet;
}
