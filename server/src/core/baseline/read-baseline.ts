import { fingerprintKey } from '../check/fingerprint.js';
import { Reader } from '../syntax/policy/access.js';
import { checkShape } from '../syntax/policy/check-shape.js';
import { ownValue, type Shape } from '../syntax/policy/shape.js';
import { readSource } from '../syntax/read-source.js';
import type { Node, Pair } from '../syntax/tree.js';
import type { Span } from '../text/span.js';
import type { BaselineEntry } from './baseline.js';

/** Something wrong in a baseline file; the span counts from its start. */
export interface BaselineProblem {
  readonly message: string;
  readonly span: Span;
}

export interface ReadBaseline {
  readonly entries: readonly BaselineEntry[];
  readonly problems: readonly BaselineProblem[];
}

const text = (what: string): Shape => ({ kind: 'text', what });

/** What a baseline file may hold. */
const SHAPES: Readonly<Record<string, Shape>> = {
  version: { kind: 'choice', what: 'a version', values: ['1'] },
  findings: {
    kind: 'list',
    what: 'a list of findings',
    of: {
      kind: 'record',
      what: 'a finding',
      fields: {
        rule: { shape: text('a rule'), summary: 'The rule that is broken.', required: true },
        file: {
          shape: text('a file'),
          summary: 'The file, from the folder of the baseline on.',
          required: true,
        },
        entry: { shape: text('keys'), summary: 'The keys that lead to the place.' },
        message: {
          shape: text('a message'),
          summary: 'The first line of the message.',
          required: true,
        },
        count: { shape: text('a number'), summary: 'How many alike; 1 where none is stated.' },
        reason: { shape: text('a reason'), summary: 'Why it is left.' },
        expires: { shape: text('a date'), summary: 'The last day on which it is not counted.' },
      },
    },
  },
};

/** Reads a baseline file. Never throws: mistakes are problems. */
export function readBaseline(source: string): ReadBaseline {
  const tree = readSource(source);
  const entries = new Map<string, BaselineEntry>();
  const problems: BaselineProblem[] = [];
  const known = new Set<string>();
  for (const { block, start } of tree.blocks) {
    const reader = new Reader(block);
    const report = (message: string, { start: from, end }: Span): void => {
      problems.push({ message, span: { start: start + from, end: start + end } });
    };
    for (const { message, span } of block.problems) report(message, span);
    for (const { key } of block.entries) report(`a baseline has no ${key.value}`, key.span);
    for (const { pair } of block.settings) {
      const name = pair.key.value;
      const shape = ownValue(SHAPES, name);
      if (shape === undefined) report(`a baseline has no ${name}`, pair.key.span);
      else if (known.has(name)) report(`${name} is stated twice`, pair.key.span);
      else {
        const wrong = isEmptyList(pair) ? [] : checkShape(reader, pair.value, shape, pair);
        for (const { message, origin } of wrong) report(message, origin.span);
        if (name === 'findings' && wrong.length === 0)
          for (const node of items(pair.value)) {
            const entry = readEntry(reader, node, report);
            if (entry === undefined) continue;
            const key = fingerprintKey(entry);
            if (entries.has(key)) report('this finding is stated twice: write count', node.span);
            else entries.set(key, entry);
          }
      }
      known.add(name);
    }
  }
  if (problems.length === 0 && !(known.has('version') && known.has('findings')))
    problems.push({
      message: 'a baseline has version: 1 and findings',
      span: { start: 0, end: 0 },
    });
  return { entries: [...entries.values()], problems };
}

function items(node: Node | null): readonly Node[] {
  return node?.kind === 'seq' ? node.items.flatMap(({ value }) => value ?? []) : [];
}

function isEmptyList({ value }: Pair): boolean {
  return value?.kind === 'seq' && value.items.length === 0;
}

function readEntry(
  reader: Reader,
  node: Node,
  report: (message: string, span: Span) => void,
): BaselineEntry | undefined {
  const [rule, file, entry, message, count, reason, expires] = [
    'rule',
    'file',
    'entry',
    'message',
    'count',
    'reason',
    'expires',
  ].map((key) => reader.text(node, key));
  if (count !== undefined && !/^[1-9]\d{0,8}$/u.test(count.text)) {
    report('count is a whole number above 0', count.origin.span);
    return undefined;
  }
  if (expires !== undefined && !isDate(expires.text)) {
    report('expires is a date as in 2027-01-31', expires.origin.span);
    return undefined;
  }
  return {
    rule: rule?.text ?? '',
    file: file?.text ?? '',
    entry: entry?.text ?? '',
    message: message?.text ?? '',
    count: Number(count?.text ?? 1),
    ...(reason && { reason: reason.text }),
    ...(expires && { expires: expires.text }),
  };
}

/** Whether a text is a day that there is. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
