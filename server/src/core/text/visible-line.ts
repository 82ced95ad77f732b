/**
 * Characters that nobody sees, or that look like another: controls, ends of lines, spaces other than the plain one, marks of direction,
 * and what joins or divides words, where no script asks for it.
 */
const UNSEEN =
  /(?![ \t\u200c\u200d]|\p{Variation_Selector})[\p{Cc}\p{Z}\p{Default_Ignorable_Code_Point}]|(?<=[ -~])[\u200c\u200d]/gu;

/** Nearly every text: of what shows, what most names and all messages are written with. */
const SEEN = /^[ -~\u00a1-\u00ac\u00ae-\u024f\u2026]*$/;

/**
 * A text as one line whose every character shows: what nobody sees is shown as an escape, so that a name can't begin a line of its
 * own in a message, nor pass for another.
 */
export function visibleLine(text: string): string {
  return SEEN.test(text) ? text : text.replace(UNSEEN, escapeOf);
}

/** A character as texts show it that can't hold it: `\u{a0}`. */
export function escapeOf(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** The code of a character as messages about it name it: `U+00A0`. */
export function codeOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
