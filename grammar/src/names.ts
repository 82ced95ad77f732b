/** How names are written: bare, quoted, and compared. */
import { isReserved } from './words.js';

/** The characters of a bare word: letters, marks and digits of any script, and `_ . @ + -`. */
export const WORD_CHARACTERS = '\\p{L}\\p{M}\\p{N}_.@+\\-';

// Made on first use: compiling the classes of Unicode takes a while.
let bareWord: RegExp | undefined;
let wordAt: RegExp | undefined;

/** The form in which names are compared: Unicode normalisation form C. Letter case is kept. */
export function normalizeName(text: string): string {
  return text.normalize('NFC');
}

/** Whether a text is one word of letters, digits and `_ . @ + -`, reserved or not. */
export function isBareWord(text: string): boolean {
  bareWord ??= new RegExp(`^[${WORD_CHARACTERS}]+$`, 'u');
  return bareWord.test(text);
}

/** Where the word ends that starts at an offset; the offset, where none does. */
export function wordFrom(text: string, start: number): number {
  wordAt ??= new RegExp(`[${WORD_CHARACTERS}]+`, 'uy');
  wordAt.lastIndex = start;
  return wordAt.test(text) ? wordAt.lastIndex : start;
}

/** Whether a name stands in a sentence without quotes. */
export function isBareName(text: string): boolean {
  return isBareWord(text) && !isReserved(text);
}

/** The text in quotes: `"` unless the text holds one and no `'`; its own quotes doubled. */
export function quote(text: string): string {
  const mark = text.includes('"') && !text.includes("'") ? "'" : '"';
  return mark + text.replaceAll(mark, mark + mark) + mark;
}

// Quotation marks of the typographic kind, as word processors put them in the place of straight ones.
const CURLY =
  /^[\u201c-\u201f\u2018-\u201b\u00ab\u2039]([^\u2018-\u201f\u00ab\u00bb\u2039\u203a\n]+)[\u201c-\u201f\u2018-\u201b\u00bb\u203a]$/;

/** What stands between the typographic quotes that a text begins and ends with; undefined where it doesn't. */
export function curlyQuoted(text: string): string | undefined {
  return CURLY.exec(text)?.[1];
}

/** What a quoted text means: the quotes off, doubled ones undone. */
export function unquote(image: string): string {
  const mark = image.charAt(0);
  return image.slice(1, -1).replaceAll(mark + mark, mark);
}

/** A name as a sentence holds it: bare where that is possible, else quoted. */
export function quoteName(name: string): string {
  return isBareName(name) ? name : quote(name);
}
