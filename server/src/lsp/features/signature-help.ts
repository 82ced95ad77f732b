import { MarkupKind, type SignatureHelp } from 'vscode-languageserver';
import { signaturesAt } from '../../core/features/signature-help.js';
import type { Feature } from './feature.js';

/** How a sentence goes on. */
export const SIGNATURE_HELP: Feature = {
  capabilities: {
    signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [','] },
  },
  register: (session) => {
    session.connection.onSignatureHelp(
      session.handler('textDocument/signatureHelp', null, (params, state) => {
        const at = session.place(state, params);
        const [first, ...others] = at ? signaturesAt(state, at.path, at.offset) : [];
        if (first === undefined) return null;
        const help: SignatureHelp = {
          signatures: [first, ...others].map(({ label, parts, active }) => ({
            label,
            parameters: parts.map(({ start, end, documentation }) => ({
              label: [start, end],
              documentation: { kind: MarkupKind.Markdown, value: documentation },
            })),
            activeParameter: active,
          })),
          activeSignature: 0,
          activeParameter: first.active,
        };
        return help;
      }),
    );
  },
};
