import { append } from '../append.js';
import type { TableId } from '../matrix/types.js';
import { alsoAllowed } from './also-allowed.js';
import { CellProof } from './cell-proof.js';
import { agree, basicCaveat, lowerEntitlement, noEntitlement, tablesOf } from './entitlement.js';
import { withRestriction } from './restrictive-role.js';
import {
  evaluate,
  type Evaluation,
  missingOwner,
  NOTHING_FOUND,
  ownsTarget,
  type Point,
} from './evaluate.js';
import { Findings } from './findings.js';
import {
  adminRoles,
  heldIn,
  type Holding,
  type Holdings,
  isSpaceOwner,
  joinedIn,
  memberRoles,
  shareRoles,
} from './holdings.js';
import type { HeldInSpace } from './held-in-space.js';
import { denial } from './outcome.js';
import { personText } from './person.js';
import { withSharingFeature } from './sharing-feature.js';
import type { Missing, Outcome, Shortfall } from './types.js';

/**
 * One action of the tables at one place, for one person: the union over everything the person holds there.
 * The highest level wins; sharing never lowers anything.
 */
export function decideAt(point: Point): Outcome {
  const { person } = point;
  if (person.kind === 'user' && person.user.status === 'disabled')
    return denial({ kind: 'disabled', text: `${person.user.id} is disabled (status: disabled)` });
  const mismatch = variantMismatch(point);
  if (mismatch?.kind === 'denied') return mismatch.outcome;
  const decided = point.space.type === 'personal' ? decidePersonal(point) : decideShared(point);
  const outcome = withRestriction(point, withSharingFeature(point, decided));
  if (mismatch === undefined || outcome.verdict === 'denied') return outcome;
  return { ...outcome, verdict: 'depends', grants: [], missing: [mismatch.missing] };
}

/** An action id that says own (or others) is asked of the subject's own (or another's) item. */
function variantMismatch(
  point: Point,
):
  | { readonly kind: 'denied'; readonly outcome: Outcome }
  | { readonly kind: 'unknown'; readonly missing: Missing }
  | undefined {
  const { action, target } = point;
  if (action.ownership === undefined || target === undefined) return undefined;
  const owns = ownsTarget(point);
  if (owns === undefined) return { kind: 'unknown', missing: missingOwner(point) };
  if (owns === (action.ownership === 'own')) return undefined;
  const text = owns
    ? `the item is ${personText(point.person)}'s own, and "${action.title}" is about those of others`
    : `the item is not ${personText(point.person)}'s own, and "${action.title}" is about one's own`;
  return { kind: 'denied', outcome: denial({ kind: 'not owner', text }) };
}

/** In a personal space everybody but its owner and tenant administrators is denied everything. */
function decidePersonal(point: Point): Outcome {
  const { engine, person, space } = point;
  const shortfalls: Shortfall[] = [];
  const roles: Holding[] = [];
  const member = memberRoles(engine, person, space);
  // The table of personal spaces holds for every entitlement.
  if (isSpaceOwner(person, space))
    append(
      roles,
      member.roles.filter(({ via }) => via === 'owner'),
    );
  else append(roles, adminRoles(engine, person, 'personal'));
  if (roles.length === 0) {
    shortfalls.push(
      { kind: 'no role', text: `${personText(person)} does not own ${space.name}` },
      {
        kind: 'space type',
        text: `${space.name} is a personal space: only its owner and tenant administrators have access`,
      },
    );
    append(shortfalls, member.shortfalls);
  }
  const findings = new Findings();
  for (const role of roles) findings.add(evaluate(point, role, 'personal'));
  findings.lack(shortfalls);
  return findings.outcome();
}

/** What a person holds in a space, whatever table the roles of members are read in. */
interface HeldHere {
  readonly here: HeldInSpace;
  readonly member: Holdings;
  readonly share: Holdings;
  /** The roles of members, and those of shares. */
  readonly inSpace: readonly Holding[];
  readonly admin: readonly Holding[];
}

function decideShared(point: Point): Outcome {
  const { engine, person, space, target, action } = point;
  const here = heldIn(engine, person, space);
  const member = memberRoles(engine, person, space, here);
  const share = shareRoles(engine, person, space, target, action, here);
  const held: HeldHere = {
    here,
    member,
    share,
    inSpace: share.roles.length === 0 ? member.roles : [...member.roles, ...share.roles],
    admin: adminRoles(engine, person, space.type),
  };
  const tables = tablesOf(point);
  const [table] = tables;
  if (table === undefined) return decideUnentitled(point, held);
  if (tables.length === 1) return decideIn(point, held, table);
  return agree(
    point,
    tables.map((each) => decideIn(point, held, each)),
  );
}

/** For somebody whose roles in spaces are read in no table. */
function decideUnentitled(point: Point, held: HeldHere): Outcome {
  const findings = new Findings();
  addBesides(point, held, findings, undefined);
  if (held.inSpace.length > 0) findings.lack([noEntitlement(point)]);
  return findings.outcome();
}

/** With the roles of members read in one table. */
function decideIn(point: Point, held: HeldHere, table: TableId): Outcome {
  const { here, member, share, inSpace } = held;
  const findings = new Findings(basicCaveat(point, inSpace));
  for (const role of member.roles) findings.add(evaluate(point, role, table));
  for (const role of joinedIn(point.engine, here, member, table))
    findings.add(onlyYes(point, role, table));
  for (const role of share.roles) findings.add(evaluateShare(point, role, table));
  addBesides(point, held, findings, table);
  findings.lack(lowerEntitlement(point, table, inSpace));
  return findings.outcome();
}

/** Adds what is looked at besides the roles of members, which are read in one table or in none. */
function addBesides(
  point: Point,
  held: HeldHere,
  findings: Findings,
  table: TableId | undefined,
): void {
  const { member, share, admin } = held;
  for (const role of admin) findings.add(evaluate(point, role, role.table ?? 'personal'));
  for (const evaluation of alsoAllowed(point, table)) findings.add(evaluation);
  findings.lack(member.shortfalls);
  findings.lack(share.shortfalls);
  if (member.roles.some(isCertain)) return;
  const text = `${personText(point.person)} has no role in ${point.space.name}`;
  findings.lack([{ kind: 'no role', text }]);
}

function isCertain({ missing }: Holding): boolean {
  return missing === undefined;
}

/**
 * A pair of roles only adds: where its column doesn't say yes, the single roles answer. Not where another entitlement's table says yes and
 * this one doesn't tell.
 */
function onlyYes(point: Point, pair: Holding, table: TableId): Evaluation {
  const evaluation = evaluate(point, pair, table);
  const unread = evaluation.missing.some(({ kind }) => kind === 'cell');
  if (unread && isPerhaps(point, pair, table)) return evaluation;
  return unread || evaluation.shortfalls.some(({ kind }) => kind === 'role')
    ? NOTHING_FOUND
    : evaluation;
}

function isPerhaps({ engine, action }: Point, { column }: Holding, table: TableId): boolean {
  const bit = engine.matrix.actionIndex(action.id);
  return bit !== undefined && engine.columns.perhaps(table, column).has(bit);
}

const OPENS_SPACE = {
  text: 'a shared application user can open the space and sees only the shared applications',
  document: 'Sharing applications with users who are not space members',
};

/** A share answers by its role's column; that it lets see the space is stated besides. */
function evaluateShare(point: Point, role: Holding, table: TableId): Evaluation {
  const evaluation = evaluate(point, role, table);
  if (point.action.id !== 'space.see' || evaluation.grant !== undefined) return evaluation;
  if (role.missing !== undefined) return { shortfalls: [], missing: [role.missing] };
  return {
    grant: {
      via: 'share',
      principal: role.principal,
      role: { id: role.column, title: role.title },
      cell: new CellProof({
        table,
        action: point.action.id,
        column: role.column,
        found: undefined,
        row: undefined,
        stated: OPENS_SPACE,
      }),
      holds: [],
      ...(role.origin && { origin: role.origin }),
    },
    shortfalls: [],
    missing: [],
  };
}
