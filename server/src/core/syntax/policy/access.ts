import { tight } from '../../tight.js';
import type { Span } from '../../text/span.js';
import { scalarSpan } from '../scalar-map.js';
import type { Block, MapNode, Node, Pair, ScalarNode, SeqNode } from '../tree.js';

/** A place in a policy file: a span that counts from the start of its block. */
export interface Origin {
  readonly block: Block;
  readonly span: Span;
}

/** A text of the policy with its place. */
export interface Written {
  readonly text: string;
  readonly origin: Origin;
  readonly scalar: ScalarNode;
}

/** Lenient access to the values of a block: what has another form than asked for is absent (the shape check reports it). */
export class Reader {
  constructor(readonly block: Block) {}

  at(span: Span): Origin {
    return { block: this.block, span };
  }

  written(scalar: ScalarNode): Written {
    return { text: scalar.value, origin: this.at(scalar.span), scalar };
  }

  /** The place of a part of a scalar's decoded text. */
  part(scalar: ScalarNode, span: Span): Origin {
    return this.at(scalarSpan(scalar, span.start, span.end));
  }

  pair(node: Node | null, key: string): Pair | undefined {
    return node?.kind === 'map' ? node.pairs.find((pair) => pair.key.value === key) : undefined;
  }

  text(node: Node | null, key: string): Written | undefined {
    const value = this.pair(node, key)?.value;
    return value?.kind === 'scalar' ? this.written(value) : undefined;
  }

  map(node: Node | null, key: string): MapNode | undefined {
    const value = this.pair(node, key)?.value;
    return value?.kind === 'map' ? value : undefined;
  }

  /** The scalars of a sequence. */
  texts(node: Node | null, key: string): readonly Written[] {
    const value = this.pair(node, key)?.value;
    return value?.kind === 'seq' ? this.items(value) : [];
  }

  items(seq: SeqNode): readonly Written[] {
    const texts: Written[] = [];
    for (const { value } of seq.items)
      if (value?.kind === 'scalar') texts.push(this.written(value));
    return tight(texts);
  }

  /** One of a few words, in any letter case. */
  choice<T extends string>(node: Node | null, key: string, values: readonly T[]): T | undefined {
    const word = this.text(node, key)?.text.toLowerCase();
    return values.find((value) => value === word);
  }
}
