import { append } from '../append.js';
import { findCell } from '../matrix/find-cell.js';
import type { TableId } from '../matrix/types.js';
import {
  checkConditions,
  evaluate,
  type Evaluation,
  missingOwner,
  ownsTarget,
  type Point,
} from './evaluate.js';
import {
  adminRoles,
  type Holding,
  isSpaceOwner,
  joinedRoles,
  memberRoles,
  shareRoles,
} from './holdings.js';
import { anyOf, denial, distinct } from './outcome.js';
import { entitlementTables, personText } from './person.js';
import type { GrantProof, Missing, Outcome, Shortfall } from './types.js';

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
  const outcome = point.space.type === 'personal' ? decidePersonal(point) : decideShared(point);
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
  const member = memberRoles(engine.matrix, engine.world, person, space);
  const owner = isSpaceOwner(person, space);
  const entitled = entitlementTables(person).length > 0;
  if (owner && entitled)
    append(
      roles,
      member.roles.filter(({ via }) => via === 'owner'),
    );
  if (owner && !entitled) shortfalls.push(noEntitlement(point));
  if (!owner) {
    append(roles, adminRoles(engine.matrix, engine.world, person, 'personal'));
    shortfalls.push(
      { kind: 'no role', text: `${personText(person)} does not own ${space.name}` },
      {
        kind: 'space type',
        text: `${space.name} is a personal space: only its owner and tenant administrators have access`,
      },
    );
    append(shortfalls, member.shortfalls);
  }
  return combine(
    roles.map((role) => evaluate(point, role, 'personal')),
    shortfalls,
  );
}

function decideShared(point: Point): Outcome {
  const { engine, person, space, target, action } = point;
  const member = memberRoles(engine.matrix, engine.world, person, space);
  const share = shareRoles(engine.world, person, space, target, action);
  const admin = adminRoles(engine.matrix, engine.world, person, space.type);
  const shortfalls: Shortfall[] = [...member.shortfalls, ...share.shortfalls];
  if (!member.roles.some(({ missing }) => missing === undefined))
    shortfalls.push({
      kind: 'no role',
      text: `${personText(person)} has no role in ${space.name}`,
    });
  const besides = [
    ...admin.map((role) => evaluate(point, role, role.table ?? 'personal')),
    ...alsoAllowed(point),
  ];
  const tables = tablesOf(point);
  if (tables.length === 0) {
    if (member.roles.length + share.roles.length > 0) shortfalls.push(noEntitlement(point));
    return combine(besides, shortfalls);
  }
  const caveats = basicCaveat(point, [...member.roles, ...share.roles]);
  const outcomes = tables.map((table) => {
    const columns = engine.matrix.table(table).columns.map(({ id }) => id);
    const joined = joinedRoles(member.roles, columns);
    return combine(
      [
        ...member.roles.map((role) => evaluate(point, role, table)),
        ...joined.map((role) => onlyYes(evaluate(point, role, table))),
        ...share.roles.map((role) => evaluateShare(point, role, table)),
        ...besides,
      ],
      [...shortfalls, ...lowerEntitlement(point, table, [...member.roles, ...share.roles])],
      caveats,
    );
  });
  return agree(point, outcomes);
}

/** The tables that the person's entitlement reads in a space of this type. */
export function tablesOf({ person, space }: Pick<Point, 'person' | 'space'>): readonly TableId[] {
  const entitlements = entitlementTables(person);
  if (space.type === 'data') return entitlements.length > 0 ? ['data.space'] : [];
  if (space.type === 'personal') return [];
  const { type } = space;
  return entitlements.map((entitlement): TableId => `${type}.${entitlement}`);
}

/** A pair of roles only adds: where its column doesn't say yes, the single roles answer. */
function onlyYes(evaluation: Evaluation): Evaluation {
  const unread = evaluation.missing.some(({ kind }) => kind === 'cell');
  const denies = evaluation.grant === undefined && evaluation.missing.length === 0;
  return unread || denies ? { shortfalls: [], missing: [] } : evaluation;
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
      cell: {
        table,
        action: point.action.id,
        column: role.column,
        found: undefined,
        row: undefined,
        stated: OPENS_SPACE,
      },
      holds: [],
      ...(role.origin && { origin: role.origin }),
    },
    shortfalls: [],
    missing: [],
  };
}

/** What the row grants besides to the owner of the item, or to holders of a permission. */
function alsoAllowed(point: Point): readonly Evaluation[] {
  const { engine, person, action, space, target } = point;
  const row = [...tablesOf(point), ...adminTable(space.type)]
    .map((table) => ({ table, row: engine.matrix.row(table, action.id) }))
    .find(({ row }) => (row?.alsoAllowed.length ?? 0) > 0);
  const evaluations: Evaluation[] = [];
  for (const who of row?.row?.alsoAllowed ?? []) {
    const cell = {
      table: row?.table ?? 'personal',
      action: action.id,
      column: 'item owner',
      found: undefined,
      row: row?.row,
    };
    if (who !== 'item-owner') {
      const check = checkConditions(point, [who]);
      if (check.holds !== undefined && person.kind === 'user')
        evaluations.push({
          grant: {
            via: 'admin',
            principal: { kind: 'user', id: person.user.id },
            role: { id: 'permission', title: check.holds.map(({ text }) => text).join(', ') },
            origin: person.user.origin,
            cell,
            holds: check.holds,
          },
          shortfalls: [],
          missing: [],
        });
      else if (check.missing !== undefined)
        evaluations.push({ shortfalls: [], missing: check.missing });
      continue;
    }
    const owns = ownsTarget(point);
    if (owns === undefined) evaluations.push({ shortfalls: [], missing: [missingOwner(point)] });
    else if (!owns)
      evaluations.push({
        shortfalls: [{ kind: 'not owner', text: 'the owner of the item may as well' }],
        missing: [],
      });
    else if (person.kind === 'user') {
      const item = target?.kind === 'item' ? target.item : undefined;
      const origin = item?.owner !== 'gone' ? item?.owner?.origin : undefined;
      evaluations.push({
        grant: {
          via: 'item owner',
          principal: { kind: 'user', id: person.user.id },
          role: { id: 'item owner', title: 'owner of the item' },
          cell,
          holds: [],
          ...(origin && { origin }),
        },
        shortfalls: [],
        missing: [],
      });
    }
  }
  return evaluations;
}

function adminTable(type: Point['space']['type']): readonly TableId[] {
  return type === 'shared' || type === 'managed' ? [`${type}.admin`] : [];
}

function noEntitlement({ person }: Point): Shortfall {
  return {
    kind: 'entitlement',
    text: `${personText(person)} has no entitlement (entitlement: none): roles in spaces give nothing without one`,
  };
}

/** Says so where an Analyzer is denied what a Professional with the same role is allowed. */
function lowerEntitlement(
  { engine, action }: Point,
  table: TableId,
  roles: readonly Holding[],
): readonly Shortfall[] {
  const { fallback } = engine.matrix.table(table);
  if (fallback === undefined) return [];
  return roles.flatMap((role) => {
    const value = (id: TableId): string =>
      findCell(engine.matrix, engine.siteFacts, id, action.id, role.column).value;
    return value(table) === 'no' && value(fallback) !== 'no'
      ? [
          {
            kind: 'entitlement' as const,
            text: `${role.title} does not allow it with the Analyzer entitlement (table ${table})`,
            ...(role.origin && { origin: role.origin }),
          },
        ]
      : [];
  });
}

function basicCaveat({ person }: Point, roles: readonly Holding[]): readonly string[] {
  if (person.kind !== 'user' || person.user.entitlement !== 'basic') return [];
  return roles.some(({ column }) => column !== 'basicconsumer')
    ? [
        `${person.user.id} has the entitlement basic but holds more than Has restricted view: the tenant makes a Full User of them`,
      ]
    : [];
}

/** One outcome of all that was found. */
function combine(
  evaluations: readonly Evaluation[],
  shortfalls: readonly Shortfall[],
  caveats: readonly string[] = [],
): Outcome {
  const grants: GrantProof[] = evaluations.flatMap(({ grant }) => grant ?? []);
  const rows = evaluations.flatMap(({ grant }) => grant?.cell.row?.caveats ?? []);
  return anyOf(
    grants,
    evaluations.flatMap(({ missing }) => missing),
    [...evaluations.flatMap((evaluation) => evaluation.shortfalls), ...shortfalls],
    [...caveats, ...rows],
  );
}

/** Where the entitlement is not known, the tables must agree. */
function agree(point: Point, outcomes: readonly Outcome[]): Outcome {
  const [first, ...others] = outcomes;
  if (first === undefined) return denial();
  if (others.length === 0) return first;
  const shortfalls = outcomes.flatMap((outcome) => outcome.shortfalls);
  const caveats = outcomes.flatMap((outcome) => outcome.caveats);
  if (others.every(({ verdict }) => verdict === first.verdict) && first.verdict !== 'depends')
    return anyOf(first.grants, [], shortfalls, caveats);
  const missing: Missing[] = outcomes.flatMap((outcome) => outcome.missing);
  const differ = outcomes.some(({ verdict }) => verdict !== first.verdict);
  const known = outcomes.some(({ verdict }) => verdict !== 'depends');
  if (differ && known) missing.push(missingEntitlement(point));
  return anyOf(
    [],
    distinct(missing, ({ key }) => key),
    shortfalls,
    caveats,
  );
}

function missingEntitlement({ person }: Point): Missing {
  const who = personText(person);
  return {
    kind: 'entitlement',
    key: `entitlement of ${who}`,
    text: `the entitlement of ${who}: the tables differ for Professional or Full Users and for Analyzers`,
    close:
      person.kind === 'user'
        ? `state the entitlement of ${who} (users: { ${who}: { entitlement: … } }), or the tenant's`
        : 'state who they are, with their entitlements',
    ...(person.kind === 'user' && { origin: person.user.origin }),
  };
}
