/** Which entries of a policy aren't what they were in an earlier state of it, came or went. */
export interface Changes {
  /** Whether anything may have changed: there was no earlier state, or entries have changed places. */
  readonly all: boolean;
  /** Whether User Default or a custom role has changed. */
  readonly roles: boolean;
  /** Ids, and names of spaces. */
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly spaces: ReadonlySet<string>;
}

export const NO_CHANGES: Changes = {
  all: false,
  roles: false,
  users: new Set(),
  groups: new Set(),
  spaces: new Set(),
};
