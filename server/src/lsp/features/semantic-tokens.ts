import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import {
  LEGEND,
  semanticTokens,
  semanticTokensIn,
  type Sheet,
  TOKEN_MODIFIERS,
} from '../../core/features/semantic-tokens.js';
import { type Session, sound } from '../session.js';
import { canonicalUri } from '../uri.js';
import type { CheckedState } from '../workspace/state.js';
import type { Feature } from './feature.js';

/** Names and words of sentences, coloured by what they are. */
export const SEMANTIC_TOKENS: Feature = {
  capabilities: {
    semanticTokensProvider: {
      legend: { tokenTypes: [...LEGEND], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
  },
  register: (session) => {
    const { semanticTokens: requests } = session.connection.languages;
    const given = new Given(session);
    requests.on(
      session.currentCheckedHandler('textDocument/semanticTokens/full', NOTHING, (params, state) =>
        given.whole(state, params.textDocument.uri),
      ),
    );
    requests.onDelta(
      session.currentCheckedHandler(
        'textDocument/semanticTokens/full/delta',
        NOTHING,
        (params, state) => given.since(state, params.textDocument.uri, params.previousResultId),
      ),
    );
    requests.onRange(
      session.currentCheckedHandler(
        'textDocument/semanticTokens/range',
        NOTHING,
        (params, state) => {
          const file = session.file(state, params.textDocument.uri);
          if (file === undefined) return NOTHING;
          const { start, end } = params.range;
          const span = file.lines.span({ start: sound(start), end: sound(end) });
          return { data: [...semanticTokensIn(state, file.path, span)] };
        },
      ),
    );
  },
};

const NOTHING: SemanticTokens = { data: [] };

/** What the client was last told of a file, which it may be told the changes of. */
interface Told {
  readonly id: string;
  readonly sheet: Sheet;
}

/** The tokens that the client has, file by file, as long as it has the file open. */
class Given {
  readonly #told = new Map<string, Told>();
  #ids = 0;

  constructor(private readonly session: Session) {}

  whole(state: CheckedState, uri: string): SemanticTokens {
    const told = this.#tell(state, canonicalUri(uri));
    return told === undefined ? NOTHING : { resultId: told.id, data: told.sheet.whole() };
  }

  /** @param id names what the client has */
  since(state: CheckedState, uri: string, id: string): SemanticTokens | SemanticTokensDelta {
    const path = canonicalUri(uri);
    const before = this.#told.get(path);
    if (before?.id !== id) return this.whole(state, uri);
    const told = this.#tell(state, path);
    if (told === undefined) return NOTHING;
    const edits = told.sheet.since(before.sheet);
    return {
      resultId: told.id,
      edits: edits.map(({ start, deleteCount, data }) => ({
        start,
        deleteCount,
        data: [...data],
      })),
    };
  }

  #tell(state: CheckedState, path: string): Told | undefined {
    const { workspace } = this.session;
    for (const known of this.#told.keys())
      if (workspace.documentVersion(known) === null) this.#told.delete(known);
    const sheet = semanticTokens(state, path);
    if (sheet === undefined) return undefined;
    const told = { id: String((this.#ids += 1)), sheet };
    this.#told.set(path, told);
    return told;
  }
}
