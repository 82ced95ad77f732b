import { append } from '../../append.js';
import { contentKind } from '../../syntax/policy/read-entry.js';
import type { Block, Node, Pair, ScalarNode } from '../../syntax/tree.js';
import type { Span } from '../../text/span.js';
import { policyOf, type Snapshot, treeOf } from '../snapshot.js';

export type SymbolKind =
  | 'section'
  | 'tenant'
  | 'user'
  | 'group'
  | 'role'
  | 'permission'
  | 'space'
  | 'content'
  | 'member'
  | 'share'
  | 'test'
  | 'expectation'
  | 'change';

/** A part of a file's outline; spans count from the start of the file. */
export interface DocumentSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Shown beside the name. */
  readonly detail: string;
  /** All that belongs to it. */
  readonly span: Span;
  /** Its name: within `span`. */
  readonly selectionSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/** The outline of a file: sections, their entries, and what stands in those. */
export function documentSymbols(snapshot: Snapshot, path: string): readonly DocumentSymbol[] {
  const tree = treeOf(policyOf(snapshot, path), path);
  const sections: Section[] = [];
  for (const { start, block } of tree?.blocks ?? []) addBlock(sections, start, block);
  return sections.map(({ name, span, selectionSpan, children }) => ({
    name,
    kind: name === 'tenant' ? 'tenant' : 'section',
    detail: children.length === 0 ? '' : String(children.length),
    span: { start: span.start, end: children.at(-1)?.span.end ?? span.end },
    selectionSpan,
    children,
  }));
}

interface Section {
  readonly name: string;
  readonly span: Span;
  readonly selectionSpan: Span;
  readonly children: DocumentSymbol[];
}

function addBlock(sections: Section[], start: number, block: Block): void {
  const make = new Maker(start);
  const heads = block.heads.map(({ key }): Section => {
    const setting = block.settings.find(({ pair }) => pair.key === key);
    return {
      name: key.value,
      span: make.span(setting?.pair.span ?? key.span),
      selectionSpan: make.span(key.span),
      children: [],
    };
  });
  // Entries of several sections in one block: each stands after the head of its own.
  const inOrder = [...heads].reverse();
  for (const entry of block.entries) {
    const at = start + entry.key.span.start;
    const own = inOrder.find(({ span }) => span.start <= at) ?? sections.at(-1);
    own?.children.push(make.entry(entry.section, entry.pair));
  }
  append(sections, heads);
}

/** Makes symbols of what stands in one block. */
class Maker {
  constructor(private readonly start: number) {}

  span({ start, end }: Span): Span {
    return { start: this.start + start, end: this.start + end };
  }

  entry(section: string, pair: Pair): DocumentSymbol {
    const { value } = pair;
    switch (section) {
      case 'users':
        return this.symbol('user', pair, textOf(value, 'name'));
      case 'groups':
        return this.symbol('group', pair, count(field(value, 'members'), 'member'));
      case 'roles':
        return this.symbol('role', pair, '', this.keys('permission', field(value, 'permissions')));
      case 'spaces':
        return this.symbol('space', pair, textOf(value, 'type'), this.inSpace(value));
      default:
        return this.symbol('test', pair, '', [
          ...this.items('change', field(value, 'given')),
          ...this.items('expectation', value?.kind === 'seq' ? value : field(value, 'expect')),
        ]);
    }
  }

  private inSpace(space: Node | null): readonly DocumentSymbol[] {
    return pairs(space).flatMap(({ key, value }) => {
      if (key.value === 'members') return this.keys('member', value);
      const kind = contentKind(key.value);
      if (kind === undefined) return [];
      return pairs(value).map((pair) =>
        this.symbol('content', pair, kind, this.keys('share', field(pair.value, 'shares'))),
      );
    });
  }

  private keys(kind: SymbolKind, map: Node | null): readonly DocumentSymbol[] {
    return pairs(map).map((pair) => this.symbol(kind, pair, shortly(pair.value)));
  }

  private items(kind: SymbolKind, seq: Node | null): readonly DocumentSymbol[] {
    return (seq?.kind === 'seq' ? seq.items : []).flatMap(({ value }) =>
      value?.kind === 'scalar' ? this.of(kind, value.value, value.span, value, '', []) : [],
    );
  }

  private symbol(
    kind: SymbolKind,
    { key, span }: Pair,
    detail: string,
    children: readonly DocumentSymbol[] = [],
  ): DocumentSymbol {
    return this.of(kind, key.value, span, key, detail, children);
  }

  private of(
    kind: SymbolKind,
    name: string,
    span: Span,
    named: ScalarNode,
    detail: string,
    children: readonly DocumentSymbol[],
  ): DocumentSymbol {
    return {
      // An editor shows no symbol without a name.
      name: name.trim().replaceAll(/\s+/g, ' ') || '(no name)',
      kind,
      detail,
      span: this.span(span),
      selectionSpan: this.span(named.span),
      children,
    };
  }
}

function pairs(node: Node | null): readonly Pair[] {
  return node?.kind === 'map' ? node.pairs : [];
}

function field(node: Node | null, key: string): Node | null {
  return pairs(node).find((pair) => pair.key.value === key)?.value ?? null;
}

function textOf(node: Node | null, key: string): string {
  return shortly(field(node, key));
}

function count(node: Node | null, what: string): string {
  if (node?.kind !== 'seq') return '';
  return `${node.items.length} ${what}${node.items.length === 1 ? '' : 's'}`;
}

/** A text, or a list of texts. */
function shortly(node: Node | null): string {
  if (node?.kind === 'scalar') return node.value.trim().replaceAll(/\s+/g, ' ');
  if (node?.kind !== 'seq') return '';
  return node.items
    .map(({ value }) => shortly(value))
    .filter((text) => text !== '')
    .join(', ');
}
