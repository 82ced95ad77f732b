/** Characters that nobody sees, or that look like another: spaces other than the plain one, marks of direction, and what joins or divides words. */
const INVISIBLE =
  /(?![ \t\u200c\u200d]|\p{Variation_Selector})[\p{Cc}\p{Zs}\p{Default_Ignorable_Code_Point}]|(?<=[ -~])[\u200c\u200d]/gu;

/**
 * A text as one line whose every character shows: ends of lines as escapes, so that a name can't begin a line of its own in a
 * message, and characters that nobody sees by their codes, `(U+200B)`.
 */
export function visibleLine(text: string): string {
  return text
    .replace(/[\n\v\f\r\u0085\u2028\u2029]/gu, (end) => `\\u{${end.charCodeAt(0).toString(16)}}`)
    .replace(INVISIBLE, (char) => `(${codeOf(char)})`);
}

/** The code of a character as messages name it: `U+00A0`. */
export function codeOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
