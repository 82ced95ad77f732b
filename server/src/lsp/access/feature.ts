import type { CancellationToken } from 'vscode-languageserver';
import type { OpenPolicy } from '../../core/check.js';
import type { Engine } from '../../core/decide/engine.js';
import { wordsFor } from '../../core/decide/person.js';
import type { AccessSubject } from '../../core/features/access/access.js';
import { buildAccess } from '../../core/features/access/build.js';
import { findSubject } from '../../core/features/access/columns.js';
import { spaceAt } from '../../core/features/access/space-at.js';
import { policyOf } from '../../core/features/snapshot.js';
import type { Feature } from '../features/feature.js';
import { lineLabel } from '../features/hover.js';
import { locationsIn } from '../locations.js';
import { explain, type ExplanationLine } from '../questions/explanation.js';
import type { Session } from '../session.js';
import { canonicalUri } from '../uri.js';
import type { WorkspaceState } from '../workspace/state.js';
import {
  ACCESS_CHANGED,
  ACCESS_REQUEST,
  type AccessParams,
  type AccessReport,
  type Proof,
  PROOF_REQUEST,
  type ProofLine,
  type ProofParams,
  SPACE_AT_REQUEST,
  type SpaceAtParams,
} from './protocol.js';

type State = WorkspaceState;

/** So many cells can be shown at once: more would take too long to be sent. */
const MOST_CELLS = 8_000_000;

/** Who may do what in a policy, for clients that show it as a table: who has asked once is told when to ask again. */
export const ACCESS: Feature = {
  capabilities: {},
  requests: [ACCESS_REQUEST, PROOF_REQUEST, SPACE_AT_REQUEST],
  register: (session) => {
    const { connection } = session;
    const ids = new ResultIds();
    const hasAsked = session.announce(ACCESS_CHANGED);
    connection.onRequest(
      ACCESS_REQUEST,
      session.handler(ACCESS_REQUEST, null, (params: AccessParams, state: State, token) => {
        hasAsked();
        return report(session, ids, params, state, token);
      }),
    );
    connection.onRequest(
      PROOF_REQUEST,
      session.handler(PROOF_REQUEST, null, (params: ProofParams, state: State) =>
        prove(session, params, state),
      ),
    );
    connection.onRequest(
      SPACE_AT_REQUEST,
      session.handler(SPACE_AT_REQUEST, null, (params: SpaceAtParams, state: State) => {
        const place = session.place(state, params);
        const policy = place && policyOf(state, place.path);
        return (policy && spaceAt(policy, place.path, place.offset)) ?? null;
      }),
    );
  },
};

/** Ids of what engines answer: nothing that an engine answers ever changes. */
class ResultIds {
  readonly #known = new WeakMap<Engine, number>();
  #last = 0;

  of(engine: Engine, subject: AccessSubject): string {
    let id = this.#known.get(engine);
    if (id === undefined) this.#known.set(engine, (id = this.#last += 1));
    return `${id} ${JSON.stringify(subject)}`;
  }
}

async function report(
  session: Session,
  ids: ResultIds,
  { uri, subject, previousResultId }: AccessParams,
  state: State,
  token: CancellationToken,
): Promise<AccessReport | null> {
  const policy = policyOf(state, canonicalUri(uri));
  if (policy === undefined) return null;
  const { engine } = policy;
  const resultId = ids.of(engine, subject);
  if (resultId === previousResultId) return { kind: 'same', resultId };
  const found = findSubject(engine, subject);
  if (typeof found === 'string') return { kind: 'problem', message: found };
  const people = engine.people.everybody().length;
  if (people * found.columns.length > MOST_CELLS)
    return {
      kind: 'problem',
      message: `${people} people and ${found.columns.length} items are too many for one table: choose one space`,
    };
  const access = await session.inSlices(buildAccess(engine, found), token);
  return { kind: 'access', resultId, access };
}

function prove(
  session: Session,
  { uri, subject, who, column }: ProofParams,
  state: State,
): Proof | null {
  const policy = policyOf(state, canonicalUri(uri));
  if (policy === undefined) return null;
  const { engine } = policy;
  const found = findSubject(engine, subject);
  if (typeof found === 'string') return { kind: 'problem', message: found };
  const person = engine.people.everybody().find((each) => wordsFor(each) === who);
  if (person === undefined) return gone(who);
  const asked = found.columns.find(({ id }) => id === column);
  if (asked === undefined) return gone(column);
  const { action, where } = asked;
  const question = { who: person, asked: { kind: 'action', action }, where } as const;
  const { sections, ...rest } = explain(engine, question);
  const line = lineWriter(session, state, policy);
  return {
    kind: 'proof',
    ...rest,
    sections: sections.map(({ heading, lines }) => ({ heading, lines: lines.map(line) })),
  };
}

function gone(name: string): Proof {
  return { kind: 'problem', message: `${name} is not in this policy any more` };
}

function lineWriter(
  session: Session,
  state: State,
  policy: OpenPolicy,
): (line: ExplanationLine) => ProofLine {
  const locate = locationsIn(session.workspace, state, policy);
  return ({ text, source, origin }) => {
    const location = locate(origin);
    return {
      text,
      ...(source !== undefined && { source }),
      ...(location && { link: { label: lineLabel(location), ...location } }),
    };
  };
}
