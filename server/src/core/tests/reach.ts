import type { ExpectationNode } from '../../../../grammar/src/index.js';
import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { Person } from '../decide/types.js';
import type { Changes } from '../model/changes.js';
import type { NameUse } from '../model/names.js';
import { meet } from '../meet.js';
import { nameKey } from '../model/world.js';

/** What the result of a test may depend on; if none of it changes, the result stays. */
export interface Reach {
  /** Everything. */
  readonly all: boolean;
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly spaces: ReadonlySet<string>;
  /** Groups of whose members it speaks: of who else is in the groups that it leads to, it says nothing. */
  readonly subjects: ReadonlySet<string>;
  /** Groups that the spaces grant something. */
  readonly granted: ReadonlySet<string>;
  /** Whether it speaks of people who are neither named nor members of a group that is. */
  readonly wide: boolean;
  /** Whether roles and permissions of the tenant were looked at. */
  readonly permissions: boolean;
  /** Whether nothing is shown of it: no proof speaks of anything else. */
  readonly silent: boolean;
}

/** Of whom sentences speak without naming them. */
export interface Spoken {
  /** Ids of groups whose members are meant. */
  readonly groups: ReadonlySet<string>;
  /** Whether it may be anybody. */
  readonly wide: boolean;
}

/** Of whom sentences speak. */
export function spokenOf(trees: readonly (ExpectationNode | undefined)[]): Spoken {
  const groups = new Set<string>();
  let wide = false;
  for (const tree of trees)
    for (const subject of tree?.subjects ?? []) {
      if (subject.kind === 'group') groups.add(nameKey(subject.name.text));
      else wide ||= subject.kind !== 'user' && subject.kind !== 'link';
    }
  wide ||= trees.some((tree) => tree !== undefined && tree.quantifier !== 'each');
  return { groups, wide };
}

/** What a test that was run depends on: all that it names, and what that leads to. */
export function reachOf(
  engine: Engine,
  uses: readonly NameUse[],
  { wide, groups: subjects }: Spoken,
  against: readonly (Person | undefined)[],
  silent: boolean,
): Reach {
  const [users, groups, spaces] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const granted = new Set<string>();
  let all = false;
  let { permissions } = engine.consulted;
  for (const { kind, text, found } of uses) {
    if (found === undefined) all = true;
    else if (kind === 'user') users.add(found).add(nameKey(text)).add(nameKey(text).toLowerCase());
    else if (kind === 'tenant role') permissions = true;
    else if (kind === 'group') groups.add(found);
    else if (kind === 'space') spaces.add(found);
  }
  for (const name of spaces) {
    const space = engine.world.spaces.get(name);
    // It is there without a type, or was moved there by a change.
    if (space === undefined) all = true;
    else {
      const grants = engine.grantsOf(space);
      for (const other of grants.elsewhere) spaces.add(other);
      for (const id of grants.groupIds()) granted.add(id);
    }
  }
  for (const person of against) {
    if (person?.kind === 'user') users.add(person.user.id);
    else if (person?.kind === 'group-member') groups.add(person.group.id);
  }
  if (!silent)
    for (const id of users) {
      const user = engine.world.users.get(id);
      if (user === undefined) continue;
      for (const { group } of engine.people.memberships({ kind: 'user', user })) groups.add(group);
    }
  return { all, users, groups, spaces, subjects, granted, wide, permissions, silent };
}

/**
 * How a change may touch a test's result: not at all; only by what it makes of the users of whom an answer may differ
 * (`people.others`), so that it still holds if it holds of them; or any way.
 */
export type Touch = 'none' | 'people' | 'any';

/** How far a test's result may no longer be what it was. */
export function touchOf(reach: Reach, changes: Changes, people: ChangedPeople): Touch {
  if (reach.all || changes.all || people.all) return 'any';
  if (changes.roles && (reach.permissions || !reach.silent)) return 'any';
  if (meet(changes.spaces, reach.spaces)) return 'any';
  if (meet(people.named, reach.groups) || meet(people.others, reach.users)) return 'any';
  if (reach.wide && (people.unnamed || meet(people.named, reach.granted))) return 'any';
  // What is shown of it speaks of lines of the policy.
  if (
    !reach.silent &&
    (people.doubts || meet(changes.groups, reach.groups) || meet(people.users, reach.users))
  )
    return 'any';
  return isAboutPeople(reach, people) ? (reach.silent ? 'people' : 'any') : 'none';
}

/** Whether the result speaks of somebody whom what has changed of people may make a difference to. */
function isAboutPeople(reach: Reach, people: ChangedPeople): boolean {
  const { wide, subjects, groups, granted } = reach;
  const isRegrouped = meet(people.groups, granted) || meet(people.groups, groups);
  if (wide && (people.kinds || isRegrouped)) return true;
  return (
    meet(people.groups, subjects) ||
    meet(people.remade, subjects) ||
    (isRegrouped && meet(people.memberships, subjects))
  );
}
