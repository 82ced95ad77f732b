import type {
  ChangeNode,
  ExpectationNode,
  Name,
  ReferenceNode,
} from '../../../../../grammar/src/index.js';
import type { Span } from '../../text/span.js';

/** A place in a sentence where a name stands, or several words that are one. */
export interface Spot {
  readonly span: Span;
  readonly name: Name;
  /** The reference that the name is a part of. */
  readonly reference?: ReferenceNode;
  /** Whether it is the item in that. */
  readonly isItem: boolean;
}

/** Every name in a sentence. */
export function* spotsIn(node: ExpectationNode | ChangeNode | object): Iterable<Spot> {
  if (isReference(node)) {
    const { space, item } = node;
    yield { span: space.span, name: space, reference: node, isItem: false };
    if (item !== undefined)
      yield { span: item.name.span, name: item.name, reference: node, isItem: true };
  } else if (isName(node)) yield { span: node.span, name: node, isItem: false };
  else
    for (const child of Object.values(node) as unknown[])
      if (typeof child === 'object' && child !== null) yield* spotsIn(child);
}

/** All that a sentence says, but for places, quotes and the kinds in references: equal for sentences that mean the same. */
export function shapeOf(
  tree: ExpectationNode | ChangeNode | undefined,
  textOf: (name: Name) => string,
): string {
  return JSON.stringify(tree, (key, value: unknown) => {
    if (key === 'span' || key === 'quote') return undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (isReference(value))
      return [textOf(value.space), ...(value.item === undefined ? [] : [textOf(value.item.name)])];
    return isName(value) ? [textOf(value)] : value;
  });
}

function isReference(node: object): node is ReferenceNode {
  return 'space' in node && 'span' in node;
}

/** An action is no name. */
function isName(node: object): node is Name {
  return 'text' in node && 'span' in node && !('form' in node);
}
