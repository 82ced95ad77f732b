import type { Changes } from '../model/changes.js';
import type { Group } from '../model/world.js';
import type { Engine } from './engine.js';
import type { Facts } from './facts.js';
import { addMembersOfOne } from './membership-index.js';

/** Of whom other things are known than in an earlier state of the policy. */
export interface ChangedPeople {
  /** Whether it may be anybody, or everything that is read may be another. */
  readonly all: boolean;
  /** Users whose entry isn't the same: what is written of them may stand elsewhere. */
  readonly users: ReadonlySet<string>;
  /** Those of them of whom an answer may differ, or who came or went; with addresses, in lower case, that came or went. */
  readonly others: ReadonlySet<string>;
  /** Groups that somebody joined or left. */
  readonly groups: ReadonlySet<string>;
  /** Groups that the others are, or were, stated to be in. */
  readonly memberships: ReadonlySet<string>;
  /** Groups that came or went. */
  readonly named: ReadonlySet<string>;
  /** Groups that those of them are, or were, stated to be in who are of another kind now. */
  readonly remade: ReadonlySet<string>;
  /** Whether any user is of another kind now. */
  readonly kinds: boolean;
  /** Whether everyone, or whoever holds a link, is granted something now and wasn't, or the other way round. */
  readonly unnamed: boolean;
  /** Whether a group that may have other members isn't as it was: proofs may speak of it. */
  readonly doubts: boolean;
}

const NOBODY: ReadonlySet<string> = new Set();

/** When there is no earlier state. */
export const ANYBODY: ChangedPeople = {
  all: true,
  users: NOBODY,
  others: NOBODY,
  groups: NOBODY,
  memberships: NOBODY,
  remade: NOBODY,
  named: NOBODY,
  kinds: true,
  unnamed: true,
  doubts: true,
};

/** Beyond so many changed users, each is no longer looked at. */
const MANY = 2000;

/** Compares the people of two states of a policy. */
export function changedPeople(before: Engine, after: Engine, changes: Changes): ChangedPeople {
  if (changes.all || before.memo !== after.memo) return ANYBODY;
  const users = new Set(changes.users);
  const named = new Set<string>();
  let kinds = false;
  let doubts = false;
  for (const id of changes.groups) {
    const [old, now] = [before.world.groups.get(id), after.world.groups.get(id)];
    if (old === undefined || now === undefined) named.add(id);
    // Members who state their groups themselves are changed by that; where a group comes or goes, their own entries are looked up anew.
    addMembersOfOne(old, now, users);
    if (givesRoles(old) || givesRoles(now)) {
      addAll(users, before, id);
      addAll(users, after, id);
    }
    const [wasOpen, isOpen] = [old?.othersUnknown === true, now?.othersUnknown === true];
    // Everybody whose groups aren't stated may be in it.
    if (wasOpen !== isOpen) return ANYBODY;
    if (isOpen && (givesRoles(old) || givesRoles(now))) return ANYBODY;
    doubts ||= isOpen;
  }
  if (users.size > MANY) return ANYBODY;
  const others = new Set<string>();
  const groups = new Set<string>();
  const memberships = new Set<string>();
  const remade = new Set<string>();
  const found = { others, groups, memberships, remade };
  for (const id of users) kinds = compare(before, after, id, found) || kinds;
  const unnamed = isOtherwiseGranted(before, after, changes);
  return { all: false, users, ...found, named, kinds, unnamed, doubts };
}

/** What differs between the people of two states, as it is found. */
type Found = Readonly<Record<'others' | 'groups' | 'memberships' | 'remade', Set<string>>>;

/** Notes what differs of a user; whether they are of another kind. */
function compare(
  before: Engine,
  after: Engine,
  id: string,
  { others, groups, memberships, remade }: Found,
): boolean {
  const [old, now] = [factsOf(before, id), factsOf(after, id)];
  const [left, joined] = [groupsOf(old), groupsOf(now)];
  const isSame = left.size === joined.size && [...left].every((each) => joined.has(each));
  for (const group of left) if (!joined.has(group)) groups.add(group);
  for (const group of joined) if (!left.has(group)) groups.add(group);
  const isSameKind = old?.likeness === now?.likeness;
  const [email, oldEmail] = [emailOf(now), emailOf(old)];
  if (!isSame || !isSameKind || email !== oldEmail) {
    others.add(id);
    for (const group of [...left, ...joined]) {
      memberships.add(group);
      if (!isSameKind) remade.add(group);
    }
  }
  // Sentences may call somebody by an address, and now call somebody else by it.
  if (email !== oldEmail)
    for (const each of [oldEmail, email]) if (each !== undefined) others.add(each);
  return !isSameKind;
}

function factsOf({ people, world }: Engine, id: string): Facts | undefined {
  const user = world.users.get(id);
  return user && people.factsOf({ kind: 'user', user });
}

/** Groups that the policy states the user to be in. Where it doesn't tell, that depends on their likeness alone. */
function groupsOf(facts: Facts | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { group, missing } of facts?.memberships ?? [])
    if (missing === undefined) found.add(group);
  return found;
}

function emailOf(facts: Facts | undefined): string | undefined {
  return facts?.person.kind === 'user' ? facts.person.user.email?.toLowerCase() : undefined;
}

function givesRoles(group: Group | undefined): boolean {
  return group !== undefined && group.roles.length > 0;
}

function addAll(users: Set<string>, engine: Engine, group: string): void {
  for (const person of engine.people.membersOf(group))
    if (person.kind === 'user') users.add(person.user.id);
}

/** Whether everyone, or whoever holds a link, is granted something in one state only. */
function isOtherwiseGranted(before: Engine, after: Engine, { spaces }: Changes): boolean {
  if (spaces.size === 0) return false;
  const grants = (engine: Engine, kind: 'everyone' | 'link'): boolean => {
    for (const space of engine.world.spaces.values())
      if (engine.grantsOf(space).grants(kind)) return true;
    return false;
  };
  const isIn = (engine: Engine, name: string, kind: 'everyone' | 'link'): boolean => {
    const space = engine.world.spaces.get(name);
    return space !== undefined && engine.grantsOf(space).grants(kind);
  };
  return (['everyone', 'link'] as const).some(
    (kind) =>
      [...spaces].some((name) => isIn(before, name, kind) !== isIn(after, name, kind)) &&
      grants(before, kind) !== grants(after, kind),
  );
}
