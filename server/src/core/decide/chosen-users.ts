import { PatchedMap } from '../patched-map.js';
import type { User } from '../model/world.js';

type Users = ReadonlyMap<string, User>;

interface Choice {
  readonly isChosen: (user: User) => boolean;
  readonly users: readonly User[];
}

/** Users who are chosen by their own entries. A list stays while no entry changes of those who are, or come to be, in it. */
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
    const changed: User[] = [];
    for (const id of PatchedMap.differing(this.users, users)) {
      const [old, now] = [this.users.get(id), users.get(id)];
      if (old === now) continue;
      if (old !== undefined) changed.push(old);
      if (now !== undefined) changed.push(now);
    }
    for (const [name, choice] of this.choices)
      if (!changed.some(choice.isChosen)) next.choices.set(name, choice);
    return next;
  }
}
