import type {
  Action,
  Column,
  CreationRule,
  Limits,
  OtherSpaceRequirement,
  Permission,
  Requirement,
  Row,
  SecurityRole,
  SourceDocument,
  SpaceRole,
  SpaceType,
  TableId,
} from './types.js';

/**
 * The permission tables as `tables.generated.ts` holds them: things that repeat stand in pools and are named by their
 * place there. A list of sources is a list of places in `refs`.
 */
export interface Encoded {
  readonly documents: readonly SourceDocument[];
  /** Document, line (0: none). */
  readonly refs: readonly (readonly [number, number])[];
  readonly sections: readonly (readonly string[])[];
  readonly sentences: readonly string[];
  readonly requirements: readonly EncodedRequirement[];
  readonly cells: readonly EncodedCell[];
  readonly actions: readonly EncodedAction[];
  readonly tables: readonly EncodedTable[];
  readonly spaceRoles: readonly SpaceRole[];
  readonly securityRoles: readonly SecurityRole[];
  readonly permissions: readonly Permission[];
  readonly limits: Limits;
  readonly creation: readonly EncodedCreation[];
}

export type EncodedRequirement = WithSources<Requirement>;

/** One cell; its place in the pool is a character of `EncodedRow`. */
export interface EncodedCell {
  readonly value: Row['cells'][string]['value'];
  readonly text?: string;
  readonly entailed?: {
    readonly value: 'yes' | 'no';
    readonly by: number;
    readonly sources: readonly number[];
  };
  readonly sources?: readonly number[];
  readonly disputed?: number;
}

/** `askedOf` is a place in `askedOf` below, `tables` the places of the tables, one digit each. */
export type EncodedAction = readonly [
  id: string,
  title: string,
  section: string,
  askedOf: number,
  tables: string,
  rest?: Partial<Omit<Action, 'id' | 'kind' | 'title' | 'section' | 'askedOf' | 'tables'>>,
];

export interface EncodedTable {
  readonly id: TableId;
  readonly spaceType: SpaceType | null;
  readonly entitlements: readonly string[];
  readonly document: number;
  readonly columns: readonly Column[];
  readonly sectionsWhole: readonly string[];
  readonly fallback?: TableId;
  readonly rows: readonly EncodedRow[];
}

/** Place of the action, place of the section, cells, sources, what else the row has. */
export type EncodedRow = readonly [
  action: number,
  section: number,
  cells: string,
  sources: readonly number[],
  rest?: EncodedRowRest,
];

export interface EncodedRowRest {
  /** If it isn't the action's. */
  readonly title?: string;
  readonly requires?: readonly number[];
  readonly otherSpace?: OtherSpaceRequirement;
  readonly otherSpaceTypes?: readonly SpaceType[];
  readonly covers?: readonly number[];
  readonly alsoAllowed?: Row['alsoAllowed'];
  readonly basis?: Row['basis'];
  readonly note?: number;
  readonly caveats?: readonly number[];
  readonly perSpaceRole?: true;
  readonly allEntitlements?: true;
}

export type EncodedCreation = WithSources<CreationRule>;

/** The same with places in `refs` for its sources, in each member of a union. */
type WithSources<T> = T extends { readonly sources?: unknown }
  ? Omit<T, 'sources'> & { readonly sources?: readonly number[] }
  : T;

/** What `EncodedAction` names by place. */
export const askedOf: readonly Action['askedOf'][] = ['space', 'item', 'two-spaces'];

/** Marks a column that the row lacks. */
export const noCell = ' ';

/** The character of a place in the pool of cells: from `0` on, without the backslash. */
export function cellCharacter(place: number): string {
  const code = 0x30 + place;
  return String.fromCharCode(code < 0x5c ? code : code < 0x7e ? code + 1 : code + 0x23);
}

/** The place that a character of `cellCharacter` stands for. */
export function cellPlace(code: number): number {
  return (code < 0x5c ? code : code <= 0x7e ? code - 1 : code - 0x23) - 0x30;
}
