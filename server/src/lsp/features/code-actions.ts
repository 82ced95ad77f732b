import {
  type CodeAction as LspCodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic as LspDiagnostic,
} from 'vscode-languageserver';
import type { Diagnostic } from '../../core/check.js';
import { type CodeAction, codeActionsAt } from '../../core/features/code-actions.js';
import { shownMessage } from '../diagnostics/to-lsp.js';
import { workspaceEdit } from '../edits.js';
import { type AskedFile, type Session, sound } from '../session.js';
import type { Feature } from './feature.js';

/** What can be done about problems, and with grants. */
export const CODE_ACTIONS: Feature = {
  capabilities: {
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.SourceFixAll,
      ],
    },
  },
  register: (session) => {
    session.connection.onCodeAction(
      session.handler('textDocument/codeAction', [], (params, state) => {
        const file = session.file(state, params.textDocument.uri);
        if (file === undefined) return [];
        const { start, end } = params.range;
        const span = file.lines.span({ start: sound(start), end: sound(end) });
        return codeActionsAt(state, file.path, span, kindsFor(params)).map((action) =>
          shown(session, file, action, params),
        );
      }),
    );
  },
};

/** What isn't asked for, such as the light bulb beside the cursor, is about problems alone: the rest takes longer. */
function kindsFor({ context }: CodeActionParams): readonly string[] | undefined {
  const isAutomatic = context.triggerKind === CodeActionTriggerKind.Automatic;
  return context.only ?? (isAutomatic ? [CodeActionKind.QuickFix] : undefined);
}

function shown(
  session: Session,
  file: AskedFile,
  action: CodeAction,
  { context }: CodeActionParams,
): LspCodeAction {
  const { diagnostic } = action;
  const ended =
    diagnostic &&
    context.diagnostics.filter((other) => isSame(file, diagnostic, other, session.shown.related));
  return {
    title: action.title,
    kind: action.kind,
    edit: workspaceEdit(session, file.state, action.edits),
    ...(action.isPreferred && { isPreferred: true }),
    ...(ended && ended.length > 0 && { diagnostics: ended }),
  };
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
