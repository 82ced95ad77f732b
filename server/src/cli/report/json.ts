/**
 * A value as JSON, indented, with a line end. What a terminal could take for a command, and what could turn the direction of
 * reading, stands as an escape: a reader of JSON gets the same text.
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(UNSEEN, escaped)}\n`;
}

/** The same on one line, without a line end. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, escaped);
}

/** `JSON.stringify` escapes the other controls and halves of pairs itself. */
const UNSEEN = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
