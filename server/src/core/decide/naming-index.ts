import type { Naming } from '../model/change.js';
import type { Principal, Space, World } from '../model/world.js';
import { PatchedMap } from '../patched-map.js';
import type { Engine } from './engine.js';

/** So many questions are worth a list. */
const MANY = 8;

/** Where names stand in an engine's world, and in worlds that were made of it by changes. */
export class NamingIndex implements Naming {
  private asked = 0;

  constructor(private readonly engine: Engine) {}

  /** The spaces that may name a principal. Whoever asks often gets them from a list by name. */
  *spaces({ spaces }: World, principal: Principal): Iterable<Space> {
    const { engine } = this;
    this.asked += 1;
    if (this.asked < MANY) {
      for (const space of spaces.values())
        if (engine.grantsOf(space).mayName(principal)) yield space;
      return;
    }
    for (const name of this.spacesNaming(spaces, [principal])) {
      const space = spaces.get(name);
      if (space !== undefined) yield space;
    }
  }

  /** The names of spaces, among them all that may name one of some principals. */
  spacesNaming(spaces: World['spaces'], principals: Iterable<Principal>): ReadonlySet<string> {
    const known = this.engine.spacesByName(spaces);
    const names = new Set(PatchedMap.differing(known.spaces, spaces));
    for (const principal of principals)
      for (const name of known.named.of(principal)) names.add(name);
    return names;
  }

  groupsWith({ groups }: World, user: string): Iterable<string> {
    const { world, people } = this.engine;
    return new Set([
      ...people.crowd.index.groupsOf(user),
      ...PatchedMap.differing(world.groups, groups),
    ]);
  }

  usersStating({ users }: World, group: string): Iterable<string> {
    const { world, people } = this.engine;
    return new Set([...people.crowd.stating(group), ...PatchedMap.differing(world.users, users)]);
  }
}
