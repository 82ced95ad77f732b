import type { FilePlace } from '../../check.js';
import type { Snapshot } from '../snapshot.js';
import { contentOf } from './moved.js';
import type { SymbolKind } from './symbols.js';

/** Something that a policy states, with its place. */
export interface WorkspaceSymbol extends FilePlace {
  readonly name: string;
  readonly kind: SymbolKind;
  /** What it is in: the space of an item; else nothing. */
  readonly container: string;
}

const KINDS: Readonly<Partial<Record<string, SymbolKind>>> = {
  user: 'user',
  group: 'group',
  'tenant role': 'role',
  space: 'space',
  content: 'content',
  test: 'test',
};

/** What the policies of the workspace state whose names hold the letters of a query in order, in any letter case. */
export function workspaceSymbols(snapshot: Snapshot, query: string): readonly WorkspaceSymbol[] {
  const letters = query.normalize('NFC').toLowerCase().match(/\S/gu) ?? [];
  return snapshot.policies.flatMap((checked) =>
    snapshot.kept.names(checked).names.flatMap(({ kind, declares, id, text, path, span }) => {
      const symbol = KINDS[kind];
      if (!declares || symbol === undefined || !holds(text, letters)) return [];
      const container = kind === 'content' ? contentOf(id ?? '').space : '';
      return [{ name: text, kind: symbol, container, path, span }];
    }),
  );
}

function holds(text: string, letters: readonly string[]): boolean {
  const lower = text.normalize('NFC').toLowerCase();
  let from = 0;
  for (const letter of letters) {
    const at = lower.indexOf(letter, from);
    if (at === -1) return false;
    from = at + letter.length;
  }
  return true;
}
