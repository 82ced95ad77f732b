import type { Checked } from '../check.js';
import { wholeOrigin } from '../check/whole-finding.js';
import type { NameUse } from '../model/names.js';
import type { SourceTree } from '../syntax/source-tree.js';
import type { Block } from '../syntax/tree.js';
import type { Span } from '../text/span.js';
import type { Encoded } from './semantic-tokens/encoded.js';
import { Sheet } from './semantic-tokens/sheet.js';
import { policyOf, type Snapshot, treeOf } from './snapshot.js';

export { LEGEND } from './semantic-tokens/encoded.js';
export { Sheet, type TokensEdit } from './semantic-tokens/sheet.js';
export { TOKEN_MODIFIERS } from './semantic-tokens/token.js';

/**
 * The names of a policy file and the words of its sentences, by what they are; names that nothing has are left out.
 * Undefined where the file is none of a policy.
 */
export function semanticTokens(snapshot: Snapshot<Checked>, path: string): Sheet | undefined {
  const asked = fileOf(snapshot, path);
  return asked && new Sheet(encodedOf(snapshot, asked.checked, asked.tree.list));
}

/** The tokens on the lines that a span touches, told as if there were no others. */
export function semanticTokensIn(
  snapshot: Snapshot<Checked>,
  path: string,
  { start, end }: Span,
): readonly number[] {
  const asked = fileOf(snapshot, path);
  if (asked === undefined) return [];
  const { tree } = asked;
  const from = tree.indexAt(start);
  const lineOf = (offset: number): number => tree.source.position(offset).line;
  const parts = encodedOf(snapshot, asked.checked, tree.list.slice(from, tree.indexAt(end) + 1));
  const sheet = new Sheet(parts, lineOf(tree.starts[from] ?? 0));
  return sheet.onLines(lineOf(start), lineOf(end));
}

/** What of blocks is told, block by block. */
function encodedOf(
  { kept, matrix }: Snapshot<Checked>,
  checked: Checked,
  blocks: readonly Block[],
): readonly Encoded[] {
  const unknown = unknownNames(checked);
  const { readings } = checked.policy.memo;
  return blocks.map((block) => kept.tokens.of(block, readings, matrix, unknown.get(block)));
}

function fileOf(
  snapshot: Snapshot<Checked>,
  path: string,
): { readonly checked: Checked; readonly tree: SourceTree } | undefined {
  const checked = policyOf(snapshot, path);
  const tree = treeOf(checked, path);
  return checked && tree && { checked, tree };
}

/** The names of a policy that nothing has, by their blocks. */
function unknownNames({ policy, noisyTests }: Checked): ReadonlyMap<Block, readonly Span[]> {
  const unknown = new Map<Block, Span[]>();
  const add = ({ found, origin }: NameUse): void => {
    if (found !== undefined) return;
    const { block, span } = wholeOrigin(policy.files, origin);
    const spans = unknown.get(block);
    if (spans === undefined) unknown.set(block, [span]);
    else spans.push(span);
  };
  policy.troubles.forEach(add);
  // A test in which a name is unknown is never quiet.
  for (const { troubles } of noisyTests) troubles.forEach(add);
  return unknown;
}
