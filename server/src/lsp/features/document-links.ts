import type { DocumentLink } from 'vscode-languageserver';
import { ruleLinks } from '../../core/features/document-links.js';
import type { Feature } from './feature.js';

/** Links from comments that silence a rule to the rule's page. */
export const DOCUMENT_LINKS: Feature = {
  capabilities: { documentLinkProvider: { resolveProvider: false } },
  register: (session) => {
    session.connection.onDocumentLinks(
      session.currentHandler('textDocument/documentLink', [], (params, state): DocumentLink[] => {
        const file = session.file(state, params.textDocument.uri);
        if (file === undefined) return [];
        return ruleLinks(state, file.path).flatMap(({ span, rule }) => {
          const target = session.rulePage(rule);
          const range = file.lines.range(span);
          return target === undefined ? [] : [{ range, target, tooltip: `The rule ${rule}` }];
        });
      }),
    );
  },
};
