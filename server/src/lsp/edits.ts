import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../core/features/apply.js';
import type { Session } from './session.js';
import type { WorkspaceState } from './workspace/state.js';

/** Edits as the client takes them: tied to the versions of open documents where it can. */
export function workspaceEdit(
  { abilities, workspace }: Session,
  state: WorkspaceState,
  edits: readonly FileEdit[],
): WorkspaceEdit {
  const byPath = new Map<string, TextEdit[]>();
  for (const { path, span, newText } of edits) {
    const edit = { range: state.range({ path, span }), newText };
    const list = byPath.get(path);
    if (list === undefined) byPath.set(path, [edit]);
    else list.push(edit);
  }
  if (!abilities.documentChanges)
    return {
      changes: Object.fromEntries([...byPath].map(([path, list]) => [workspace.uri(path), list])),
    };
  return {
    documentChanges: [...byPath].map(([path, list]) => ({
      textDocument: { uri: workspace.uri(path), version: workspace.documentVersion(path) },
      edits: list,
    })),
  };
}
