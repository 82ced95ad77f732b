import {
  type CodeAction as LspCodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic as LspDiagnostic,
  LSPErrorCodes,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import type { Diagnostic } from '../../core/check.js';
import { type CodeAction, codeActionsAt } from '../../core/features/code-actions.js';
import type { Span } from '../../core/text/span.js';
import { shownMessage } from '../diagnostics/to-lsp.js';
import { workspaceEdit } from '../edits.js';
import { type AskedFile, type Session, sound } from '../session.js';
import type { Feature } from './feature.js';

/** What can be done about problems, and with grants. */
export const CODE_ACTIONS: Feature = {
  capabilities: {
    codeActionProvider: {
      resolveProvider: true,
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.SourceFixAll,
      ],
    },
  },
  register: (session) => {
    session.connection.onCodeAction(
      session.checkedHandler('textDocument/codeAction', [], (params, state) => {
        const file = session.file(state, params.textDocument.uri);
        if (file === undefined) return [];
        const span = spanOf(file, params.range);
        return codeActionsAt(state, file.path, span, kindsFor(params)).flatMap((action) =>
          shown(session, file, action, params),
        );
      }),
    );
    session.connection.onCodeActionResolve(
      session.checkedHandler('codeAction/resolve', { title: '' }, (action, state) => {
        const { uri, range } = (action.data ?? {}) as Partial<ActionData>;
        const file = uri === undefined ? undefined : session.file(state, uri);
        if (file === undefined || range === undefined) return action;
        const kinds = action.kind === undefined ? undefined : [action.kind];
        const edits = codeActionsAt(state, file.path, spanOf(file, range), kinds).find(
          ({ title }) => title === action.title,
        )?.edits;
        if (edits === undefined || edits.length === 0)
          throw new ResponseError(
            LSPErrorCodes.RequestFailed,
            'nothing can be written here for certain, or not without losing something: change it by hand',
          );
        return { ...action, edit: workspaceEdit(session, file.state, edits) };
      }),
    );
  },
};

/** What the client hands back of a code action whose edits it wants. */
interface ActionData {
  readonly uri: string;
  readonly range: Range;
}

function spanOf({ lines }: AskedFile, { start, end }: Range): Span {
  return lines.span({ start: sound(start), end: sound(end) });
}

/** What isn't asked for, such as the light bulb beside the cursor, is about problems alone: the rest takes longer. */
function kindsFor({ context }: CodeActionParams): readonly string[] | undefined {
  const isAutomatic = context.triggerKind === CodeActionTriggerKind.Automatic;
  return context.only ?? (isAutomatic ? [CodeActionKind.QuickFix] : undefined);
}

/** An action as the client takes it: where it can ask for costly edits later, without them. None where there are none. */
function shown(
  session: Session,
  file: AskedFile,
  action: CodeAction,
  { context, range, textDocument: { uri } }: CodeActionParams,
): readonly LspCodeAction[] {
  const { title, kind, diagnostic, isCostly, isPreferred } = action;
  const isLater = isCostly === true && session.abilities.resolvesEdits;
  if (!isLater && action.edits.length === 0) return [];
  const ended =
    diagnostic &&
    context.diagnostics.filter((other) => isSame(file, diagnostic, other, session.shown.related));
  return [
    {
      title,
      kind,
      ...(isLater
        ? { data: { uri, range } satisfies ActionData }
        : { edit: workspaceEdit(session, file.state, action.edits) }),
      ...(isPreferred && { isPreferred }),
      ...(ended && ended.length > 0 && { diagnostics: ended }),
    },
  ];
}

/** Whether what the client shows is a diagnostic of the policy. */
function isSame(
  file: AskedFile,
  diagnostic: Diagnostic,
  other: LspDiagnostic,
  showsRelated: boolean,
): boolean {
  const { start } = file.lines.range(diagnostic.span);
  return (
    other.code === diagnostic.rule &&
    other.message === shownMessage(diagnostic, showsRelated) &&
    other.range.start.line === start.line &&
    other.range.start.character === start.character
  );
}
