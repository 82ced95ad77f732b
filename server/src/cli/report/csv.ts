import { printableLine } from '../terminal.js';

/** A record of a CSV file (RFC 4180); its fields are made by `field`. */
export function record(fields: readonly string[]): string {
  return `${fields.join()}\r\n`;
}

/** Spreadsheets take what begins like this for a formula. */
const FORMULA = /^['\s]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/**
 * A field. Where a spreadsheet would take it for a formula, an apostrophe stands before it; one that begins so by itself gets
 * another, so that taking one away gives back what was meant.
 */
export function field(text: string): string {
  const shown = printableLine(text);
  const safe = FORMULA.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/u.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
