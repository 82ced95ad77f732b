import { isBareName } from '../../../../../grammar/src/index.js';
import type { Typed } from './typed.js';

/** The word that is being typed in a sentence. */
export interface Word {
  /** Where it starts in the text before the cursor. */
  readonly from: number;
  /** How many characters after the cursor belong to it. */
  readonly length: number;
  /** The quote that it begins with. */
  readonly quote: '"' | "'" | undefined;
  /** What is typed of it, without the quote. */
  readonly text: string;
}

const WORD = /[\p{L}\p{M}\p{N}_.@+\-/]*$/u;
const WORD_AFTER = /^[\p{L}\p{M}\p{N}_.@+\-/]*/u;

/** The word at the cursor, a reference being one word. */
export function wordAt({ before, after }: Typed): Word {
  const open = openQuoteAt(before);
  if (open === -1) {
    const text = WORD.exec(before)?.[0] ?? '';
    const length = WORD_AFTER.exec(after)?.[0].length ?? 0;
    return { from: before.length - text.length, length, quote: undefined, text };
  }
  const quote = before[open] === "'" ? "'" : '"';
  const close = after.indexOf(quote);
  const isClosed = close !== -1 && (after.split(quote).length - 1) % 2 === 1;
  const text = before.slice(open + 1).replaceAll(quote + quote, quote);
  return { from: open, length: isClosed ? close + 1 : 0, quote, text };
}

/** Where the quote stands that a text opens and does not close; -1 where there is none. */
function openQuoteAt(text: string): number {
  let open = -1;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char !== '"' && char !== "'") continue;
    if (open === -1) {
      if (char === '"' || !/[\p{L}\p{M}\p{N}_.@+-]$/u.test(text.slice(0, i))) open = i;
    } else if (text[open] === char) {
      if (text[i + 1] === char) i++;
      else open = -1;
    }
  }
  return open;
}

/** The places where a name of several words may have begun without a quote, the nearest first. */
export function phraseStarts(before: string, word: Word): readonly number[] {
  const starts: number[] = [];
  let at = word.from;
  while (starts.length < 4 && word.quote === undefined) {
    const previous = /([\p{L}\p{M}\p{N}_.@+\-/']+)\s+$/u.exec(before.slice(0, at));
    if (previous === null) break;
    at = previous.index;
    starts.push(at);
  }
  return starts;
}

/** A name as a sentence holds it, in the quote that is there, else in one that suits the scalar around. */
export function inSentence(
  name: string,
  style: Typed['style'],
  quote: Word['quote'],
  isBare: (name: string) => boolean = isBareName,
): string {
  if (quote === undefined && isBare(name)) return name;
  const other = name.includes('"') && !name.includes("'");
  const mark = quote ?? (style === 'double-quoted' || other ? "'" : '"');
  return mark + name.replaceAll(mark, mark + mark) + mark;
}
