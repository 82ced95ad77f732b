import type { CodeLens as LspLens, Command } from 'vscode-languageserver';
import { codeLenses, type LensSubject, lensTitle } from '../../core/features/code-lenses.js';
import { RUN_TEST_COMMAND, SHOW_CALLERS_COMMAND } from '../questions/protocol.js';
import type { Session } from '../session.js';
import { canonicalUri } from '../uri.js';
import type { Feature } from './feature.js';

/** What the client hands back of a lens that it shows. */
interface LensData {
  readonly uri: string;
  readonly subject: LensSubject;
}

/** Lines above spaces, groups, apps and tests; what they say is worked out for those that are shown. */
export const CODE_LENSES: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: true } },
  register: (session) => {
    const { connection } = session;
    connection.onCodeLens(
      session.currentHandler('textDocument/codeLens', [], (params, state): LspLens[] => {
        const { uri } = params.textDocument;
        const file = session.file(state, uri);
        if (file === undefined) return [];
        return codeLenses(state, file.path).flatMap(({ span, subject }) => {
          const range = file.lines.range(span);
          const data: LensData = { uri, subject };
          const lens = { range, data };
          const run = subject.kind === 'test' ? commandOf(session, 'Run', lens) : undefined;
          return run?.command ? [{ range, command: run }, lens] : [lens];
        });
      }),
    );
    connection.onCodeLensResolve(
      session.handler('codeLens/resolve', nothing(), (lens, state) => {
        const { uri, subject } = lens.data as LensData;
        const title = lensTitle(state, canonicalUri(uri), subject);
        return { ...lens, command: commandOf(session, title ?? '', lens) };
      }),
    );
  },
};

/** What a lens says, and what it does where the client can. */
function commandOf({ commands }: Session, title: string, { range, data }: LspLens): Command {
  const { uri, subject } = data as LensData;
  switch (subject.kind) {
    case 'test':
      if (commands.has(RUN_TEST_COMMAND))
        return { title, command: RUN_TEST_COMMAND, arguments: [uri, subject.test] };
      break;
    case 'members of space':
    case 'members of group':
      if (commands.has(SHOW_CALLERS_COMMAND))
        return { title, command: SHOW_CALLERS_COMMAND, arguments: [uri, range.start] };
      break;
    case 'shares of space':
    case 'shares of app':
  }
  return { title, command: '' };
}

function nothing(): LspLens {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, command: { title: '', command: '' } };
}
