import type { CallHierarchyItem } from 'vscode-languageserver';
import {
  accessBy,
  accessFrom,
  type AccessItem,
  accessItemAt,
  type AccessNode,
} from '../../core/features/call-hierarchy.js';
import type { Session } from '../session.js';
import { canonicalUri } from '../uri.js';
import type { WorkspaceState } from '../workspace/state.js';
import type { Feature } from './feature.js';
import { KINDS } from './symbols.js';

/** What the client hands back of an item that it opens. */
interface ItemData {
  /** A document of the policy. */
  readonly uri: string;
  readonly node: AccessNode;
}

/** Who reaches what: a space or an app is called by those who reach it, and a group by its members. */
export const CALL_HIERARCHY: Feature = {
  capabilities: { callHierarchyProvider: true },
  register: (session) => {
    const { callHierarchy } = session.connection.languages;
    callHierarchy.onPrepare(
      session.handler('textDocument/prepareCallHierarchy', null, (params, state) => {
        const at = session.place(state, params);
        const item = at && accessItemAt(state, at.path, at.offset);
        return item ? [shown(session, state, params.textDocument.uri, item)] : null;
      }),
    );
    callHierarchy.onIncomingCalls(
      session.handler('callHierarchy/incomingCalls', [], ({ item }, state) => {
        const { uri, node } = item.data as ItemData;
        return accessFrom(state, canonicalUri(uri), node).map((caller) => {
          const from = shown(session, state, uri, caller);
          return { from, fromRanges: [from.selectionRange] };
        });
      }),
    );
    callHierarchy.onOutgoingCalls(
      session.handler('callHierarchy/outgoingCalls', [], ({ item }, state) => {
        const { uri, node } = item.data as ItemData;
        return accessBy(state, canonicalUri(uri), node).map((called) => {
          const { through } = called;
          // The protocol takes ranges of the caller's own document only.
          const isThere = through?.path === canonicalUri(item.uri);
          return {
            to: shown(session, state, uri, called),
            fromRanges: [isThere ? state.range(through) : item.selectionRange],
          };
        });
      }),
    );
  },
};

function shown(
  { workspace }: Session,
  state: WorkspaceState,
  uri: string,
  { node, name, detail, place }: AccessItem,
): CallHierarchyItem {
  const range = state.range(place);
  const data: ItemData = { uri, node };
  return {
    name,
    kind: KINDS[kindOf(node)],
    detail,
    uri: workspace.uri(place.path),
    range,
    selectionRange: range,
    data,
  };
}

function kindOf(node: AccessNode): keyof typeof KINDS {
  if (node.kind === 'app') return 'content';
  if (node.kind === 'space') return 'space';
  return node.principal.kind === 'user' ? 'user' : 'group';
}
