import type { Origin } from '../syntax/policy/access.js';
import type { PolicyFile } from '../model/policy.js';
import { LongMap, LongSeq } from '../syntax/long-node.js';
import type { SourceTree } from '../syntax/source-tree.js';
import type { Block, LongNode, Node, Pair } from '../syntax/tree.js';
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
    return block.comments.flatMap(({ text, span }) => {
      const match = FORM.exec(text);
      if (match === null) return [];
      const scope =
        thingOnNextLine(block, span.end, start) ?? sectionOnNextLine(tree, start + span.end);
      return [
        {
          rule: match[1] ?? '',
          reason: (match[2] ?? '').trim(),
          origin: { block, span },
          span: scope,
        },
      ];
    });
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
    return 'a suppression stands on the line before the key or list item that it is for';
  return undefined;
}

/** The next line of a text, without its end; undefined after the last one. */
function nextLine(text: string, offset: number): Span | undefined {
  const start = text.indexOf('\n', offset) + 1;
  if (start === 0) return undefined;
  const found = text.indexOf('\n', start);
  const end = found === -1 ? text.length : found;
  // Several suppressions may stand above one another.
  return SUPPRESSION_LINE.test(text.slice(start, end)) ? nextLine(text, end) : { start, end };
}

const SUPPRESSION_LINE = /^[ \t]*#[ \t]*spaceward-ignore\b/u;

/** The section whose key stands on the line after an offset: up to the next section. */
function sectionOnNextLine(tree: SourceTree, offset: number): Span | undefined {
  const { source } = tree;
  const lineAt = (line: number): Span => ({
    start: source.lineStart(line),
    end: source.lineEnd(line),
  });
  let next = source.position(offset).line + 1;
  let line = lineAt(next);
  while (next < source.lineCount && SUPPRESSION_LINE.test(source.slice(line.start, line.end)))
    line = lineAt(++next);
  if (next >= source.lineCount) return undefined;
  const heads = tree.blocks.flatMap(({ block, start }) =>
    block.heads.map(({ key }) => start + key.span.start),
  );
  const place = heads.findIndex((head) => head >= line.start && head <= line.end);
  const start = heads[place];
  return start === undefined ? undefined : { start, end: heads[place + 1] ?? source.length };
}

/** The outermost entry, key or list item that starts on the line after an offset, with all beneath it. */
function thingOnNextLine(block: Block, offset: number, blockStart: number): Span | undefined {
  const line = nextLine(block.text, offset);
  if (line === undefined) return undefined;
  const pairs = [...block.settings, ...block.entries].map(({ pair }) => pair);
  for (const pair of pairs) {
    const found = search(pair, line.start, line.end);
    if (found !== undefined)
      return { start: blockStart + found.start, end: blockStart + found.end };
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
