import type { TextEdit } from 'vscode-languageserver';
import { formatEdits } from '../../core/format/format.js';
import { isPolicyFile } from '../../core/workspace/roots.js';
import type { Feature } from './feature.js';

/** Formatting of policy files, by edits of no more than what differs. The client's tab size is no matter: a level is two spaces. */
export const FORMATTING: Feature = {
  capabilities: { documentFormattingProvider: true },
  register: (session) => {
    session.connection.onDocumentFormatting(
      session.handler('textDocument/formatting', [], (params, state): TextEdit[] => {
        const file = session.file(state, params.textDocument.uri);
        const text = file && state.files.get(file.path)?.tree.text;
        if (file === undefined || text === undefined || !isPolicyFile(file.path)) return [];
        return formatEdits(text).edits.map(({ span, newText }) => ({
          range: file.lines.range(span),
          newText,
        }));
      }),
    );
  },
};
