import { theTokenReader } from './deferred-tokens.js';
import { isFirstFlat } from './repair-first.js';
import type { Comment, Node, SyntaxProblem } from './tree.js';
import { readUsual } from './usual.js';

/** What one text says, as YAML. Spans count from its start. */
export interface ReadText {
  readonly root: Node | null;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
}

/** Reads a text, and tells whether it was read line by line. Never throws. */
export function readText(text: string): ReadText & { readonly isUsual: boolean } {
  const usual = readUsual(text);
  const isUsual = usual !== null && !isFirstFlat(usual.root);
  const { root, problems, comments } = isUsual ? usual : theTokenReader()(text);
  return { root, problems, comments, isUsual };
}
