import type { Changes } from '../model/changes.js';
import type { Group } from '../model/world.js';
import type { Engine } from './engine.js';

/** Of whom other things are known than in an earlier state of the policy. */
export interface ChangedPeople {
  /** Whether it may be anybody, or everything that is read may be another. */
  readonly all: boolean;
  /** Ids of users whose facts differ, who came or went. */
  readonly users: ReadonlySet<string>;
  /** Whether what can be said of many people at once may have changed: which kinds of people there are. */
  readonly kinds: boolean;
  /** Whether a group that may have other members isn't as it was: proofs may speak of it. */
  readonly doubts: boolean;
}

/** Beyond so many changed users, each is no longer looked at. */
const MANY = 500;

/** Compares the people of two states of a policy. */
export function changedPeople(before: Engine, after: Engine, changes: Changes): ChangedPeople {
  const users = new Set(changes.users);
  if (changes.all || before.memo !== after.memo)
    return { all: true, users, kinds: true, doubts: true };
  let kinds = isOtherwiseGranted(before, after, changes);
  let doubts = false;
  for (const id of changes.groups) {
    const [old, now] = [before.world.groups.get(id), after.world.groups.get(id)];
    differing(old, now, users);
    if (givesRoles(old) || givesRoles(now)) {
      addAll(users, before, id);
      addAll(users, after, id);
    }
    if (old?.othersUnknown !== now?.othersUnknown || givesRoles(old) !== givesRoles(now))
      kinds = true;
    doubts ||= old?.othersUnknown === true || now?.othersUnknown === true;
    kinds ||= doubts && (givesRoles(old) || givesRoles(now));
  }
  kinds ||=
    users.size > MANY || [...users].some((id) => likeness(before, id) !== likeness(after, id));
  return { all: false, users, kinds, doubts };
}

function givesRoles(group: Group | undefined): boolean {
  return group !== undefined && group.roles.length > 0;
}

/** Members of one state of a group alone. Users who state their groups themselves are changed by that. */
function differing(old: Group | undefined, now: Group | undefined, users: Set<string>): void {
  for (const id of old?.members.keys() ?? []) if (now?.members.has(id) !== true) users.add(id);
  for (const id of now?.members.keys() ?? []) if (old?.members.has(id) !== true) users.add(id);
  // A group that comes or goes changes those who state to be in it, too: their own entries are looked up anew.
}

function addAll(users: Set<string>, engine: Engine, group: string): void {
  for (const person of engine.people.membersOf(group))
    if (person.kind === 'user') users.add(person.user.id);
}

function likeness({ people, world }: Engine, id: string): string | undefined {
  const user = world.users.get(id);
  return user && people.factsOf({ kind: 'user', user }).likeness;
}

/** Whether everyone, or whoever holds a link, is granted something in one state only. */
function isOtherwiseGranted(before: Engine, after: Engine, { spaces }: Changes): boolean {
  if (spaces.size === 0) return false;
  const grants = (engine: Engine, kind: 'everyone' | 'link'): boolean => {
    for (const space of engine.world.spaces.values())
      if (engine.grantsOf(space).grants(kind)) return true;
    return false;
  };
  return (['everyone', 'link'] as const).some(
    (kind) => grants(before, kind) !== grants(after, kind),
  );
}
