import { tight } from '../../tight.js';
import type { Span } from '../../text/span.js';
import { scalarSpan } from '../scalar-map.js';
import { meantMap, meantText } from '../form-advice.js';
import type { Block, Node, Pair, ScalarNode, SyntaxFix } from '../tree.js';
import type { PartReadings } from './part-readings.js';
import type { Fix } from './problem.js';

/** A place in a policy file: a span that counts from the start of its block. */
export interface Origin {
  readonly block: Block;
  readonly span: Span;
}

/** An origin as most are kept: there are many, and one object takes less than two. */
class OriginAt implements Origin {
  private readonly start: number;
  private readonly end: number;

  constructor(
    readonly block: Block,
    { start, end }: Span,
  ) {
    this.start = start;
    this.end = end;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** A text with its place, as one object. */
class WrittenAt extends OriginAt implements Written {
  constructor(
    readonly text: string,
    block: Block,
    span: Span,
  ) {
    super(block, span);
  }

  get origin(): Origin {
    return this;
  }
}

/** Whether a place is that of a scalar in a block. */
export function isOriginOf(origin: Origin, block: Block, { span }: ScalarNode): boolean {
  if (origin.block !== block) return false;
  const { start, end } = origin.span;
  return start === span.start && end === span.end;
}

/** A text of the policy with its place. */
export interface Written {
  readonly text: string;
  readonly origin: Origin;
}

/** A text of which parts have places of their own, with the scalar that holds it. */
export interface WrittenScalar extends Written {
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
    return new OriginAt(this.block, span);
  }

  written({ value, span }: ScalarNode): Written {
    return new WrittenAt(value, this.block, span);
  }

  /** A text that is asked for the places of its parts. */
  divisible(scalar: ScalarNode): WrittenScalar {
    return { text: scalar.value, origin: this.at(scalar.span), scalar };
  }

  /** Whether a scalar is written without quotes, escapes and folds: then it has the place of its text. */
  isVerbatim({ value, source }: ScalarNode): boolean {
    return source === value;
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

  /** A scalar, also where it is made a list of. */
  scalar(node: Node | null, key: string): ScalarNode | undefined {
    return meantText(this.pair(node, key)?.value);
  }

  /** A text, also where it is made a list of. */
  text(node: Node | null, key: string): Written | undefined {
    const value = this.scalar(node, key);
    return value && this.written(value);
  }

  /** The pairs of a map, also where dashes make a list of it. */
  pairs(node: Node | null, key: string): readonly Pair[] {
    return meantMap(this.pair(node, key)?.value)?.pairs ?? [];
  }

  /** The texts of a sequence. */
  texts(node: Node | null, key: string): readonly Written[] {
    return tight(scalarsOf(this.pair(node, key)?.value).map((scalar) => this.written(scalar)));
  }

  /** One of a few words, in any letter case. */
  choice<T extends string>(node: Node | null, key: string, values: readonly T[]): T | undefined {
    const word = this.scalar(node, key)?.value.toLowerCase();
    return values.find((value) => value === word);
  }
}

/** The scalars of a sequence; none of anything else. */
export function scalarsOf(node: Node | null | undefined): readonly ScalarNode[] {
  const scalars: ScalarNode[] = [];
  if (node?.kind !== 'seq') return scalars;
  for (const { value } of node.items) if (value?.kind === 'scalar') scalars.push(value);
  return scalars;
}

/** Reads for somebody who asks for no places: one stands for all, so that what is read holds no tree. */
export class PlacelessReader extends Reader {
  override at(): Origin {
    return NOWHERE;
  }

  override written({ value }: ScalarNode): Written {
    return { text: value, origin: NOWHERE };
  }

  override part(): Origin {
    return NOWHERE;
  }

  override divisible({ value }: ScalarNode): WrittenScalar {
    return { text: value, origin: NOWHERE, scalar: NO_SCALAR };
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
