import { append } from '../../append.js';
import type { Checked, OpenPolicy } from '../../check.js';
import { type Grant, nameKey, type Space, type World } from '../../model/world.js';
import { PatchedMap } from '../../patched-map.js';
import { runTest } from '../../tests/run-test.js';
import { few } from '../../text/few.js';
import type { Span } from '../../text/span.js';
import { afterEdits, changesOnly, saySame } from '../after-edits.js';
import type { FileEdit } from '../apply.js';
import { counted } from '../counted.js';
import { replaceInScalar } from '../edit-scalar.js';
import type { TextEdit } from '../scalar-source.js';
import { writtenPrincipal } from '../written-principal.js';
import { addEntry } from './add-entry.js';
import { type DirectMember, isBare } from './direct-members.js';
import { scalarText } from './insert.js';
import { inFile } from './places.js';
import { removePair } from './remove-pair.js';
import { linesOf, type Team, teamAt } from './team.js';
import { type CodeAction, costly } from './types.js';

/**
 * Puts users who are members of several spaces with the same roles into a new group, which becomes a member in their place. Nobody's
 * access changes. Where members of several spaces are selected, it is about these; else about all spaces that have them.
 */
export function intoGroupActions(
  checked: Checked,
  path: string,
  span: Span,
): readonly CodeAction[] {
  if (!checked.engine.world.tenant.groupsEnabled) return [];
  const team = teamAt(checked, path, span);
  if (team === undefined) return [];
  const name = nameFor(checked, team);
  const lost = brokenBy(checked, team, name);
  const warning =
    lost === 0
      ? ''
      : ` (${counted(lost, 'expectation')} on how they have access would no longer hold)`;
  const places =
    team.spaces.length > 3
      ? `${team.spaces.length} spaces`
      : few(team.spaces.map((space) => space.name));
  const title = `Put ${few([...team.users])} into the new group ${name}, in ${places}${warning}`;
  return [
    costly({ title, kind: 'refactor.extract', isPreferred: false, safe: lost === 0 }, () => {
      const edits = editsFor(checked, path, team, name);
      return edits && isAsMeant(checked, afterEdits(checked, edits), team, name)
        ? edits
        : undefined;
    }),
  ];
}

/** What the spaces are called alike, or the first of them, with `team`; with a number where something is called so already. */
function nameFor({ policy, tests }: Checked, { spaces }: Team): string {
  const [first = [], ...others] = spaces.map(({ name }) => name.split(' '));
  const alike = first.findIndex((word, i) => others.some((words) => words[i] !== word));
  const words = alike === -1 ? first : first.slice(0, alike);
  const base = `${(words.length === 0 ? first : words).join(' ')} team`;
  const asked = new Set<string>();
  for (const { kind, text } of [policy.troubles, ...tests.map(({ troubles }) => troubles)].flat())
    if (kind === 'group') asked.add(nameKey(text));
  const isFree = (name: string): boolean =>
    !policy.world.groups.has(nameKey(name)) && !asked.has(nameKey(name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (isFree(name)) return name;
  }
}

function editsFor(
  checked: Checked,
  path: string,
  team: Team,
  name: string,
): readonly FileEdit[] | undefined {
  const { users, spaces } = team;
  const ids = [...users].map((id) => writtenPrincipal({ kind: 'user', id }));
  const group = addEntry(checked, path, 'groups', name, {
    flow: `{ members: [${ids.map((id) => scalarText(id, true)).join(', ')}] }`,
    ...(ids.join(', ').length > 80 && {
      lines: ['  members:', ...ids.map((id) => `    - ${scalarText(id, false)}`)],
    }),
  });
  if (group === undefined) return undefined;
  const all: FileEdit[] = [group];
  for (const space of spaces) {
    const edits = spaceEdits(linesOf(team, space), name);
    const placed = edits && inFile(checked, space.origin.block, edits);
    if (placed === undefined) return undefined;
    append(all, placed);
  }
  return all.sort((a, b) => a.span.start - b.span.start);
}

/** The group in the place of one of the members, and without the others. */
function spaceEdits(own: readonly DirectMember[], name: string): readonly TextEdit[] | undefined {
  // Whoever has a comment of their own keeps their line.
  const kept = own.find((member) => !isBare(member)) ?? own[0];
  if (kept === undefined) return undefined;
  const {
    block,
    pair: { key },
  } = kept;
  const { length } = key.value;
  const edit = replaceInScalar(
    block,
    key,
    0,
    length,
    writtenPrincipal({ kind: 'group', id: name }),
  );
  if (edit === undefined) return undefined;
  const edits = [edit];
  for (const member of own) {
    if (member === kept) continue;
    const removal = isBare(member) ? removePair(block, member.map, member.pair) : undefined;
    if (removal === undefined) return undefined;
    edits.push(removal);
  }
  return edits;
}

/** Whether the group is there, its members' places are its own, and all else is as it was. */
function isAsMeant(checked: Checked, after: OpenPolicy, team: Team, name: string): boolean {
  const { users, spaces } = team;
  const { world } = after.policy;
  const id = nameKey(name);
  const group = world.groups.get(id);
  const isWhole =
    group?.othersUnknown === false &&
    group.roles.length === 0 &&
    group.members.size === users.size &&
    [...group.members.keys()].every((user) => users.has(user));
  const places = new Set(spaces.map((space) => space.name));
  return (
    isWhole &&
    spaces.every((space) => isGiven(world, space, users, id)) &&
    changesOnly(checked, after, places, new Set([id]))
  );
}

/** Whether a space says what it said, but of a group what it said of each of some users. */
function isGiven(world: World, space: Space, users: ReadonlySet<string>, group: string): boolean {
  const made = world.spaces.get(space.name);
  return made !== undefined && saySame(made, withGroup(space, users, group));
}

/** The space with a group in the place of some users who are members with the same roles. */
function withGroup(space: Space, users: ReadonlySet<string>, group: string): Space {
  const isMeant = ({ principal }: Grant): boolean =>
    principal.kind === 'user' && users.has(principal.id);
  const roles = space.members.find(isMeant)?.roles ?? [];
  const principal = { kind: 'group', id: group } as const;
  return {
    ...space,
    members: [...space.members.filter((grant) => !isMeant(grant)), { principal, roles }],
  };
}

/** How many expectations that hold no longer would: they ask for a membership of somebody's own, or take one away before. */
function brokenBy({ engine, tests }: Checked, { users, spaces }: Team, name: string): number {
  const names = new Set(spaces.map((space) => space.name));
  const concerned = tests.filter(
    ({ test, uses }) =>
      (test.given.length > 0 || test.expect.some(({ tree }) => tree?.because !== undefined)) &&
      uses.some(({ kind, found }) => kind === 'space' && found !== undefined && names.has(found)),
  );
  const [first] = spaces;
  if (concerned.length === 0 || first === undefined) return 0;
  const { world } = engine;
  const { origin } = first;
  const id = nameKey(name);
  const members = new Map([...users].map((user) => [user, origin]));
  const group = { id, name, members, othersUnknown: false, roles: [], origin };
  const after = engine.over({
    ...world,
    groups: PatchedMap.with(world.groups, [[id, group]]),
    spaces: PatchedMap.with(
      world.spaces,
      spaces.map((space) => [space.name, withGroup(space, users, id)]),
    ),
  });
  let count = 0;
  for (const { test, expectations } of concerned) {
    const now = runTest(after, test).expectations;
    count += expectations.filter(
      ({ state }, index) => state === 'passed' && now[index]?.state !== 'passed',
    ).length;
  }
  return count;
}
