import { escapeOf } from '../core/text/visible-line.js';
import { isTerminal } from './output.js';

/** Text styles of a terminal; plain where colour is off. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly green: (text: string) => string;
}

/** Colour on a terminal, unless NO_COLOR is set; FORCE_COLOR wins over both. */
export function wantsColour(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return (NO_COLOR === undefined || NO_COLOR === '') && isTerminal();
}

export function styleFor(colour: boolean): Style {
  const wrap =
    (open: number, close: number) =>
    (text: string): string =>
      colour ? `\u001B[${open}m${text}\u001B[${close}m` : text;
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    red: wrap(31, 39),
    yellow: wrap(33, 39),
    blue: wrap(34, 39),
    green: wrap(32, 39),
  };
}

/**
 * Text without what could move a terminal's cursor, change its colours or turn the direction of reading: characters that
 * can't be seen are shown as escapes, but for line ends and tabs.
 */
export function printable(text: string): string {
  return text.replace(UNSEEN, (character) =>
    character === '\n' || character === '\t' ? character : escapeOf(character),
  );
}

/** The same for what is to stay on one line: a path, a name. */
export function printableLine(text: string): string {
  return text.replace(UNSEEN, escapeOf);
}

/** Controls, marks of format and direction, line and paragraph separators, halves of pairs, and what is no character. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u00A0]/gu;
