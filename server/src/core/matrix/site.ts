import type { TableId } from './types.js';

/** A cell that an organisation has verified in its own tenant (`facts` of spaceward.config.yaml). */
export interface SiteFact {
  readonly table: TableId;
  /** Action id. */
  readonly action: string;
  /** Column id: a role, two roles joined by `+`, a security role. */
  readonly column: string;
  readonly value: 'yes' | 'no';
  /** Who tried it, where and when, in the organisation's own words. */
  readonly source: string;
}

/** The site facts of one configuration, by cell. Where two name the same cell the later one counts. */
export class SiteFacts {
  /** No site facts at all. */
  static readonly none = new SiteFacts([]);

  private readonly byCell: ReadonlyMap<string, SiteFact>;

  constructor(readonly facts: readonly SiteFact[]) {
    this.byCell = new Map(facts.map((fact) => [key(fact.table, fact.action, fact.column), fact]));
  }

  find(table: TableId, action: string, column: string): SiteFact | undefined {
    return this.byCell.size === 0 ? undefined : this.byCell.get(key(table, action, column));
  }
}

/** Whether roles in spaces are read in a table: tables of administrators print some rows by them, which nothing reads. */
export function readsSpaceRoles(table: TableId): boolean {
  return !table.endsWith('.admin');
}

function key(table: TableId, action: string, column: string): string {
  return `${table} ${action} ${column}`;
}
