import { BitSet } from '../matrix/bits.js';
import type { TableId } from '../matrix/types.js';
import type { Space } from '../model/world.js';
import { decideAt } from './decide-at.js';
import { tablesOf } from './entitlement.js';
import type { Engine } from './engine.js';
import type { Point } from './evaluate.js';
import { adminRoles, memberRoles, shareReaches, sharesReaching } from './holdings.js';
import { isSharing } from './sharing-feature.js';
import type { ItemTarget, Person, Verdict } from './types.js';

/** What a person may do in a space by being a member or an administrator, as far as the columns alone tell. */
export interface SpaceSets {
  readonly allowed: BitSet;
  readonly denied: BitSet;
}

/** Verdicts without proofs: bits where the columns settle them, the whole decision where they don't. */
export class Verdicts {
  constructor(private readonly engine: Engine) {}

  /** The verdict of `decideAt`, without its proof. */
  at(point: Point): Verdict {
    const bit = this.engine.matrix.actionIndex(point.action.id);
    if (bit !== undefined && this.settles(point, bit)) {
      const sets = this.of(point.person, point.space);
      if (sets.allowed.has(bit)) return 'allowed';
      if (sets.denied.has(bit)) return 'denied';
    }
    return decideAt(point).verdict;
  }

  /** Whether nothing but the person's columns in the space counts for this action. */
  private settles({ person, action, space, target }: Point, bit: number): boolean {
    if (space.type === 'personal' || this.specials().has(bit)) return false;
    if (person.kind === 'user' && person.user.status === 'disabled') return false;
    return (
      target?.kind !== 'item' ||
      target.item.shares.length === 0 ||
      !shareReaches(action) ||
      !sharesReaching(this.engine, person, space).some(({ item }) => item === target.item)
    );
  }

  /** Actions that look at who owns the item, that also others than the columns' holders may do, that any share opens, or that the tenant may lack. */
  private specials(): BitSet {
    const { matrix, memo } = this.engine;
    memo.specials ??= BitSet.of(
      matrix.actions.length,
      matrix.actions.flatMap(({ id, ownership, variants }, index) =>
        ownership !== undefined ||
        variants !== undefined ||
        id === 'space.see' ||
        isSharing(id) ||
        matrix.data.tables.some((table) => (matrix.row(table.id, id)?.alsoAllowed.length ?? 0) > 0)
          ? [index]
          : [],
      ),
    );
    return memo.specials;
  }

  private of(person: Person, space: Space): SpaceSets {
    return this.engine.memo.sets.of(space, this.engine.people.factsOf(person), () =>
      this.make(person, space),
    );
  }

  private make(person: Person, space: Space): SpaceSets {
    const { matrix, columns } = this.engine;
    const size = matrix.actions.length;
    const everything = BitSet.of(size, matrix.actions.keys());
    const admin = adminRoles(this.engine, person, space.type).map((role) => ({
      role,
      sets: columns.sets(role.table ?? 'personal', role.column),
    }));
    const member = memberRoles(this.engine, person, space).roles;
    const perTable = (table: TableId | undefined): SpaceSets => {
      const held = [
        ...admin,
        ...(table === undefined
          ? []
          : member.map((role) => ({ role, sets: columns.sets(table, role.column) }))),
      ];
      return {
        allowed: held
          .filter(({ role }) => role.missing === undefined)
          .reduce((all, { sets }) => all.or(sets.yes), BitSet.empty(size)),
        denied: held.reduce((all, { sets }) => all.and(sets.no), everything),
      };
    };
    const tables = tablesOf({ person, space });
    const found = tables.length === 0 ? [perTable(undefined)] : tables.map(perTable);
    const joined = tables.some((table) =>
      matrix
        .table(table)
        .columns.some(
          ({ id }) =>
            id.includes('+') &&
            id.split('+').every((part) => member.some(({ column }) => column === part)),
        ),
    );
    const agreed = found.reduce((all, sets) => ({
      allowed: all.allowed.and(sets.allowed),
      denied: all.denied.and(sets.denied),
    }));
    return joined ? { allowed: agreed.allowed, denied: BitSet.empty(size) } : agreed;
  }
}

/** The actions that a person is allowed for certain at a place, of those that are wanted. */
export function allowedActions(
  engine: Engine,
  person: Person,
  space: Space,
  target: ItemTarget | undefined,
  isWanted: (id: string) => boolean = () => true,
): readonly string[] {
  return engine.matrix.actions
    .filter((action) => action.kind !== 'data-product' && isWanted(action.id))
    .filter((action) => engine.verdicts.at({ engine, person, action, space, target }) === 'allowed')
    .map(({ id }) => id);
}
