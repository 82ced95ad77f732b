import { BitSet } from '../matrix/bits.js';
import type { ColumnSets } from '../matrix/columns.js';
import type { TableId } from '../matrix/types.js';
import { tablesOf } from '../decide/entitlement.js';
import type { Engine } from '../decide/engine.js';
import { type Holding, joinedRoles } from '../decide/holdings.js';
import type { Person } from '../decide/types.js';
import { type Grant, principalText, samePrincipal, type Space } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Finding } from './rule.js';

/**
 * Whether a role adds no known Yes to others that are held for certain, whatever the entitlement. A role of which no
 * document tells anything is not redundant: nothing is known of it.
 *
 * @param within the actions that count (for shares, those that a share reaches)
 */
export function addsNothing(
  engine: Engine,
  person: Person,
  space: Space,
  role: Holding,
  others: readonly Holding[],
  within: BitSet,
): boolean {
  const certain = others.filter(({ missing }) => missing === undefined);
  if (certain.length === 0) return false;
  return tablesOf({ person, space }).every((table) => {
    const mine = known(engine, table, [role]);
    const everything = known(engine, table, certain);
    const columns = engine.matrix.table(table).columns.map(({ id }) => id);
    const joined = joinedRoles([...certain, role], columns).filter(
      ({ column }) =>
        column.split('+').includes(role.column) &&
        !certain.some((other) => other.column === role.column),
    );
    if (joined.length > 0) return false;
    const yes = everything.yes;
    const gated = yes.or(everything.gated);
    return (
      !mine.yes.or(mine.gated).or(mine.own).and(within).isEmpty() &&
      mine.yes.and(within).without(yes).isEmpty() &&
      mine.gated.and(within).without(gated).isEmpty() &&
      mine.own.and(within).without(yes.or(everything.own)).isEmpty()
    );
  });
}

type Known = Pick<ColumnSets, 'yes' | 'gated' | 'own'>;

function known(engine: Engine, table: TableId, roles: readonly Holding[]): Known {
  const empty = BitSet.empty(engine.matrix.actions.length);
  return roles.reduce<Known>(
    (all, { column }) => {
      const sets = engine.columns.sets(table, column);
      return {
        yes: all.yes.or(sets.yes),
        gated: all.gated.or(sets.gated),
        own: all.own.or(sets.own),
      };
    },
    { yes: empty, gated: empty, own: empty },
  );
}

/** One role of a grant, and everything that its holder has besides. */
interface Apart {
  readonly holding: Holding;
  readonly origin: Origin;
  readonly others: readonly Holding[];
}

/**
 * Each role of a grant, apart from the rest. Of a role that is written twice, only the later one is set against the
 * earlier.
 *
 * @param besides further roles of the same person that the grant is no part of
 */
export function* apartFrom(
  grant: Grant,
  held: readonly Holding[],
  besides: readonly Holding[] = [],
): Iterable<Apart> {
  const seen = new Map<string, number>();
  for (const { role, origin } of grant.roles) {
    const nth = seen.get(role.id) ?? 0;
    seen.set(role.id, nth + 1);
    const equal = held.filter(
      (holding) =>
        holding.column === role.id &&
        holding.via !== 'owner' &&
        samePrincipal(holding.principal, grant.principal),
    );
    const holding = equal[nth];
    if (holding === undefined || origin === undefined) continue;
    const left = new Set(equal.slice(nth));
    yield { holding, origin, others: [...besides, ...held.filter((other) => !left.has(other))] };
  }
}

/**
 * The finding that a role adds nothing to others: whose grant, and what they hold already.
 *
 * @param what is done with the grant: `sharing KPI with ali as Can view`
 */
export function redundancy(
  what: string,
  space: Space,
  grant: Grant,
  others: readonly Holding[],
  origin: Origin,
): Finding {
  const certain = others.filter(({ missing }) => missing === undefined);
  const said = certain.map((holding) => heldText(holding, space, grant));
  return {
    message: `${what} adds nothing: ${[...new Set(said)].join(', ')}`,
    origin,
    related: certain.flatMap((other, index) =>
      other.origin === undefined || samePrincipal(other.principal, grant.principal)
        ? []
        : [{ origin: other.origin, message: said[index] ?? '' }],
    ),
  };
}

/** Where a role is held, and by whom: `group sales is a member with Can view`. */
function heldText({ via, title, principal }: Holding, space: Space, grant: Grant): string {
  const holder = principalText(principal);
  switch (via) {
    case 'owner':
      return `${holder} owns ${space.name}`;
    case 'member':
    case 'everyone':
      return `${holder} is a member with ${title}`;
    case 'group': {
      const member = grant.principal.kind === 'user' ? `${grant.principal.id} is in ` : '';
      return `${member}${holder}${member === '' ? ' is' : ','} a member with ${title}`;
    }
    case 'share':
      return `it is shared with ${holder} as ${title}`;
    case 'item owner':
    case 'admin':
      return `${holder} has ${title}`;
  }
}
