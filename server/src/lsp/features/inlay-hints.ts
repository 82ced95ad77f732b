import type { InlayHint as LspHint } from 'vscode-languageserver';
import { inlayHints, membersTooltip } from '../../core/features/inlay-hints.js';
import { sound } from '../session.js';
import { canonicalUri } from '../uri.js';
import type { Feature } from './feature.js';

/** What the client hands back of a hint whose members it wants to show. */
interface HintData {
  readonly uri: string;
  readonly group: string;
}

/** What roles and groups come to, between the words. */
export const INLAY_HINTS: Feature = {
  capabilities: { inlayHintProvider: { resolveProvider: true } },
  register: (session) => {
    const { inlayHint } = session.connection.languages;
    inlayHint.on(
      session.currentHandler('textDocument/inlayHint', [], (params, state): LspHint[] => {
        const { uri } = params.textDocument;
        const file = session.settings.inlayHints ? session.file(state, uri) : undefined;
        if (file === undefined) return [];
        const { start, end } = params.range;
        const span = file.lines.span({ start: sound(start), end: sound(end) });
        return inlayHints(state, file.path, span).map(({ offset, label, tooltip, group }) => {
          const data: HintData | undefined = group === undefined ? undefined : { uri, group };
          return {
            position: file.lines.position(offset),
            label,
            paddingLeft: true,
            ...(tooltip !== undefined && { tooltip }),
            ...(data && { data }),
          };
        });
      }),
    );
    inlayHint.resolve(
      session.handler('inlayHint/resolve', NOTHING, (hint, state) => {
        const { uri, group } = (hint.data ?? {}) as Partial<HintData>;
        if (uri === undefined || group === undefined) return hint;
        const tooltip = membersTooltip(state, canonicalUri(uri), group);
        return tooltip === undefined ? hint : { ...hint, tooltip };
      }),
    );
  },
};

const NOTHING: LspHint = { position: { line: 0, character: 0 }, label: '' };
