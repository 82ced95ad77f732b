import type { Space } from '../model/world.js';
import { personKey } from './range.js';
import type { Person } from './types.js';

/** Something worked out once for each person in each space of one world. */
export class PerPersonAndSpace<T> {
  private readonly known = new WeakMap<Space, Map<string, T>>();

  of(space: Space, person: Person, make: () => T): T {
    let people = this.known.get(space);
    if (people === undefined) this.known.set(space, (people = new Map<string, T>()));
    const key = personKey(person);
    let value = people.get(key);
    if (value === undefined) people.set(key, (value = make()));
    return value;
  }
}
