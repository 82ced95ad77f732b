import {
  type DocumentSymbol as LspSymbol,
  type SymbolInformation,
  SymbolKind as LspKind,
} from 'vscode-languageserver';
import {
  type DocumentSymbol,
  documentSymbols,
  type SymbolKind,
  workspaceSymbols,
} from '../../core/features/navigation.js';
import type { AskedFile } from '../session.js';
import type { Feature } from './feature.js';

/** Outlines, and names of the whole workspace. */
export const SYMBOLS: Feature = {
  capabilities: { documentSymbolProvider: true, workspaceSymbolProvider: true },
  register: (session) => {
    const { connection } = session;
    connection.onDocumentSymbol(
      session.handler(
        'textDocument/documentSymbol',
        [],
        (params, state): LspSymbol[] | SymbolInformation[] => {
          const file = session.file(state, params.textDocument.uri);
          if (file === undefined) return [];
          const symbols = documentSymbols(state, file.path);
          return session.abilities.hierarchicalSymbols
            ? symbols.map((symbol) => nested(file, symbol))
            : symbols.flatMap((symbol) => flat(file, params.textDocument.uri, symbol, ''));
        },
      ),
    );
    connection.onWorkspaceSymbol(
      session.checkedHandler('workspace/symbol', [], (params, state) =>
        workspaceSymbols(state, params.query).map((symbol) => ({
          name: symbol.name,
          kind: KINDS[symbol.kind],
          containerName: symbol.container,
          location: {
            uri: session.workspace.uri(symbol.path),
            range: state.range(symbol),
          },
        })),
      ),
    );
  },
};

/** The protocol has no kinds for people: the icons tell apart who (classes), what they are in (modules) and what they may. */
export const KINDS: Readonly<Record<SymbolKind, LspKind>> = {
  section: LspKind.Namespace,
  tenant: LspKind.Package,
  user: LspKind.Class,
  group: LspKind.Struct,
  role: LspKind.Interface,
  permission: LspKind.Property,
  space: LspKind.Module,
  content: LspKind.File,
  member: LspKind.Key,
  share: LspKind.Key,
  test: LspKind.Event,
  expectation: LspKind.Boolean,
  change: LspKind.Function,
};

function nested(file: AskedFile, symbol: DocumentSymbol): LspSymbol {
  return {
    name: symbol.name,
    kind: KINDS[symbol.kind],
    detail: symbol.detail,
    range: file.lines.range(symbol.span),
    selectionRange: file.lines.range(symbol.selectionSpan),
    children: symbol.children.map((child) => nested(file, child)),
  };
}

/** For clients that show no trees. */
function flat(
  file: AskedFile,
  uri: string,
  { name, kind, span, children }: DocumentSymbol,
  containerName: string,
): SymbolInformation[] {
  return [
    { name, kind: KINDS[kind], containerName, location: { uri, range: file.lines.range(span) } },
    ...children.flatMap((child) => flat(file, uri, child, name)),
  ];
}
