import { looseKey } from '../text/loose-key.js';
import { ActionNames, type FoundAction } from './action-names.js';
import type {
  Action,
  Column,
  MatrixData,
  Permission,
  Row,
  SecurityRole,
  SpaceRole,
  SpaceType,
  Table,
  TableId,
} from './types.js';

/** A thing found by name; `exact`: the name is today's, letter case aside. */
export type Named<Key extends string, Thing> = Readonly<Record<Key, Thing>> & {
  readonly exact: boolean;
};

/** The permission tables, indexed. Indexes are made when they are first needed and belong to the instance. */
export class Matrix {
  private readonly tables: ReadonlyMap<string, Table>;
  private readonly actionIndexes: ReadonlyMap<string, number>;
  private readonly rows = new Map<TableId, TableIndex>();
  private actionNames: ActionNames | undefined;
  private names: NameIndexes | undefined;
  /** Roles and permissions by the texts that have named them. */
  private readonly roleTexts = new Map<string, Named<'role', SpaceRole>>();
  private readonly securityTexts = new Map<string, Named<'role', SecurityRole>>();
  private readonly permissionTexts = new Map<string, Named<'permission', Permission>>();

  constructor(readonly data: MatrixData) {
    this.tables = new Map(data.tables.map((table) => [table.id, table]));
    this.actionIndexes = new Map(data.actions.map((action, index) => [action.id, index]));
  }

  /** Every action; its place here is its bit in a `BitSet`. */
  get actions(): readonly Action[] {
    return this.data.actions;
  }

  /** @throws Error if the data lack the table, which the generator rules out for every `TableId` */
  table(id: TableId): Table {
    const table = this.tables.get(id);
    if (table === undefined) throw new Error(`no table ${id}`);
    return table;
  }

  /** The table of a name from outside (a configuration, the command line). */
  findTable(id: string): Table | undefined {
    return this.tables.get(id);
  }

  /** The action's own row. Rows printed per space role (`Row.perSpaceRole`) are among them. */
  row(table: TableId, actionId: string): Row | undefined {
    return this.tableIndex(table).rows.get(actionId);
  }

  /** The rows of other actions that answer for this one, in document order. */
  coveringRows(table: TableId, actionId: string): readonly Row[] {
    return this.tableIndex(table).covering.get(actionId) ?? [];
  }

  column(table: TableId, columnId: string): Column | undefined {
    return this.table(table).columns.find((column) => column.id === columnId);
  }

  /** The column's heading; of a column that the table lacks, today's names of its roles; else the id. */
  columnTitle(table: TableId, columnId: string): string {
    const column = this.column(table, columnId);
    if (column !== undefined) return column.title;
    const titles = columnId.split('+').map((id) => {
      const role = [...this.data.spaceRoles, ...this.data.securityRoles].find((r) => r.id === id);
      return role?.title ?? id;
    });
    return titles.join(' and ');
  }

  action(id: string): Action | undefined {
    const index = this.actionIndexes.get(id);
    return index === undefined ? undefined : this.data.actions[index];
  }

  /** The action's bit. */
  actionIndex(id: string): number | undefined {
    return this.actionIndexes.get(id);
  }

  /** An action by id, by title, or by section and title: see `ActionNames.find`. */
  findAction(text: string, section?: string): FoundAction {
    this.actionNames ??= new ActionNames(this.data.actions);
    return this.actionNames.find(text, section);
  }

  /** The roles that a member of a space can have, or a share of an app in it; the owner is given theirs otherwise. */
  rolesIn(type: SpaceType, isShare: boolean): readonly SpaceRole[] {
    return this.data.spaceRoles.filter(
      ({ id, spaceTypes, shareTypes }) =>
        id !== 'owner' && (isShare ? shareTypes : spaceTypes).includes(type),
    );
  }

  /** A space role by any of its names, in any letter case; `Owner` is among them. */
  spaceRole(name: string): Named<'role', SpaceRole> | undefined {
    const { spaceRoles } = this.nameIndexes();
    return named(this.roleTexts, name, spaceRoles, (role, exact) => ({ role, exact }));
  }

  /** A built-in security role by any of its names, in any letter case (`Tenant Admin`, `TenantAdmin`). */
  securityRole(name: string): Named<'role', SecurityRole> | undefined {
    const { securityRoles } = this.nameIndexes();
    return named(this.securityTexts, name, securityRoles, (role, exact) => ({ role, exact }));
  }

  /** A permission of User Default and custom roles by any of its names, in any letter case. */
  permission(name: string): Named<'permission', Permission> | undefined {
    const { permissions } = this.nameIndexes();
    return named(this.permissionTexts, name, permissions, (permission, exact) => ({
      permission,
      exact,
    }));
  }

  private tableIndex(id: TableId): TableIndex {
    let index = this.rows.get(id);
    if (index === undefined) {
      index = indexRows(this.table(id).rows);
      this.rows.set(id, index);
    }
    return index;
  }

  private nameIndexes(): NameIndexes {
    this.names ??= {
      spaceRoles: indexNames(this.data.spaceRoles),
      securityRoles: indexNames(this.data.securityRoles),
      permissions: indexNames(this.data.permissions),
    };
    return this.names;
  }
}

interface TableIndex {
  readonly rows: ReadonlyMap<string, Row>;
  readonly covering: ReadonlyMap<string, readonly Row[]>;
}

interface NameIndexes {
  readonly spaceRoles: ReadonlyMap<string, SpaceRole>;
  readonly securityRoles: ReadonlyMap<string, SecurityRole>;
  readonly permissions: ReadonlyMap<string, Permission>;
}

/** What a text names; it is noted, so that the text is compared once. */
function named<T extends { readonly title: string }, N>(
  texts: Map<string, N>,
  text: string,
  index: ReadonlyMap<string, T>,
  found: (thing: T, exact: boolean) => N,
): N | undefined {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const key = looseKey(text);
  const thing = index.get(key);
  if (thing === undefined) return undefined;
  const name = found(thing, looseKey(thing.title) === key);
  texts.set(text, name);
  return name;
}

function indexRows(rows: readonly Row[]): TableIndex {
  const byId = new Map<string, Row>();
  const covering = new Map<string, Row[]>();
  for (const row of rows) {
    byId.set(row.id, row);
    for (const id of row.covers) {
      const list = covering.get(id);
      if (list === undefined) covering.set(id, [row]);
      else list.push(row);
    }
  }
  return { rows: byId, covering };
}

function indexNames<
  T extends { readonly id: string; readonly title: string; readonly otherNames: readonly string[] },
>(things: readonly T[]): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const thing of things) {
    for (const name of [thing.title, thing.id, ...thing.otherNames])
      index.set(looseKey(name), thing);
  }
  return index;
}
