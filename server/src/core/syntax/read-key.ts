import type { CST } from 'yaml';
import type { Reading } from './reading.js';
import type { Node, ScalarNode } from './tree.js';

/**
 * The key of a pair, from the node of its token. Only text can be one: what else stands there is a problem,
 * and the pair is left out. `colon` is the colon after it, where one is written.
 */
export function keyOf(
  reading: Reading,
  node: Node | null,
  token: CST.Token | null | undefined,
  colon: CST.SourceToken | null,
): ScalarNode | null {
  if (!token && colon !== null) {
    reading.problem('missing-key', 'write a key before the colon', reading.tokenSpan(colon));
  }
  if (node === null) return null;
  if (node.kind !== 'scalar') {
    const message = 'a key must be text: quote a key that starts with [ or {';
    reading.problem('key-not-text', message, node.span);
    return null;
  }
  if (node.style === 'plain' && node.value === '<<') {
    reading.problem(
      'merge-key',
      'a policy takes no merge keys (<<): state the values where they belong',
      node.span,
    );
    return null;
  }
  return node;
}

/** Whether a key stands for keys of another map, whatever its value says. */
export function isMergeKey(token: CST.Token | null | undefined): boolean {
  return token?.type === 'scalar' && token.source === '<<';
}
