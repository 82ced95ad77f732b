import type { CST } from 'yaml';
import type { Reading } from './reading.js';
import type { Repair } from './repair.js';

/** What a value holds where the comma behind it is missing: the value, and on its line or the next one the key that follows. */
const VALUE_AND_KEY = /^(.*\S)\s*\n\s*(.+)$|^(.*?\S) +((?:(?:group|user) +)?\S+)$/is;

/**
 * The comma that is missing behind a value in braces: `{ type: shared owner: anna }`, which `yaml` reads as a map in the place of the
 * value. Null where a value is no such thing.
 */
export function missingComma(reading: Reading, value: CST.Token | null | undefined): Repair | null {
  if (value?.type !== 'block-map') return null;
  const [{ start, key } = { start: [], key: undefined }] = value.items;
  if (start.length > 0 || key?.type !== 'scalar') return null;
  const match = VALUE_AND_KEY.exec(key.source);
  const before = match?.[1] ?? match?.[3];
  const name = match?.[2] ?? match?.[4];
  if (before === undefined || name === undefined) return null;
  const at = reading.at(key.offset + before.length);
  const end = key.offset + key.source.length;
  return {
    at,
    remove: 0,
    insert: ',',
    problem: {
      code: 'missing-comma',
      message: `a comma is missing before ${name}: write it after ${before}`,
      span: reading.span(end - name.length, end),
      fix: { span: { start: at, end: at }, text: ',', title: 'Put in the comma' },
    },
  };
}

/** A comma behind a bracket that closes the value of a key: what follows stands on a line of its own. Null where there is none. */
export function strayComma(reading: Reading, end: readonly CST.SourceToken[]): Repair | null {
  const token = end.find(({ source }) => source.trim() !== '');
  if (token?.source !== ',') return null;
  const span = reading.tokenSpan(token);
  return {
    at: span.start,
    remove: 1,
    insert: ' ',
    problem: {
      code: 'stray-comma',
      message: 'no comma stands between entries on lines of their own: take it out',
      span,
      fix: { span, text: '', title: 'Take out the comma' },
    },
  };
}
