/** The sections that are maps of entries: name to user, group, role, space or test. */
export const SECTIONS: ReadonlySet<string> = new Set([
  'roles',
  'users',
  'groups',
  'spaces',
  'tests',
]);

/** Every key that a policy file may have. */
export const TOP_KEYS: ReadonlySet<string> = new Set(['spaceward', 'tenant', ...SECTIONS]);
