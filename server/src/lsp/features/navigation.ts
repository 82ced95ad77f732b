import { DocumentHighlightKind, type Location } from 'vscode-languageserver';
import type { FilePlace } from '../../core/check.js';
import { definitionsAt, highlightsAt, referencesAt } from '../../core/features/navigation.js';
import type { Session } from '../session.js';
import type { WorkspaceState } from '../workspace/state.js';
import type { Feature } from './feature.js';

/** Where things are stated, and where they are used. */
export const NAVIGATION: Feature = {
  capabilities: {
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
  },
  register: (session) => {
    const { connection } = session;
    connection.onDefinition(
      session.checkedHandler('textDocument/definition', [], (params, state) => {
        const at = session.place(state, params);
        return at ? locations(session, state, definitionsAt(state, at.path, at.offset)) : [];
      }),
    );
    connection.onReferences(
      session.checkedHandler('textDocument/references', [], (params, state) => {
        const at = session.place(state, params);
        const declarations = params.context.includeDeclaration;
        return at
          ? locations(session, state, referencesAt(state, at.path, at.offset, declarations))
          : [];
      }),
    );
    connection.onDocumentHighlight(
      session.checkedHandler('textDocument/documentHighlight', [], (params, state) => {
        const at = session.place(state, params);
        return (at ? highlightsAt(state, at.path, at.offset) : []).map(({ span, kind }) => ({
          range: state.range({ path: at?.path ?? '', span }),
          kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        }));
      }),
    );
  },
};

function locations(
  { workspace }: Session,
  state: WorkspaceState,
  places: readonly FilePlace[],
): Location[] {
  return places.map((place) => ({ uri: workspace.uri(place.path), range: state.range(place) }));
}
