import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
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
      session.handler('textDocument/completion', NOTHING, (params, state): CompletionList => {
        const at = session.place(state, params);
        if (at === undefined) return NOTHING;
        const { snippets } = session.abilities;
        const { items, isIncomplete } = completionsAt(state, at.path, at.offset);
        return { isIncomplete, items: items.map((one) => item(at, one, snippets)) };
      }),
    );
  },
};

const NOTHING: CompletionList = { isIncomplete: false, items: [] };

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

function item(
  { lines }: Pick<AskedPlace, 'lines'>,
  completion: Completion,
  snippets: boolean,
): CompletionItem {
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
