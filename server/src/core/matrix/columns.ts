import { BitSet } from './bits.js';
import { hasCell, locate } from './find-cell.js';
import type { Matrix } from './matrix.js';
import type { SiteFacts } from './site.js';
import type { Row, TableId } from './types.js';

/**
 * One column of one table over all actions (`Matrix.actionIndex` is the bit). An action is in exactly one of `yes`,
 * `gated`, `own`, `no` and `unknown`, by the value that `findCell` gives.
 */
export interface ColumnSets {
  /** Yes, and the row asks for nothing else. */
  readonly yes: BitSet;
  /** Yes, if what the row asks for besides is met: see `isGated`. */
  readonly gated: BitSet;
  /** Yes for the owner of the item (and what the row asks for besides). */
  readonly own: BitSet;
  readonly no: BitSet;
  readonly unknown: BitSet;
  /** Of the unknown ones, those for which the table has no row, or the row no such column. */
  readonly absent: BitSet;
}

/** A column that joins several roles. */
export interface JoinedColumn {
  readonly column: string;
  /** The columns of the single roles. */
  readonly roles: readonly string[];
}

/** Whether a row asks for more than its column: a requirement, a role in another space, a type of other space. */
export function isGated(row: Row | undefined): boolean {
  if (row === undefined) return false;
  return (
    row.requires.length > 0 || row.otherSpace !== undefined || row.otherSpaceTypes !== undefined
  );
}

/** The columns of the tables as bit sets, under one set of site facts; each is made when it is first asked for. */
export class ColumnIndex {
  private readonly made = new Map<string, ColumnSets>();
  /** Whether a role adds a Yes to others, by the roles: the tables alone tell. */
  readonly additions = new Map<string, boolean>();
  private readonly unsure = new Map<string, BitSet>();
  private readonly pairs = new Map<TableId, readonly JoinedColumn[]>();

  /** All actions. */
  readonly everything: BitSet;

  constructor(
    readonly matrix: Matrix,
    readonly siteFacts: SiteFacts,
  ) {
    this.everything = BitSet.of(matrix.actions.length, matrix.actions.keys());
  }

  /** @param column a column id, also one that the table lacks (then only other steps than its rows can answer) */
  sets(table: TableId, column: string): ColumnSets {
    const key = `${table} ${column}`;
    let sets = this.made.get(key);
    if (sets === undefined) {
      sets = this.make(table, column);
      this.made.set(key, sets);
    }
    return sets;
  }

  /** Whether some row of an action lets others do it than the holders of its columns (`Row.alsoAllowed`). */
  isAlsoAllowed(action: string): boolean {
    return this.matrix.data.alsoAllowed.includes(action);
  }

  /** The columns of a table, or of the one that it falls back on, that are held by whoever holds several roles. */
  joined(table: TableId): readonly JoinedColumn[] {
    let joined = this.pairs.get(table);
    if (joined === undefined) {
      const { columns, fallback } = this.matrix.table(table);
      const others = fallback === undefined ? [] : this.matrix.table(fallback).columns;
      const ids = new Set([...columns, ...others].map(({ id }) => id));
      joined = [...ids].flatMap((id) => {
        const roles = id.split('+');
        return roles.length < 2 ? [] : [{ column: id, roles }];
      });
      this.pairs.set(table, joined);
    }
    return joined;
  }

  /**
   * The actions of which a table doesn't tell whether a column lets do them, though the one that it falls back on says so: a Yes there
   * is none here.
   */
  perhaps(table: TableId, column: string): BitSet {
    const key = `${table} ${column}`;
    let perhaps = this.unsure.get(key);
    if (perhaps === undefined) {
      const { fallback } = this.matrix.table(table);
      const there = fallback && this.sets(fallback, column);
      perhaps = there
        ? there.yes.or(there.gated).or(there.own).and(this.sets(table, column).unknown)
        : BitSet.empty(this.matrix.actions.length);
      this.unsure.set(key, perhaps);
    }
    return perhaps;
  }

  private make(table: TableId, column: string): ColumnSets {
    const members: Record<keyof ColumnSets, number[]> = {
      yes: [],
      gated: [],
      own: [],
      no: [],
      unknown: [],
      absent: [],
    };
    this.matrix.actions.forEach((action, index) => {
      const place = locate(this.matrix, this.siteFacts, table, action.id, column);
      if (place !== undefined) {
        members[place.value === 'yes' && isGated(place.row) ? 'gated' : place.value].push(index);
        return;
      }
      members.unknown.push(index);
      if (!hasCell(this.matrix, table, action.id, column)) members.absent.push(index);
    });
    const size = this.matrix.actions.length;
    return {
      yes: BitSet.of(size, members.yes),
      gated: BitSet.of(size, members.gated),
      own: BitSet.of(size, members.own),
      no: BitSet.of(size, members.no),
      unknown: BitSet.of(size, members.unknown),
      absent: BitSet.of(size, members.absent),
    };
  }
}
