/** The permission tables as data: what the documents say, row by row and cell by cell. */

export type SpaceType = 'personal' | 'shared' | 'managed' | 'data';

export type TableId =
  | 'shared.professional'
  | 'shared.analyzer'
  | 'shared.admin'
  | 'managed.professional'
  | 'managed.analyzer'
  | 'managed.admin'
  | 'data.space'
  | 'data.products'
  | 'personal';

/** A page or document that facts were taken from. */
export interface SourceDocument {
  readonly title: string;
  readonly url?: string;
  /** Set where the document cites another page instead of being it. */
  readonly secondHand?: true;
}

/** Where a row or cell was read. */
export interface SourceRef {
  readonly document: SourceDocument;
  /** Line in the stored copy of the document, counted from 1. */
  readonly line?: number;
}

/**
 * yes, no; `own`: yes for the owner of the item, no for others; `unknown`: the cell exists, no document at hand gives it;
 * `not-applicable`: the table itself has no answer.
 */
export type CellValue = 'yes' | 'no' | 'own' | 'unknown' | 'not-applicable';

export interface Cell {
  readonly value: CellValue;
  /** The condition in the table's own words, for `own`. */
  readonly text?: string;
  /** For an unknown cell: the value that a stated sentence settles, and that sentence. */
  readonly entailed?: {
    readonly value: 'yes' | 'no';
    readonly by: string;
    readonly sources: readonly SourceRef[];
  };
  /** Other sources than the row's. */
  readonly sources?: readonly SourceRef[];
  /** Another source gives another value (`says` per source), or a reviewer doubts the cell. */
  readonly disputed?: string;
}

/** What a subject must hold besides the role. */
export type Condition =
  | { readonly securityRole: string }
  | {
      readonly permission: string;
      /** The values that suffice, in lower case. */
      readonly values: readonly string[];
      /** Those of them of which the source doesn't tell which actions they are for: with one of these alone, there is a caveat. */
      readonly broadly?: readonly string[];
    };

export type Requirement =
  /** At least one of the conditions. */
  | {
      readonly kind: 'holds';
      readonly anyOf: readonly Condition[];
      /** Stated for the whole section, not in the row. */
      readonly section?: true;
      /** Only newer copies of the document ask for it. */
      readonly newerOnly?: true;
      /** Where the requirement was read, if not where the row was. */
      readonly sources?: readonly SourceRef[];
    }
  /** The subject owns the item. */
  | { readonly kind: 'owner'; readonly what: string }
  /** The subject may do `action` on the item's source (`from`). */
  | { readonly kind: 'view-access'; readonly action: string; readonly text: string }
  /** The source announces a list of requirements whose items are missing. */
  | { readonly kind: 'lost'; readonly text: string };

/** A role that is needed in the other of two spaces. */
export interface OtherSpaceRequirement {
  /** Which of the two spaces: where the item is, or where it goes. */
  readonly space: 'source' | 'target';
  /** The requirement holds only if that space is of this type; absent: always. */
  readonly spaceType?: SpaceType;
  /** Role ids of which one suffices (`owner` included). */
  readonly anyOf: readonly string[];
  readonly text: string;
}

export interface Row {
  /** The action. */
  readonly id: string;
  readonly section: readonly string[];
  readonly title: string;
  /** By column id. A column that the row lacks is absent. */
  readonly cells: Readonly<Record<string, Cell>>;
  readonly requires: readonly Requirement[];
  readonly otherSpace?: OtherSpaceRequirement;
  /** The row answers the whole two-space action when the other space is of one of these types, and says no otherwise. */
  readonly otherSpaceTypes?: readonly SpaceType[];
  /** Actions that this row answers where the table has no row of their own for them. */
  readonly covers: readonly string[];
  /** Who may besides: the owner of the item, or, of an action on the notes of an app, the owner of the note. */
  readonly alsoAllowed: readonly ('item-owner' | 'note-owner' | Condition)[];
  /** `table`: a table row; `stated`: a closed list of roles or a flat statement on a topic page; `older`: only an older edition. */
  readonly basis: 'table' | 'stated' | 'older';
  readonly note?: string;
  readonly sources: readonly SourceRef[];
  /** Things worth knowing that change no verdict. */
  readonly caveats: readonly string[];
  /** Cells per space role printed in an administrators' table; never read for verdicts. */
  readonly perSpaceRole?: true;
  /** The row holds for users of every entitlement. */
  readonly allEntitlements?: true;
}

export interface Column {
  /** A role id, two role ids joined by `+`, a security role id, or `otherUser` and the like. */
  readonly id: string;
  readonly title: string;
}

export interface Table {
  readonly id: TableId;
  readonly spaceType: SpaceType | null;
  readonly entitlements: readonly string[];
  readonly document: SourceDocument;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Sections of which every row of the page is here. */
  readonly sectionsWhole: readonly string[];
  /** For Analyzer tables: the table whose No is a No here too. */
  readonly fallback?: TableId;
}

/** Kinds of content that a policy states. */
export type ContentKind =
  | 'app'
  | 'script'
  | 'data-flow'
  | 'table-recipe'
  | 'data-connection'
  | 'data-file'
  | 'automation'
  | 'automation-connection'
  | 'ml-experiment'
  | 'ml-deployment'
  | 'glossary'
  | 'assistant'
  | 'knowledge-base'
  | 'link'
  | 'note';

export interface Action {
  /** `<kind>.<verb-phrase>`. */
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly section: string;
  readonly askedOf: 'space' | 'item' | 'two-spaces';
  readonly side?: 'source' | 'destination';
  /** Other titles: of single tables, older and newer ones. */
  readonly otherTitles: readonly string[];
  /** Other sections it stands in, in single tables. */
  readonly otherSections: readonly string[];
  readonly titleRepeats?: true;
  readonly base?: string;
  /** Variants by who owns the item (data products: by place). */
  readonly variants?: Readonly<Record<string, string>>;
  /** Set on a variant. */
  readonly ownership?: 'own' | 'others';
  /** Actions that this action's row answers in every table that has no row of their own for them. */
  readonly covers: readonly string[];
  readonly sameAs?: string;
  readonly tables: readonly TableId[];
}

export interface SpaceRole {
  /** The API's name, or `owner`. */
  readonly id: string;
  /** The name users see today. */
  readonly title: string;
  /** Older names, other tables' names and the API name. */
  readonly otherNames: readonly string[];
  /** Types of space where the role can be held. */
  readonly spaceTypes: readonly SpaceType[];
  /** Types of space where it can be the role of a share. */
  readonly shareTypes: readonly SpaceType[];
}

export interface SecurityRole {
  readonly id: string;
  readonly title: string;
  readonly otherNames: readonly string[];
  readonly level: 'admin' | 'user';
}

export interface Permission {
  readonly id: string;
  readonly title: string;
  readonly otherNames: readonly string[];
  readonly level: 'user' | 'admin';
  /** Values in lower case, as far as documents name them; empty: none is named. */
  readonly values: readonly string[];
}

/** Most shares that a tenant takes (Sharing applications with users who are not space members). */
export interface Limits {
  readonly sharesPerApplication: number;
  readonly sharesPerPrincipalInSpace: number;
  readonly sharesPerSpace: number;
}

/** Who may create a space of a type: holders of any of these security roles. */
export interface CreationRule {
  readonly spaceType: SpaceType;
  readonly securityRoles: readonly string[];
  readonly sources: readonly SourceRef[];
  readonly disputed?: string;
}

export interface MatrixData {
  readonly tables: readonly Table[];
  readonly actions: readonly Action[];
  readonly spaceRoles: readonly SpaceRole[];
  readonly securityRoles: readonly SecurityRole[];
  readonly permissions: readonly Permission[];
  readonly limits: Limits;
  readonly creation: readonly CreationRule[];
  /** The ids of actions with a row that lets others do it than the holders of its columns (`Row.alsoAllowed`). */
  readonly alsoAllowed: readonly string[];
}
