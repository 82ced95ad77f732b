import type { Written } from '../syntax/policy/access.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import type { ReadUser } from '../syntax/policy/reading.js';
import type { Duplicate } from './names.js';
import { changedKeys, type Stated } from './stated.js';

/** Addresses of users. */
export interface Emails {
  readonly users: Stated<ReadUser>;
  /** Ids by address in lower case. */
  readonly ids: ReadonlyMap<string, string>;
  readonly problems: readonly ReadingProblem[];
  readonly duplicates: readonly Duplicate[];
}

/**
 * Collects the addresses of users. An address names one user, the first that states it.
 *
 * @param before those of an earlier state
 */
export function emailsOf(users: Stated<ReadUser>, before: Emails | undefined): Emails {
  if (before !== undefined && isSameEmails(users, before)) return { ...before, users };
  const ids = new Map<string, string>();
  const seen = new Map<string, Written>();
  const problems: ReadingProblem[] = [];
  const duplicates: Duplicate[] = [];
  for (const [id, { email }] of users.map) {
    if (email === undefined) continue;
    if (!email.text.includes('@'))
      problems.push({
        rule: 'invalid-value',
        message: `expected an email address, found "${email.text}"`,
        origin: email.origin,
      });
    const key = email.text.toLowerCase();
    const first = seen.get(key);
    if (first === undefined) {
      ids.set(key, id);
      seen.set(key, email);
    } else
      duplicates.push({
        what: 'email address',
        name: email.text,
        origin: email.origin,
        first: first.origin,
      });
  }
  return { users, ids, problems, duplicates };
}

/** Whether every user states the same address as before, and there is nothing to say of any of them. */
function isSameEmails(users: Stated<ReadUser>, before: Emails): boolean {
  if (before.users === users) return true;
  const keys = changedKeys(before.users, users);
  if (keys === null || before.problems.length + before.duplicates.length > 0) return false;
  for (const key of keys) {
    const [old, now] = [before.users.map.get(key), users.map.get(key)];
    if (old?.email?.text !== now?.email?.text) return false;
  }
  return true;
}
