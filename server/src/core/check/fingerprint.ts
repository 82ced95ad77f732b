import type { Diagnostic } from '../check.js';
import { pathAt } from '../features/path-at.js';
import { readBlock } from '../syntax/read-block.js';
import type { Block } from '../syntax/tree.js';

/**
 * What a diagnostic is known by while lines move and other findings come and go: no line numbers, and of its message what
 * other entries don't change. Several diagnostics may have the same one.
 */
export interface Fingerprint {
  readonly rule: string;
  /** The path of the file, by whatever name stays. */
  readonly file: string;
  /** What the place is in: `spaces > Finance > members > anna`; empty where it is in no entry. */
  readonly entry: string;
  readonly message: string;
}

/**
 * The fingerprint of a diagnostic.
 *
 * @param file the name of its file
 */
export function fingerprintOf(
  { rule, path, message, finding }: Diagnostic,
  file: string = path,
): Fingerprint {
  const { block, span } = finding.origin;
  const entry = pathAt(withContent(block), span.start).join(' > ');
  return { rule, file, entry, message: contentOf(message) };
}

/** The fingerprint as one text: equal for equal ones, and for no others. */
export function fingerprintKey({ rule, file, entry, message }: Fingerprint): string {
  return JSON.stringify([rule, file, entry, message]);
}

/**
 * What a message says of its place: without proofs, advice and counts, which other entries of the policy change.
 * A headline says what is wrong, then what to do, after a semicolon.
 */
export function contentOf(message: string): string {
  const [headline = ''] = message.split('\n');
  return (headline.split('; ')[0] ?? '').replace(/(?<![\p{L}\p{N}_])\d+(?![\p{L}\p{N}_])/gu, '#');
}

/** A block whose nodes were given up says the same when it is read again. */
function withContent(block: Block): Block {
  const isGivenUp = block.entries.length + block.settings.length === 0;
  return isGivenUp ? readBlock(block.text, block.section) : block;
}
