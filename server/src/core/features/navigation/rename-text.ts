import {
  isBareName,
  isBareWord,
  parseChange,
  parseExpectation,
  readPrincipal,
  readReference,
  type ReferenceNode,
} from '../../../../../grammar/src/index.js';
import type { ScalarNode } from '../../syntax/tree.js';
import type { Span } from '../../text/span.js';
import { replaced, type ScalarPart } from '../scalar-source.js';
import type { NameScalar } from './scalar-at.js';
import { shapeOf, spotsIn, type Spot } from './spots.js';

/** What a rename writes. */
export interface NewName {
  readonly text: string;
  /** Whether it names a role or a cause: several words may stand without quotes then. */
  readonly isPhrase: boolean;
  /** Whether keywords may be among those words, as in the names of roles of spaces. */
  readonly mayHoldKeywords?: true;
  /** Of content: its kind, and whether references must state it. */
  readonly content?: { readonly kind: string; readonly mustState: boolean };
}

/**
 * The parts of a scalar's value that change where the names at `spans` (of the value) become another. Undefined where the new
 * name can't be written there so that it reads as one.
 */
export function renamedParts(
  { scalar, form }: NameScalar,
  spans: readonly Span[],
  name: NewName,
): readonly ScalarPart[] | undefined {
  switch (form) {
    case 'name':
      return [{ start: 0, end: scalar.value.length, text: name.text }];
    case 'user':
    case 'principal':
      return principalParts(scalar.value, name);
    case 'reference':
      return referenceParts(scalar.value, spans, name);
    case 'expectation':
    case 'change':
      return sentenceParts(scalar, form, spans, name);
  }
}

/** A name after `user` or `group` is the rest of the text; before a name that would read as something else, `user` is put. */
function principalParts(value: string, { text }: NewName): readonly ScalarPart[] | undefined {
  const { tree } = readPrincipal(value, { link: true });
  if (tree?.kind !== 'user' && tree?.kind !== 'group') return undefined;
  const { start, end } = tree.name.span;
  const isMarked = tree.kind === 'group' || tree.explicit;
  return [{ start, end, text: isMarked || readsAsUser(text) ? text : `user ${text}` }];
}

function readsAsUser(text: string): boolean {
  const { tree } = readPrincipal(text, { link: true });
  return tree?.kind === 'user' && !tree.explicit && tree.name.text === text;
}

function referenceParts(
  value: string,
  spans: readonly Span[],
  name: NewName,
): readonly ScalarPart[] | undefined {
  const { tree } = readReference(value);
  const parts = spans.map(({ start, end }) => ({ start, end, text: name.text }));
  const [span] = spans;
  if (tree === undefined || span === undefined) return undefined;
  return isItemAt(tree, span) && statesKind(tree, name)
    ? parts.map((part) => ({ ...part, text: `${name.content?.kind ?? ''}:${part.text}` }))
    : parts;
}

function isItemAt({ item }: ReferenceNode, span: Span): boolean {
  return item?.name.span.start === span.start && item.name.span.end === span.end;
}

/** Whether the kind must be put before the item's new name, which would be another item's or read as a kind itself. */
function statesKind({ item }: ReferenceNode, { text, content }: NewName): boolean {
  if (content === undefined || item === undefined || item.kind !== undefined) return false;
  return content.mustState || readReference(`x/${text}`).tree?.item?.kind !== undefined;
}

/** Bare names stay bare where the new one may be, quoted ones keep their quotes; else every new name is quoted. */
function sentenceParts(
  scalar: ScalarNode,
  form: 'expectation' | 'change',
  spans: readonly Span[],
  name: NewName,
): readonly ScalarPart[] | undefined {
  const parse = form === 'change' ? parseChange : parseExpectation;
  const { value } = scalar;
  const before = parse(value);
  const all = before.tree === undefined ? [] : [...spotsIn(before.tree)];
  // A repair may have put space and item in one place.
  const spots = spans.map(({ start, end }) =>
    all.find(
      ({ span, isItem }) =>
        span.start === start && span.end === end && isItem === (name.content !== undefined),
    ),
  );
  const changed = new Set(spots.map((spot) => spot?.name));
  const wanted = shapeOf(before.tree, (each) => (changed.has(each) ? name.text : each.text));
  for (const mayBeBare of [true, false]) {
    const writer = new Writer(scalar, name, mayBeBare);
    const parts = spots.map((spot) => spot && writer.part(spot));
    const whole = parts.filter((part) => part !== undefined);
    if (whole.length < parts.length) return undefined;
    const after = parse(replaced(value, whole));
    const isMeant = shapeOf(after.tree, (each) => each.text) === wanted;
    if (isMeant && after.problems.length <= before.problems.length) return whole;
  }
  return undefined;
}

class Writer {
  constructor(
    private readonly scalar: ScalarNode,
    private readonly name: NewName,
    private readonly mayBeBare: boolean,
  ) {}

  part(spot: Spot): ScalarPart {
    const { span, name, reference } = spot;
    if (reference?.item !== undefined) return this.ofReference(spot, reference);
    const { text } = this.name;
    const mark = name.quote ?? markOf(this.scalar.value.charAt(span.start));
    if (mark !== undefined) return { ...span, text: inQuotes(text, mark) };
    return { ...span, text: this.isBare(text) ? text : this.quoted(text) };
  }

  /** A reference is quoted as one. */
  private ofReference({ span, name, isItem }: Spot, reference: ReferenceNode): ScalarPart {
    const { item, space } = reference;
    const kind =
      isItem && statesKind(reference, this.name) ? `${this.name.content?.kind ?? ''}:` : '';
    const text = kind + this.name.text;
    if (name.quote !== undefined)
      return { ...span, text: text.replaceAll(name.quote, name.quote + name.quote) };
    const isApart = span.end - span.start < reference.span.end - reference.span.start;
    if (isApart && this.isBare(text)) return { ...span, text };
    const stated = item?.kind === undefined ? '' : `${item.kind.text}:`;
    const whole = isItem
      ? `${space.text}/${stated}${text}`
      : `${text}/${stated}${item?.name.text ?? ''}`;
    return { ...reference.span, text: this.quoted(whole) };
  }

  private isBare(text: string): boolean {
    if (!this.mayBeBare) return false;
    if (!this.name.isPhrase) return isBareName(text);
    const mayStand = this.name.mayHoldKeywords === true ? isBareWord : isBareName;
    return text.split(' ').every(mayStand);
  }

  /** In the quotes that the scalar around them leaves free. */
  private quoted(text: string): string {
    const usual = this.scalar.style === 'double-quoted' ? "'" : '"';
    const other = usual === '"' ? "'" : '"';
    return inQuotes(text, text.includes(usual) && !text.includes(other) ? other : usual);
  }
}

function markOf(char: string): '"' | "'" | undefined {
  return char === '"' || char === "'" ? char : undefined;
}

function inQuotes(text: string, mark: '"' | "'"): string {
  return mark + text.replaceAll(mark, mark + mark) + mark;
}
