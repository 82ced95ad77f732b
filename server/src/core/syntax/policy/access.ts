import { tight } from '../../tight.js';
import type { Span } from '../../text/span.js';
import { scalarSpan } from '../scalar-map.js';
import { meantMap, meantText } from '../form-advice.js';
import type { Block, Node, Pair, ScalarNode, SeqNode, SyntaxFix } from '../tree.js';
import type { PartReadings } from './part-readings.js';
import type { Fix } from './problem.js';

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
  /** @param parts what was read of the parts of the block's members, where they are divided */
  constructor(
    readonly block: Block,
    readonly parts?: PartReadings,
  ) {}

  at(span: Span): Origin {
    return { block: this.block, span };
  }

  written(scalar: ScalarNode): Written {
    return { text: scalar.value, origin: this.at(scalar.span), scalar };
  }

  /** Whether the place of a text is that of its scalar. */
  isVerbatim({ text, scalar }: Written): boolean {
    return scalar.source === text;
  }

  /** A change of the text of the block as one of the policy, which may change who has access. */
  fix(fix: SyntaxFix | undefined): Fix | undefined {
    return (
      fix && {
        title: fix.title,
        edits: [{ origin: this.at(fix.span), text: fix.text }],
        safe: false,
      }
    );
  }

  /** The place of a part of a scalar's decoded text. */
  part(scalar: ScalarNode, span: Span): Origin {
    return this.at(scalarSpan(scalar, span.start, span.end));
  }

  pair(node: Node | null, key: string): Pair | undefined {
    return node?.kind === 'map' ? node.pairs.find((pair) => pair.key.value === key) : undefined;
  }

  /** A text, also where it is made a list of. */
  text(node: Node | null, key: string): Written | undefined {
    const value = meantText(this.pair(node, key)?.value);
    return value && this.written(value);
  }

  /** The pairs of a map, also where dashes make a list of it. */
  pairs(node: Node | null, key: string): readonly Pair[] {
    return meantMap(this.pair(node, key)?.value)?.pairs ?? [];
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

/** Reads for somebody who asks for no places: one stands for all, so that what is read holds no tree. */
export class PlacelessReader extends Reader {
  override at(): Origin {
    return NOWHERE;
  }

  override part(): Origin {
    return NOWHERE;
  }

  override written(scalar: ScalarNode): Written {
    return { text: scalar.value, origin: NOWHERE, scalar: NO_SCALAR };
  }

  override isVerbatim(): boolean {
    return true;
  }
}

/** A block that holds nothing. */
export const EMPTY_BLOCK: Block = {
  text: '',
  section: null,
  heads: [],
  entries: [],
  settings: [],
  problems: [],
  comments: [],
};

const NO_SPAN: Span = { start: 0, end: 0 };
const NOWHERE: Origin = { block: EMPTY_BLOCK, span: NO_SPAN };
const NO_SCALAR: ScalarNode = {
  kind: 'scalar',
  style: 'plain',
  value: '',
  span: NO_SPAN,
  source: '',
};
