import { findCell } from '../matrix/find-cell.js';
import type { TableId } from '../matrix/types.js';
import type { Point } from './evaluate.js';
import type { Holding } from './holdings.js';
import { anyOf, denial, distinct } from './outcome.js';
import { personText, readerFor } from './person.js';
import { memberTables } from './space-tables.js';
import type { Missing, Outcome, Shortfall } from './types.js';

/** The tables that the person's entitlement reads in a space of this type. */
export function tablesOf({ person, space }: Pick<Point, 'person' | 'space'>): readonly TableId[] {
  return memberTables(space.type, readerFor(person));
}

/** Roles in spaces give nothing to somebody without an entitlement. */
export function noEntitlement({ person }: Point): Shortfall {
  return {
    kind: 'entitlement',
    text: `${personText(person)} has no entitlement (entitlement: none): roles in spaces give nothing without one`,
  };
}

const NOTHING_SHORT: readonly Shortfall[] = [];

/** Says so where an Analyzer is denied what a Professional with the same role is allowed. */
export function lowerEntitlement(
  { engine, action }: Point,
  table: TableId,
  roles: readonly Holding[],
): readonly Shortfall[] {
  const { fallback } = engine.matrix.table(table);
  if (fallback === undefined) return NOTHING_SHORT;
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

/** A basic user who holds more than Has restricted view counts as a Full User. */
export function basicCaveat({ person }: Point, roles: readonly Holding[]): readonly string[] {
  if (person.kind !== 'user' || person.user.entitlement !== 'basic') return NO_CAVEATS;
  return roles.some(({ column, missing }) => column !== 'basicconsumer' && missing === undefined)
    ? [
        `${person.user.id} has the entitlement basic but holds more than Has restricted view: the tenant makes a Full User of them`,
      ]
    : NO_CAVEATS;
}

const NO_CAVEATS: readonly string[] = [];

/** Where the entitlement is not known, the tables must agree. */
export function agree(point: Point, outcomes: readonly Outcome[]): Outcome {
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

/** The fact that the policy lacks about a person's entitlement. */
export function missingEntitlement({ person }: Pick<Point, 'person'>): Missing {
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
