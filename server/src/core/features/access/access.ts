import type { BareVerdict } from '../../decide/in-space.js';

/** What the people are compared by: the actions of a space, or the items of one or all spaces for one action. */
export type AccessSubject =
  | { readonly kind: 'actions'; readonly space: string }
  | {
      readonly kind: 'items';
      /** Id of the action. */
      readonly action: string;
      /** Absent: the items of every space. */
      readonly space?: string;
    };

/** A row: somebody whom the policy speaks of. */
export interface AccessPerson {
  /** As a question names them; nobody else has the same. */
  readonly who: string;
  /** Their full name, or what they are, where `who` doesn't tell. */
  readonly name?: string;
  readonly email?: string;
  /** Whether they hold anything in the spaces in question: a role, a share, something of their own, a tenant role that counts. */
  readonly holds: boolean;
  /** Which of the rows of verdicts is theirs. */
  readonly row: number;
}

/** A column: an action, or an item. */
export interface AccessColumn {
  /** No other column has the same. */
  readonly id: string;
  readonly label: string;
  /** What columns stand together by: the kind of content that an action is about, or the space of an item. */
  readonly group: string;
  /** The section of the tables that an action is in, or the kind of an item. */
  readonly section: string;
}

/** Who may do what, as far as the policy tells. */
export interface Access {
  /** What is compared, in words: a space, or an action. */
  readonly title: string;
  /** What it is: `shared space`; or where an action is asked. */
  readonly detail: string;
  readonly people: readonly AccessPerson[];
  readonly columns: readonly AccessColumn[];
  /** Rows of verdicts, a character a column (`CELLS`). People with the same verdicts share a row. */
  readonly rows: readonly string[];
}

/** What a cell says, by the character that stands for it. */
export const CELLS: Readonly<Record<string, BareVerdict>> = {
  n: { verdict: 'denied', differs: false },
  N: { verdict: 'denied', differs: true },
  y: { verdict: 'allowed', differs: false },
  d: { verdict: 'depends', differs: false },
  D: { verdict: 'depends', differs: true },
};

const LETTERS = { denied: 'n', allowed: 'y', depends: 'd' } as const;

/** The character for a verdict. What is allowed differs for no item. */
export function cellOf({ verdict, differs }: BareVerdict): string {
  const letter = LETTERS[verdict];
  return differs && verdict !== 'allowed' ? letter.toUpperCase() : letter;
}
