import type { Checked, Diagnostic } from '../../core/check.js';
import { cellCode, code, codeBlock, table } from './markdown.js';
import { Positions } from './positions.js';
import { type CheckResult, messageLines, worstFirst } from './report.js';
import { countsOf, isShown, plural, summaryText } from './summary.js';

/** GitHub takes comments of 65,536 characters, and more in summaries. Bytes are counted: a character has at least one. */
const MOST_BYTES = 65_000;
/** Tables of files are cut after so many rows. */
const MOST_FILES = 50;
/** What is left for the lines that say what was left out. */
const RESERVE = 500;

/**
 * The report of `check --format markdown`, for a comment on a pull request or a summary of a step. It fits either: where there
 * is too much to tell, proofs are left out before diagnostics, and the least severe first. What comes from the policy stands in
 * code spans and code blocks only.
 */
export function checkMarkdown(policies: readonly Checked[], result: CheckResult): string {
  const positions = new Positions(policies);
  const shown = policies.flatMap(({ diagnostics }) => diagnostics).filter(isShown);
  const head = [...headLines(policies, result), ...testLines(policies)];
  const room = new Room(MOST_BYTES - RESERVE - bytes(head));
  const lines = new Map<Diagnostic, string>();
  const opened = new Set<string>();
  for (const diagnostic of worstFirst(shown)) {
    const line = diagnosticLine(positions, diagnostic);
    const heading = opened.has(diagnostic.path) ? '' : fileHeading(diagnostic.path);
    if (!room.take(heading + line)) break;
    opened.add(diagnostic.path);
    lines.set(diagnostic, line);
  }
  const proofs = new Map<Diagnostic, string>();
  const proven = [...lines.keys()].filter(({ message }) => message.includes('\n'));
  for (const diagnostic of proven) {
    const proof = proofText(diagnostic);
    if (room.take(proof)) proofs.set(diagnostic, proof);
  }
  const paths = [...new Set(shown.map(({ path }) => path))].filter((path) => opened.has(path));
  const body = paths.map((path) => {
    const own = shown.filter((diagnostic) => diagnostic.path === path && lines.has(diagnostic));
    const texts = own.map((each) => (lines.get(each) ?? '') + (proofs.get(each) ?? ''));
    return fileHeading(path) + texts.join('');
  });
  const left = leftLines(shown.length - lines.size, proven.length - proofs.size);
  return `${[...head, ...body, ...left].join('\n').trimEnd()}\n`;
}

function headLines(policies: readonly Checked[], result: CheckResult): readonly string[] {
  const { failed, unreadable } = result;
  const counts = countsOf(policies);
  const { summary, tests } = counts;
  const mark = failed || unreadable.length > 0 ? '❌' : '✅';
  const listed = unreadable.slice(0, MOST_FILES);
  return [
    `## ${mark} Spaceward`,
    '',
    `${summaryText(counts, unreadable.length)}.`,
    '',
    ...table([
      [
        'files',
        'errors',
        'warnings',
        'infos',
        'suppressed',
        'expectations that hold',
        'failed',
        'undecided',
        'empty tests',
      ],
      [
        counts.files,
        summary.error,
        summary.warning,
        summary.info,
        summary.suppressed,
        tests.passed,
        tests.failed,
        tests.undecided,
        tests.empty,
      ].map(String),
    ]),
    '',
    ...listed.map((message) => `- **error**: ${code(message, 200)}`),
    ...(unreadable.length > listed.length
      ? [`- and ${plural(unreadable.length - listed.length, 'file')} more that can't be read`]
      : []),
    ...(listed.length > 0 ? [''] : []),
  ];
}

/** How many tests a file has, and what came of their expectations. */
type Figures = Record<'tests' | 'passed' | 'failed' | 'undecided', number>;

/** How the tests of each file went; nothing where there are none. */
function testLines(policies: readonly Checked[]): readonly string[] {
  const figures = new Map<string, Figures>();
  for (const policy of policies)
    for (const { test, expectations } of policy.tests) {
      const path = policy.locate(test.key.origin)?.path ?? '';
      const own = figures.get(path) ?? { tests: 0, passed: 0, failed: 0, undecided: 0 };
      figures.set(path, own);
      own.tests += 1;
      for (const { state } of expectations) own[state === 'broken' ? 'failed' : state] += 1;
    }
  if (figures.size === 0) return [];
  const rows = [...figures]
    .slice(0, MOST_FILES)
    .map(([path, { tests, passed, failed, undecided }]) => [
      cellCode(path),
      ...[tests, passed, failed, undecided].map(String),
    ]);
  const left = figures.size - rows.length;
  return [
    '### Tests',
    '',
    ...table([['file', 'tests', 'expectations that hold', 'failed', 'undecided'], ...rows]),
    ...(left > 0 ? ['', `${plural(left, 'file')} more with tests.`] : []),
    '',
  ];
}

function fileHeading(path: string): string {
  return `### ${code(path)}\n\n`;
}

function diagnosticLine(positions: Positions, diagnostic: Diagnostic): string {
  const { severity, rule } = diagnostic;
  const { line, character } = positions.range(diagnostic).start;
  const { headline } = messageLines(diagnostic);
  return `**${severity}** \`${rule}\` at ${line + 1}:${character + 1}: ${code(headline)}\n\n`;
}

/** What is told below a headline, folded away. */
function proofText(diagnostic: Diagnostic): string {
  const details = messageLines(diagnostic).details.map((detail) => detail.trimStart());
  return `<details><summary>Proof</summary>\n\n${codeBlock(details)}\n\n</details>\n\n`;
}

function leftLines(diagnostics: number, proofs: number): readonly string[] {
  const parts = [
    ...(diagnostics > 0 ? [plural(diagnostics, 'diagnostic')] : []),
    ...(proofs > 0 ? [plural(proofs, 'proof')] : []),
  ];
  return parts.length === 0
    ? []
    : [`_${parts.join(' and ')} left out, to keep this short: \`spaceward check\` shows all._`];
}

/** How much may still be written. */
class Room {
  constructor(private left: number) {}

  /** Whether a text still fits; then its place is taken. */
  take(text: string): boolean {
    const size = bytes([text]);
    if (size > this.left) return false;
    this.left -= size;
    return true;
  }
}

/** The size of lines in UTF-8, with their ends. */
function bytes(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}
