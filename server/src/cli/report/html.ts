import { printableLine } from '../terminal.js';
import { escaped } from './xml.js';

/** A name, or another text from a policy, in a page: text only, and no other direction than its own. */
export function name(text: string): string {
  return `<bdi>${escaped(printableLine(text))}</bdi>`;
}
