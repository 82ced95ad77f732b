import type { ReadEntry } from '../syntax/policy/reading.js';
import type { Emails } from './emails.js';
import { changedKeys, type Statements } from './stated.js';

/** What names are looked up in. */
interface Named {
  readonly statements: Statements;
  readonly emails: Emails;
}

/** The names that may be found otherwise than in an earlier state; null: any. */
export function namesSince(before: Named, now: Named): ReadonlySet<string> | null {
  const [old, { users, groups, roles }] = [before.statements, now.statements];
  const changed = new Set<string>();
  const kinds = [
    [old.users, users],
    [old.groups, groups],
    [old.roles, roles],
  ] as const;
  for (const [earlier, later] of kinds) {
    const keys = changedKeys<ReadEntry>(earlier, later);
    if (keys === null) return null;
    for (const key of keys)
      if (earlier.map.has(key) !== later.map.has(key)) changed.add(key).add(key.toLowerCase());
  }
  for (const key of changedKeys(old.users, users) ?? [])
    for (const { map } of [old.users, users]) {
      const email = map.get(key)?.email?.text.toLowerCase();
      if (email !== undefined && before.emails.ids.get(email) !== now.emails.ids.get(email))
        changed.add(email);
    }
  // The name of a role is shown as its own entry writes it.
  for (const key of changedKeys(old.roles, roles) ?? [])
    if (old.roles.map.get(key)?.key.text !== roles.map.get(key)?.key.text) changed.add(key);
  return changed;
}
