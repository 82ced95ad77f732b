import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import {
  type Completion,
  type CompletionKind,
  completionsAt,
} from '../../core/features/completion.js';
import type { AskedPlace } from '../session.js';
import type { Feature } from './feature.js';

/** What may be written where the cursor stands. */
export const COMPLETION: Feature = {
  capabilities: {
    completionProvider: { triggerCharacters: [' ', ':', '"', "'", '/', '.', ',', '-'] },
  },
  register: (session) => {
    session.connection.onCompletion(
      session.handler('textDocument/completion', [], (params, state) => {
        const at = session.place(state, params);
        if (at === undefined) return [];
        const { snippets } = session.abilities;
        return completionsAt(state, at.path, at.offset).map((one) => item(at, one, snippets));
      }),
    );
  },
};

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  user: CompletionItemKind.Variable,
  group: CompletionItemKind.Class,
  role: CompletionItemKind.Interface,
  permission: CompletionItemKind.Constant,
  space: CompletionItemKind.Folder,
  item: CompletionItemKind.File,
  action: CompletionItemKind.Method,
  cause: CompletionItemKind.EnumMember,
  keyword: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
};

function item({ lines }: AskedPlace, completion: Completion, snippets: boolean): CompletionItem {
  const { label, kind, detail, documentation, filterText, sortText, span } = completion;
  const isSnippet = completion.snippet && snippets;
  const newText =
    completion.snippet && !snippets ? withoutStops(completion.insertText) : completion.insertText;
  return {
    label,
    kind: KINDS[kind],
    sortText,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    textEdit: { range: lines.range(span), newText },
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: documentation },
    }),
    ...(filterText !== undefined && { filterText }),
  };
}

/** A snippet as plain text: its tab stops gone, their defaults kept. */
export function withoutStops(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:([^}]*)\}|\$\{\d+\}|\$\d+/gu,
    (_, escaped: string | undefined, text: string | undefined) => escaped ?? text ?? '',
  );
}
