import { PatchedMap } from '../patched-map.js';
import type { User } from '../model/world.js';

type Users = ReadonlyMap<string, User>;

interface Choice {
  readonly isChosen: (user: User) => boolean;
  readonly users: readonly User[];
}

/**
 * Users who are chosen by their own entries. A list stays while no entry changes of those who are, or come to be, in it; where
 * one of them changes and stays in it, only they are exchanged.
 */
export class ChosenUsers {
  private readonly choices = new Map<string, Choice>();

  constructor(private readonly users: Users) {}

  /**
   * The users who are chosen, in order.
   *
   * @param name what is chosen: asked for again, it isn't looked for again
   * @param isChosen depends on the user and on the name alone
   */
  of(name: string, isChosen: Choice['isChosen']): readonly User[] {
    let choice = this.choices.get(name);
    if (choice === undefined) {
      const users: User[] = [];
      for (const user of this.users.values()) if (isChosen(user)) users.push(user);
      this.choices.set(name, (choice = { isChosen, users }));
    }
    return choice.users;
  }

  /** The same of the users of another state. */
  next(users: Users): ChosenUsers {
    if (users === this.users) return this;
    const next = new ChosenUsers(users);
    if (this.choices.size === 0 || !PatchedMap.areOfOne(this.users, users)) return next;
    const changes: Change[] = [];
    for (const id of PatchedMap.differing(this.users, users)) {
      const change = [this.users.get(id), users.get(id)] as const;
      if (change[0] !== change[1]) changes.push(change);
    }
    for (const [name, choice] of this.choices) {
      const after = chosenAfter(choice, changes);
      if (after !== undefined) next.choices.set(name, after);
    }
    return next;
  }
}

/** A user before and after; undefined where they came or went. */
type Change = readonly [old: User | undefined, now: User | undefined];

/** The same choice after changes; undefined where somebody comes into it. */
function chosenAfter(choice: Choice, changes: readonly Change[]): Choice | undefined {
  const { isChosen } = choice;
  let { users } = choice;
  for (const [old, now] of changes) {
    const [was, is] = [old !== undefined && isChosen(old), now !== undefined && isChosen(now)];
    if (is && !was) return undefined;
    if (was && !is) users = users.filter((user) => user !== old);
    if (was && now !== undefined && is) users = users.map((user) => (user === old ? now : user));
  }
  return users === choice.users ? choice : { isChosen, users };
}
