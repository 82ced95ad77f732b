import { append } from '../append.js';
import type { LineMap } from '../text/line-map.js';
import { PieceText } from '../text/piece-text.js';
import type { Span } from '../text/span.js';
import { composeProblems } from './yaml-problems.js';
import { characterRepairs, controlProblem } from './odd-characters.js';
import { conflictRepairs } from './merge-conflicts.js';
import { topKeyRepairs } from './repair-colon.js';
import { dashRepairs } from './repair-dashes.js';
import { columnRepair, indentRepairs } from './repair-indent.js';
import { firstRepairs } from './repair-first.js';
import { Reading } from './reading.js';
import { readRoot } from './read-root.js';
import { RepairedText } from './repair.js';
import type { Repair } from './repair.js';
import { readTokens } from './tokens.js';
import type { Tokens } from './tokens.js';
import type { ReadText } from './read-text.js';
import type { Comment, SyntaxProblem } from './tree.js';

/** How much text is read again to repair brackets and quotes, at the least once: enough for a few mistakes in a large file. */
const REPAIR_BUDGET = 1_000_000;
const MAX_REPAIRS = 64;

/** How many lines are moved to another column: where more stand amiss, no column can be told. */
const MAX_MOVES = 6;

/** Reads a text through `yaml`'s tokens: again and again, while something is to be repaired. */
export function readTokenText(text: string): ReadText {
  const repairs: Repair[] = [
    ...conflictRepairs(text),
    ...characterRepairs(text),
    ...topKeyRepairs(text),
    ...firstRepairs(text),
  ];
  let budget = REPAIR_BUDGET;
  let moves = 0;
  for (let round = 0; ; round++) {
    const source = new RepairedText(text, repairs);
    const reading = new Reading(source, readTokens(source.text));
    const root = readRoot(reading);
    const first = firstOf(reading.repairs);
    const found = first === undefined ? composed(reading) : [];
    const more = first === undefined ? laterRepairs(reading, found, moves < MAX_MOVES) : [first];
    budget -= text.length;
    const isOver = reading.isTooDeep || round >= MAX_REPAIRS || (round > 1 && budget < 0);
    if (more.length > 0 && !isOver) {
      if (first === undefined) moves += 1;
      append(repairs, more);
      continue;
    }
    const problems = problemsOf(
      reading,
      [...repairs, ...reading.repairs, ...reading.quotes, ...reading.colons, ...reading.alignments],
      first === undefined ? found : composed(reading),
    );
    return { root, problems, comments: commentsOf(reading) };
  }
}

/** Of tabs in indentation, else of typographic quotes, else of missing colons, else of dashes before some keys of a map, else of the first line that stands at a wrong column. */
function laterRepairs(
  reading: Reading,
  found: readonly SyntaxProblem[],
  mayMove: boolean,
): Repair[] {
  const tabs = indentRepairs(reading, found);
  if (tabs.length > 0) return tabs;
  if (reading.quotes.length > 0) return reading.quotes;
  if (reading.colons.length > 0) return reading.colons;
  if (reading.alignments.length > 0) return reading.alignments.slice(0, 1);
  const dashes = dashRepairs(reading, found);
  if (dashes.length > 0) return dashes;
  return mayMove ? columnRepair(reading, found) : [];
}

/** What `yaml` finds besides. */
function composed(reading: Reading): SyntaxProblem[] {
  if (!reading.isUnusual || reading.isTooDeep) return [];
  return composeProblems(firstDocument(reading.tokens.list), reading.source.text.length);
}

/** Only the first is sure: a bracket or quote that is amiss changes how all that follows reads. */
function firstOf([first, ...others]: readonly Repair[]): Repair | undefined {
  let best = first;
  for (const repair of others) if (best !== undefined && repair.at < best.at) best = repair;
  return best;
}

function commentsOf(reading: Reading): Comment[] {
  return reading.tokens.comments.map(({ offset, source }) => {
    const start = reading.source.startOrigin(offset);
    return { text: source.slice(1).trim(), span: { start, end: start + source.length } };
  });
}

/** Our own problems first; of those that `yaml` finds besides, one a line, on lines without ours. */
function problemsOf(
  reading: Reading,
  repairs: readonly Repair[],
  found: readonly SyntaxProblem[],
): SyntaxProblem[] {
  const problems = [...reading.problems];
  for (const { problem } of repairs) if (problem !== null) problems.push(problem);
  const control = controlProblem(reading.source.original);
  if (control !== null) problems.push(control);
  if (found.length > 0) {
    const lines = PieceText.of(reading.source.original);
    const taken = new Set(problems.map(({ span }) => lines.position(span.start).line));
    for (const each of found) {
      const span = tidySpan(reading, lines, each.span);
      const { line } = lines.position(span.start);
      if (!taken.has(line)) problems.push({ ...each, span });
      taken.add(line);
    }
  }
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** After a token that it can't place, `yaml` places nothing: one problem says so. A second document is none of a policy's. */
function firstDocument(tokens: Tokens['list']): Tokens['list'] {
  const error = tokens.findIndex((token) => token.type === 'error');
  const before = error === -1 ? tokens : tokens.slice(0, error + 1);
  let documents = 0;
  return before.filter((token) => token.type !== 'document' || ++documents === 1);
}

/** A place between things is moved to the end of the thing before it; a span ends with its line. */
function tidySpan(reading: Reading, lines: LineMap, found: Span): Span {
  const text = reading.source.original;
  let start = Math.min(reading.at(found.start), text.length);
  while (start > 0 && /^[ \r\n]?$/.test(text.charAt(start)) && /\s/.test(text.charAt(start - 1))) {
    start -= 1;
  }
  const lineEnd = lines.lineEnd(lines.position(start).line);
  return { start, end: Math.max(start, Math.min(reading.at(found.end), lineEnd)) };
}
