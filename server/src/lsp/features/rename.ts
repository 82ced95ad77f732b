import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { prepareRename, type Refusal, rename } from '../../core/features/navigation.js';
import { workspaceEdit } from '../edits.js';
import type { Feature } from './feature.js';

/** Renaming in every file of a policy. */
export const RENAME: Feature = {
  capabilities: { renameProvider: { prepareProvider: true } },
  register: (session) => {
    session.connection.onPrepareRename(
      session.checkedHandler('textDocument/prepareRename', null, (params, state) => {
        const at = session.place(state, params);
        if (at === undefined) return null;
        const found = prepareRename(state, at.path, at.offset);
        if ('message' in found) throw refused(found);
        return { range: at.lines.range(found.span), placeholder: found.placeholder };
      }),
    );
    session.connection.onRenameRequest(
      session.checkedHandler('textDocument/rename', null, (params, state) => {
        const at = session.place(state, params);
        if (typeof params.newName !== 'string')
          throw new ResponseError(ErrorCodes.InvalidParams, 'the new name is missing');
        if (at === undefined) return null;
        const done = rename(state, at.path, at.offset, params.newName);
        if ('message' in done) throw refused(done);
        return workspaceEdit(session, state, done.edits);
      }),
    );
  },
};

/** Shown to the user as it is. */
function refused({ message }: Refusal): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message || 'nothing here can be renamed');
}
