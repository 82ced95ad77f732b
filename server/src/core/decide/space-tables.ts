import type { SpaceType, TableId } from '../matrix/types.js';

/** Whose tables are read: of either where the entitlement isn't known (they must agree), of nobody where there is none. */
export type Reader = 'professional' | 'analyzer' | 'either' | 'nobody';

interface SpaceTables {
  /** Where the roles of members are read. */
  readonly members: Readonly<Record<Reader, readonly TableId[]>>;
  /** Where the roles of the tenant are read. */
  readonly admins: TableId;
  /** All of them, each once. */
  readonly all: readonly TableId[];
}

function spaceTables(
  admins: TableId,
  professional?: TableId,
  analyzer = professional,
): SpaceTables {
  const list = (...ids: readonly (TableId | undefined)[]): readonly TableId[] => [
    ...new Set(ids.filter((id) => id !== undefined)),
  ];
  return {
    members: {
      professional: list(professional),
      analyzer: list(analyzer),
      either: list(professional, analyzer),
      nobody: [],
    },
    admins,
    all: list(professional, analyzer, admins),
  };
}

const TABLES: Readonly<Record<SpaceType, SpaceTables>> = {
  shared: spaceTables('shared.admin', 'shared.professional', 'shared.analyzer'),
  managed: spaceTables('managed.admin', 'managed.professional', 'managed.analyzer'),
  // The entitlement makes no difference.
  data: spaceTables('data.space', 'data.space'),
  // Nobody is a member.
  personal: spaceTables('personal'),
};

/** The tables that speak of a type of space, each once. */
export function tablesOfType(type: SpaceType): readonly TableId[] {
  return TABLES[type].all;
}

/** The tables of a type of space where the roles of members are read, each once. */
export function memberTables(type: SpaceType, reader: Reader): readonly TableId[] {
  return TABLES[type].members[reader];
}

/** The table of a type of space where the roles of the tenant are read. */
export function adminTable(type: SpaceType): TableId {
  return TABLES[type].admins;
}
