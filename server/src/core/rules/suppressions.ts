import { Attached } from '../attached.js';
import type { Origin } from '../syntax/policy/access.js';
import type { PolicyFile } from '../model/policy.js';
import { LongMap, LongSeq } from '../syntax/long-node.js';
import type { SourceTree } from '../syntax/source-tree.js';
import type { Block, LongNode, Node, Pair } from '../syntax/tree.js';
import type { PieceText } from '../text/piece-text.js';
import type { Span } from '../text/span.js';
import { didYouMean } from '../text/nearest-word.js';
import type { Severity } from './rule.js';

/** A comment that silences one rule for the key or list item that starts on the next line, and all beneath it. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  readonly origin: Origin;
  /** What is silenced, in the file; undefined where nothing starts on the next line. */
  readonly span: Span | undefined;
}

interface SuppressionRule {
  readonly id: 'invalid-suppression' | 'unused-suppression';
  readonly severity: Severity;
  readonly summary: string;
  readonly hasFix?: true;
}

/** Rules about suppressions themselves. They are checked last and can't be suppressed. */
export const SUPPRESSION_RULES: readonly SuppressionRule[] = [
  {
    id: 'invalid-suppression',
    severity: 'error',
    summary: 'A suppression without a reason, or of a rule that does not exist.',
  },
  {
    id: 'unused-suppression',
    severity: 'warning',
    summary: 'A suppression that suppresses nothing.',
    hasFix: true,
  },
];

const FORM = /^spaceward-ignore\b\s*([^\s:]*)\s*:?\s*(.*)$/u;

/**
 * The suppressions in a file's comments.
 *
 * @param blocks those of its blocks in which there may be some
 */
export function suppressionsIn(
  { tree }: PolicyFile,
  blocks: readonly Block[],
): readonly Suppression[] {
  return blocks.flatMap((block) => {
    const start = tree.startOf(block) ?? 0;
    const found = known.of(block, () => findSuppressions(block, start, tree));
    return found.map(({ within, isBehindText, ...suppression }) => ({
      ...suppression,
      span: isBehindText
        ? undefined
        : within === undefined
          ? sectionAfter(tree, start + suppression.origin.span.end)
          : { start: start + within.start, end: start + within.end },
    }));
  });
}

/** A suppression as its block tells. */
interface InBlock extends Omit<Suppression, 'span'> {
  /** What is silenced, in the block; undefined where nothing of it starts on the next line. */
  readonly within: Span | undefined;
  /** Whether something else stands before it on its line: then it silences nothing. */
  readonly isBehindText: boolean;
}

const known = new Attached<Block, readonly InBlock[]>();

function findSuppressions(block: Block, start: number, { source }: SourceTree): InBlock[] {
  return block.comments.flatMap(({ text, span }) => {
    const match = FORM.exec(text);
    if (match === null) return [];
    const line = nextLine(source, start + span.end);
    const begin = source.lineStart(source.position(start + span.start).line);
    return [
      {
        rule: match[1] ?? '',
        reason: (match[2] ?? '').trim(),
        origin: { block, span },
        isBehindText: source.slice(begin, start + span.start).trim() !== '',
        within: line && thingOnLine(block, { start: line.start - start, end: line.end - start }),
      },
    ];
  });
}

/** What is wrong with a suppression, if something is. */
export function suppressionProblem(
  { rule, reason, span }: Suppression,
  rules: readonly string[],
): string | undefined {
  if (rule === '') return 'name the rule to silence: # spaceward-ignore <rule>: <reason>';
  if (!rules.includes(rule)) return `unknown rule ${rule}${didYouMean(rule, rules)}`;
  if (reason === '') return `say why: # spaceward-ignore ${rule}: <reason>`;
  if (span === undefined)
    return 'a suppression stands on a line of its own, before the key or list item that it is for';
  return undefined;
}

/** The line after the one of an offset, without its end; undefined after the last one. */
function nextLine(source: PieceText, offset: number): Span | undefined {
  // Several suppressions may stand above one another.
  for (let line = source.position(offset).line + 1; line < source.lineCount; line++) {
    const span = { start: source.lineStart(line), end: source.lineEnd(line) };
    if (!SUPPRESSION_LINE.test(source.slice(span.start, span.end))) return span;
  }
  return undefined;
}

const SUPPRESSION_LINE = /^[ \t]*#[ \t]*spaceward-ignore\b/u;

/** The section whose key stands on the line after the one of an offset: up to the next section. */
function sectionAfter({ blocks, source }: SourceTree, offset: number): Span | undefined {
  const line = nextLine(source, offset);
  if (line === undefined) return undefined;
  const heads = blocks.flatMap(({ block, start }) =>
    block.heads.map(({ key }) => start + key.span.start),
  );
  const place = heads.findIndex((head) => head >= line.start && head <= line.end);
  const start = heads[place];
  return start === undefined ? undefined : { start, end: heads[place + 1] ?? source.length };
}

/** The outermost entry, key or list item of a block that starts on a line of it, with all beneath it. */
function thingOnLine(block: Block, { start, end }: Span): Span | undefined {
  for (const { pair } of [...block.settings, ...block.entries]) {
    const found = search(pair, start, end);
    if (found !== undefined) return found;
  }
  return undefined;
}

function search(pair: Pair, from: number, to: number): Span | undefined {
  if (pair.span.start >= from && pair.span.start <= to) return pair.span;
  if (pair.span.end < from || pair.span.start > to) return undefined;
  return searchNode(pair.value, from, to);
}

function searchNode(node: Node | null, from: number, to: number): Span | undefined {
  if (node instanceof LongMap || node instanceof LongSeq) return searchParts(node, from, to);
  if (node?.kind === 'map')
    for (const pair of node.pairs) {
      const found = search(pair, from, to);
      if (found !== undefined) return found;
    }
  if (node?.kind === 'seq')
    for (const { span, value } of node.items) {
      if (span.start >= from && span.start <= to) return span;
      const found = searchNode(value, from, to);
      if (found !== undefined) return found;
    }
  return undefined;
}

/** The same in a list or map that is divided into parts: only the part is looked at that the line is in. */
function searchParts({ parts, starts }: LongNode, from: number, to: number): Span | undefined {
  for (const [index, { holds }] of parts.entries()) {
    const by = starts[index] ?? 0;
    if (holds.span.end + by < from || holds.span.start + by > to) continue;
    const found = searchNode(holds, from - by, to - by);
    if (found !== undefined) return { start: found.start + by, end: found.end + by };
  }
  return undefined;
}
