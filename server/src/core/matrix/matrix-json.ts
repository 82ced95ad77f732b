import type {
  Cell,
  Condition,
  MatrixData,
  OtherSpaceRequirement,
  Requirement,
  Row,
  SourceRef,
  Table,
} from './types.js';

/** What `spaceward matrix --format json` prints. */
export interface MatrixJson {
  readonly version: 1;
  readonly tables: readonly TableJson[];
}

export interface TableJson {
  readonly table: string;
  readonly spaceType: string | null;
  readonly entitlements: readonly string[];
  /** The title of the table's document. */
  readonly document: string;
  readonly columns: readonly { readonly id: string; readonly title: string }[];
  /** In document order. */
  readonly rows: readonly RowJson[];
}

export interface RowJson {
  readonly id: string;
  /** The path of headings that the row stands under. */
  readonly section: readonly string[];
  readonly title: string;
  /** By column id; a column that the row lacks is absent. */
  readonly cells: Readonly<Record<string, CellJson>>;
  readonly requires: readonly RequirementJson[];
  readonly basis: Row['basis'];
  /** By column id: what another source says, or why the cell is doubted. */
  readonly disputed?: Readonly<Record<string, string>>;
  readonly covers?: readonly string[];
  readonly alsoAllowed?: readonly ('item owner' | 'note owner' | ConditionJson)[];
  readonly otherSpaceTypes?: readonly string[];
  readonly note?: string;
  readonly caveats?: readonly string[];
  readonly perSpaceRole?: true;
  readonly allEntitlements?: true;
  readonly source: readonly SourceJson[];
}

export type CellJson =
  | 'yes'
  | 'no'
  | 'unknown'
  | 'notApplicable'
  | { readonly if: string }
  | { readonly entailed: 'yes' | 'no'; readonly by: string };

/** Names of roles and permissions are those that users see. */
export type ConditionJson =
  | { readonly securityRole: string }
  | { readonly permission: string; readonly values: readonly string[] };

export type RequirementJson =
  | {
      readonly anyOf: readonly ConditionJson[];
      readonly section?: true;
      readonly newerOnly?: true;
      readonly source?: readonly SourceJson[];
    }
  | { readonly ownerOf: string }
  | { readonly viewAccess: string; readonly to: string }
  | { readonly lost: string }
  | { readonly otherSpace: OtherSpaceRequirement };

export interface SourceJson {
  readonly document: string;
  readonly url?: string;
  /** Line of the document, counted from 1. */
  readonly line?: number;
  readonly secondHand?: true;
}

const OWNERS = { 'item-owner': 'item owner', 'note-owner': 'note owner' } as const;

/** All tables, or those given, as `spaceward matrix --format json` prints them. */
export function matrixJson(data: MatrixData, tables: readonly Table[] = data.tables): MatrixJson {
  return { version: 1, tables: tables.map((table) => tableJson(data, table)) };
}

function tableJson(data: MatrixData, table: Table): TableJson {
  return {
    table: table.id,
    spaceType: table.spaceType,
    entitlements: table.entitlements,
    document: table.document.title,
    columns: table.columns,
    rows: table.rows.map((row) => rowJson(data, row)),
  };
}

function rowJson(data: MatrixData, row: Row): RowJson {
  const cells = Object.entries(row.cells);
  const disputed = cells.flatMap(([column, cell]) =>
    cell.disputed === undefined ? [] : [[column, cell.disputed] as const],
  );
  const requires: RequirementJson[] = row.requires.map((each) => requirementJson(data, each));
  if (row.otherSpace !== undefined) requires.push({ otherSpace: row.otherSpace });
  const alsoAllowed = row.alsoAllowed.map((each) =>
    typeof each === 'string' ? OWNERS[each] : conditionJson(data, each),
  );
  return {
    id: row.id,
    section: row.section,
    title: row.title,
    cells: Object.fromEntries(cells.map(([column, cell]) => [column, cellJson(cell)])),
    requires,
    basis: row.basis,
    ...(disputed.length === 0 ? {} : { disputed: Object.fromEntries(disputed) }),
    ...(row.covers.length === 0 ? {} : { covers: row.covers }),
    ...(alsoAllowed.length === 0 ? {} : { alsoAllowed }),
    ...(row.otherSpaceTypes === undefined ? {} : { otherSpaceTypes: row.otherSpaceTypes }),
    ...(row.note === undefined ? {} : { note: row.note }),
    ...(row.caveats.length === 0 ? {} : { caveats: row.caveats }),
    ...(row.perSpaceRole === true ? { perSpaceRole: true } : {}),
    ...(row.allEntitlements === true ? { allEntitlements: true } : {}),
    source: row.sources.map(sourceJson),
  };
}

function cellJson(cell: Cell): CellJson {
  if (cell.value === 'own') return { if: cell.text ?? 'owner of the item' };
  if (cell.value === 'not-applicable') return 'notApplicable';
  if (cell.value === 'unknown' && cell.entailed !== undefined) {
    return { entailed: cell.entailed.value, by: cell.entailed.by };
  }
  return cell.value;
}

function requirementJson(data: MatrixData, requirement: Requirement): RequirementJson {
  switch (requirement.kind) {
    case 'holds':
      return {
        anyOf: requirement.anyOf.map((condition) => conditionJson(data, condition)),
        ...(requirement.section === true ? { section: true } : {}),
        ...(requirement.newerOnly === true ? { newerOnly: true } : {}),
        ...(requirement.sources === undefined
          ? {}
          : { source: requirement.sources.map(sourceJson) }),
      };
    case 'owner':
      return { ownerOf: requirement.what };
    case 'view-access':
      return { viewAccess: requirement.action, to: requirement.text };
    case 'lost':
      return { lost: requirement.text };
  }
}

function conditionJson(data: MatrixData, condition: Condition): ConditionJson {
  if ('securityRole' in condition) {
    const role = data.securityRoles.find((each) => each.id === condition.securityRole);
    return { securityRole: role?.title ?? condition.securityRole };
  }
  const permission = data.permissions.find((each) => each.id === condition.permission);
  return { permission: permission?.title ?? condition.permission, values: condition.values };
}

function sourceJson({ document, line }: SourceRef): SourceJson {
  return {
    document: document.title,
    ...(document.url === undefined ? {} : { url: document.url }),
    ...(line === undefined ? {} : { line }),
    ...(document.secondHand === true ? { secondHand: true } : {}),
  };
}
