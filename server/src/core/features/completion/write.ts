import { quoted } from '../../syntax/traps.js';
import type { Typed } from './typed.js';
import { asScalar, breaksPlain, inQuotes } from './typed.js';
import { type Candidate, type Completion, describe } from './types.js';

/** A candidate as the whole of a key, value or item. */
export function asWhole(
  candidate: Candidate,
  { style, flow, span }: Typed,
  around: { readonly prefix?: string; readonly suffix?: string } = {},
): Completion {
  const written = asScalar(candidate.text, style, flow);
  const insertText = `${around.prefix ?? ''}${written}${around.suffix ?? ''}`;
  return {
    label: candidate.text,
    ...describe(candidate),
    insertText,
    snippet: false,
    span,
    ...filterOf(candidate),
  };
}

/** What a candidate is found by, where that is more than its name. */
export function filterOf({ text, filter }: Candidate): { readonly filterText?: string } {
  return filter === undefined || filter === '' ? {} : { filterText: `${text} ${filter}` };
}

/**
 * A candidate as a part of the text that is being typed, from character `from` of it on to `length` characters after the
 * cursor. Where what is written
 * would end the text or change what it means, the whole text is put in quotes.
 *
 * @param written the candidate as it is meant to stand in the text
 * @param filter what the typed text is compared with
 */
export function asPart(
  candidate: Candidate,
  typed: Typed,
  { from, length, written, filter }: Part,
): Completion {
  const { style, flow, before, after, span, at } = typed;
  const base = { label: candidate.text, ...describe(candidate), snippet: false };
  const needsQuotes =
    style === 'plain' &&
    (breaksPlain(written, flow) || (from === 0 && /^["'[\]{}&*!|>%@`#]/u.test(written)));
  if (needsQuotes && !before.includes('\n')) {
    const whole = before.slice(0, from) + written + after.slice(length);
    return { ...base, insertText: quoted(whole), span, filterText: before.slice(0, from) + filter };
  }
  const place = { start: at(from), end: at(before.length + length) };
  const filterText = filter === candidate.text ? {} : { filterText: filter };
  return { ...base, insertText: inQuotes(written, style), span: place, ...filterText };
}

/** Where in the typed text a candidate goes, and how it is written there. */
export interface Part {
  readonly from: number;
  readonly length: number;
  readonly written: string;
  readonly filter: string;
}
