import type { TextEdit } from 'vscode-languageserver';
import type { Edit } from '../../core/format/edit.js';
import { formatEdits } from '../../core/format/format.js';
import { formatEditsIn } from '../../core/format/range.js';
import type { SourceTree } from '../../core/syntax/source-tree.js';
import { isPolicyFile } from '../../core/workspace/roots.js';
import { type AskedFile, type Session, sound } from '../session.js';
import type { WorkspaceState } from '../workspace/state.js';
import type { Feature } from './feature.js';

/** Formatting of policy files, by edits of no more than what differs. The client's tab size is no matter: a level is two spaces. */
export const FORMATTING: Feature = {
  capabilities: { documentFormattingProvider: true, documentRangeFormattingProvider: true },
  register: (session) => {
    const { connection } = session;
    connection.onDocumentFormatting(
      session.handler('textDocument/formatting', [], (params, state) => {
        const asked = treeOf(session, state, params.textDocument.uri);
        return asked ? shown(asked.file, formatEdits(asked.tree.text).edits) : [];
      }),
    );
    connection.onDocumentRangeFormatting(
      session.currentHandler('textDocument/rangeFormatting', [], (params, state) => {
        const asked = treeOf(session, state, params.textDocument.uri);
        if (asked === undefined) return [];
        const { start, end } = params.range;
        const span = asked.file.lines.span({ start: sound(start), end: sound(end) });
        return shown(asked.file, formatEditsIn(asked.tree, span));
      }),
    );
  },
};

/** A policy file with its tree; a configuration is formatted by nobody. */
function treeOf(
  session: Session,
  state: WorkspaceState,
  uri: string,
): { readonly file: AskedFile; readonly tree: SourceTree } | undefined {
  const file = session.file(state, uri);
  const tree = file && state.files.get(file.path)?.tree;
  return file && tree && isPolicyFile(file.path) ? { file, tree } : undefined;
}

function shown({ lines }: AskedFile, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ span, newText }) => ({ range: lines.range(span), newText }));
}
