import type { OpenPolicy } from '../../core/check.js';
import { policyOf } from '../../core/features/snapshot.js';
import type { Feature } from '../features/feature.js';
import { placeLinks } from '../features/hover.js';
import type { Session } from '../session.js';
import { canonicalUri } from '../uri.js';
import type { WorkspaceState } from '../workspace/state.js';
import { explained, type LinkTo, tested, whoCan } from './answer.js';
import { choicesOf } from './choices.js';
import { link } from './markdown.js';
import {
  type Answered,
  type Choices,
  CHOICES_REQUEST,
  type ChoicesParams,
  EXPLAIN_REQUEST,
  type ExplainParams,
  RUN_TEST_REQUEST,
  type RunTestParams,
  WHO_REQUEST,
  type WhoParams,
} from './protocol.js';

/** Requests of Spaceward's own: what the commands of the editor ask. */
export const QUESTIONS: Feature = {
  capabilities: {},
  requests: [CHOICES_REQUEST, EXPLAIN_REQUEST, WHO_REQUEST, RUN_TEST_REQUEST],
  register: (session) => {
    const { connection } = session;
    connection.onRequest(
      CHOICES_REQUEST,
      session.handler(CHOICES_REQUEST, null, (params: ChoicesParams, state): Choices | null => {
        const policy = policyOf(state, canonicalUri(params.uri));
        return policy === undefined ? null : choicesOf(policy, params.action);
      }),
    );
    connection.onRequest(
      EXPLAIN_REQUEST,
      session.handler(EXPLAIN_REQUEST, null, (params: ExplainParams, state): Answered | null => {
        const policy = policyOf(state, canonicalUri(params.uri));
        return policy === undefined
          ? null
          : explained(policy, params, linkTo(session, state, policy));
      }),
    );
    connection.onRequest(
      WHO_REQUEST,
      session.handler(WHO_REQUEST, null, (params: WhoParams, state): Answered | null => {
        const policy = policyOf(state, canonicalUri(params.uri));
        return policy === undefined ? null : whoCan(policy, params, linkTo(session, state, policy));
      }),
    );
    connection.onRequest(
      RUN_TEST_REQUEST,
      session.handler(RUN_TEST_REQUEST, null, (params: RunTestParams, state): Answered | null => {
        const path = canonicalUri(params.uri);
        const policy = policyOf(state, path);
        if (policy === undefined) return null;
        return tested(policy, path, params, linkTo(session, state, policy)) ?? null;
      }),
    );
  },
};

function linkTo(session: Session, state: WorkspaceState, policy: OpenPolicy): LinkTo {
  const links = placeLinks(session, state);
  return (origin) => {
    const place = origin && policy.locate(origin);
    if (place === undefined) return '';
    const { label, target } = links(place);
    return link(label, target);
  };
}
