import { scalarText } from '../features/code-actions/insert.js';
import type { BaselineEntry } from './baseline.js';

const HEAD = `# Findings that \`spaceward check --baseline\` of this file doesn't count. An entry may have a reason, and a date
# (expires: YYYY-MM-DD) after which it counts again.
`;

/** The text of a baseline file. */
export function writeBaseline(entries: readonly BaselineEntry[]): string {
  if (entries.length === 0) return `${HEAD}version: 1\nfindings: []\n`;
  return `${HEAD}version: 1\nfindings:\n${entries.map(entryText).join('')}`;
}

function entryText({ rule, file, entry, message, count, ...notes }: BaselineEntry): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['rule', rule],
    ['file', file],
    ['entry', entry === '' ? undefined : entry],
    ['message', message],
    ['count', count === 1 ? undefined : String(count)],
    ['reason', notes.reason],
    ['expires', notes.expires],
  ];
  const lines = fields.flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${scalar(value)}`],
  );
  return `  - ${lines.join('\n    ')}\n`;
}

/** A text of one line, in quotes where it could be read otherwise. */
function scalar(text: string): string {
  const isWritable = !/[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u.test(text);
  return isWritable ? scalarText(text, false) : JSON.stringify(text);
}
