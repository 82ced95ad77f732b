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

/** What may have changed from the first of three states to the last. */
export function joined(a: Changes, b: Changes): Changes {
  const both = (x: ReadonlySet<string>, y: ReadonlySet<string>): ReadonlySet<string> =>
    x.size === 0 ? y : y.size === 0 ? x : new Set([...x, ...y]);
  return {
    all: a.all || b.all,
    roles: a.roles || b.roles,
    users: both(a.users, b.users),
    groups: both(a.groups, b.groups),
    spaces: both(a.spaces, b.spaces),
  };
}
