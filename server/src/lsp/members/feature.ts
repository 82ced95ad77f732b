import type { OpenPolicy } from '../../core/check.js';
import { policyOf } from '../../core/features/snapshot.js';
import type { Space } from '../../core/model/world.js';
import { workspaceEdit } from '../edits.js';
import type { Feature } from '../features/feature.js';
import { locationsIn } from '../locations.js';
import { canonicalUri } from '../uri.js';
import type { WorkspaceState } from '../workspace/state.js';
import { editMembers, membersList, spacesOf } from './answers.js';
import {
  EDIT_MEMBERS_REQUEST,
  type EditMembersParams,
  MEMBERS_CHANGED,
  MEMBERS_REQUEST,
  type MembersEdited,
  type MembersList,
  type SpaceId,
  SPACES_REQUEST,
  type SpaceSummary,
} from './protocol.js';

type State = WorkspaceState;

/** The members lists of spaces: shown, and edited in the policy's text. */
export const MEMBERS: Feature = {
  capabilities: {},
  requests: [SPACES_REQUEST, MEMBERS_REQUEST, EDIT_MEMBERS_REQUEST],
  register: (session) => {
    const { connection, workspace } = session;
    const hasAsked = session.announce(MEMBERS_CHANGED);
    connection.onRequest(
      SPACES_REQUEST,
      session.handler<object, readonly SpaceSummary[]>(SPACES_REQUEST, [], (_, state) => {
        hasAsked();
        return state.policies.flatMap((policy) => {
          const path = policy.policy.files[0]?.path ?? '';
          return spacesOf(policy, workspace.uri(path), locationsIn(workspace, state, policy));
        });
      }),
    );
    connection.onRequest(
      MEMBERS_REQUEST,
      session.handler(MEMBERS_REQUEST, null, (params: SpaceId, state): MembersList | null => {
        const [policy, space] = asked(state, params);
        if (policy === undefined || space === undefined) return null;
        return membersList(policy, space, locationsIn(workspace, state, policy));
      }),
    );
    const gone: MembersEdited = { kind: 'problem', message: 'the space is no longer there' };
    connection.onRequest(
      EDIT_MEMBERS_REQUEST,
      session.handler(
        EDIT_MEMBERS_REQUEST,
        gone,
        (params: EditMembersParams, state): MembersEdited => {
          const [policy, space] = asked(state, params);
          if (policy === undefined || space === undefined) return gone;
          const edited = editMembers(policy, space, params);
          return edited.kind === 'problem'
            ? edited
            : { kind: 'edit', edit: workspaceEdit(session, state, edited.edits) };
        },
      ),
    );
  },
};

function asked(
  state: State,
  { uri, space }: SpaceId,
): readonly [OpenPolicy | undefined, Space | undefined] {
  const policy = policyOf(state, canonicalUri(uri));
  return [policy, policy?.engine.world.spaces.get(space)];
}
