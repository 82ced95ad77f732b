import { BitSet } from '../matrix/bits.js';
import type { ColumnSets } from '../matrix/columns.js';
import type { TableId } from '../matrix/types.js';
import { tablesOf } from '../decide/entitlement.js';
import type { Engine } from '../decide/engine.js';
import { type Holding, memberRoles, shareReaches, shareRoles } from '../decide/holdings.js';
import { personOf } from '../decide/person.js';
import type { Person } from '../decide/types.js';
import { type Grant, type Item, principalText, samePrincipal, type Space } from '../model/world.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Finding } from './rule.js';

/** Which actions count: all of them, or those that a share reaches. */
export type Within = 'space' | 'share';

/**
 * Whether a role adds no known Yes to others that are held for certain, whatever the entitlement. A role of which no
 * document tells anything is not redundant: nothing is known of it.
 */
export function addsNothing(
  engine: Engine,
  person: Person,
  space: Space,
  role: Holding,
  others: readonly Holding[],
  within: Within,
): boolean {
  const certain = others.filter(({ missing }) => missing === undefined);
  if (certain.length === 0) return false;
  const columns = certain.map(({ column }) => column);
  return tablesOf({ person, space }).every(
    (table) => !columnAdds(engine, table, role.column, columns, within),
  );
}

/** Whether a column of a table adds a known Yes to others. */
export function columnAdds(
  engine: Engine,
  table: TableId,
  column: string,
  others: readonly string[],
  within: Within,
): boolean {
  const held = [...new Set(others)].sort();
  const { additions } = engine.columns;
  const key = [table, within, column, ...held].join(' ');
  let adds = additions.get(key);
  if (adds === undefined) additions.set(key, (adds = addsYes(engine, table, column, held, within)));
  return adds;
}

/** Whether a column has a known Yes that others haven't, or nothing is known of it. */
function addsYes(
  engine: Engine,
  table: TableId,
  column: string,
  others: readonly string[],
  within: Within,
): boolean {
  const mine = known(engine, table, [column]);
  const everything = known(engine, table, others);
  const all = [column, ...others];
  const isJoining = engine.columns
    .joined(table)
    .some(({ roles }) => roles.includes(column) && roles.every((each) => all.includes(each)));
  if (isJoining && !others.includes(column)) return true;
  const { yes } = everything;
  const gated = yes.or(everything.gated);
  const counts = countingActions(engine, within);
  return (
    mine.yes.or(mine.gated).or(mine.own).and(counts).isEmpty() ||
    !mine.yes.and(counts).without(yes).isEmpty() ||
    !mine.gated.and(counts).without(gated).isEmpty() ||
    !mine.own.and(counts).without(yes.or(everything.own)).isEmpty()
  );
}

function countingActions({ matrix: { actions } }: Engine, within: Within): BitSet {
  const bits = actions.flatMap((action, bit) =>
    within === 'space' || shareReaches(action) ? [bit] : [],
  );
  return BitSet.of(actions.length, bits);
}

type Known = Pick<ColumnSets, 'yes' | 'gated' | 'own'>;

function known(engine: Engine, table: TableId, columns: readonly string[]): Known {
  const empty = BitSet.empty(engine.matrix.actions.length);
  return columns.reduce<Known>(
    (all, column) => {
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
 * Each role of a grant, apart from the rest, where there is any. Of a role that is written twice, only the later one is
 * set against the earlier.
 *
 * @param besides further roles of the same person that the grant is no part of
 */
export function* apartFrom(
  grant: Grant,
  held: readonly Holding[],
  besides: readonly Holding[] = [],
): Iterable<Apart> {
  if (held.length + besides.length < 2) return;
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

/** A share of an app, with each of its roles apart from all that its receiver has. */
interface ShareApart {
  readonly item: Item;
  readonly grant: Grant;
  readonly person: Person;
  readonly apart: Iterable<Apart>;
}

/** The shares in a space, each against what else its receiver has for the app; none in a personal space. */
export function* sharesApart(engine: Engine, space: Space): Iterable<ShareApart> {
  for (const item of space.items)
    for (const grant of item.shares) {
      const person = personOf(engine.world, grant.principal);
      if (person !== undefined)
        yield { item, grant, person, apart: shareApart(engine, person, space, item, grant) };
    }
}

/** The roles of one share, each against what else its receiver has for the app; none in a personal space. */
export function shareApart(
  engine: Engine,
  person: Person,
  space: Space,
  item: Item,
  grant: Grant,
): Iterable<Apart> {
  const opening = engine.matrix.action('app.open');
  if (opening === undefined || space.type === 'personal') return [];
  const shares = shareRoles(engine, person, space, { kind: 'item', item }, opening).roles;
  return apartFrom(grant, shares, memberRoles(engine, person, space).roles);
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
export function heldText({ via, title, principal }: Holding, space: Space, grant: Grant): string {
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
