import type { Checked } from '../../check.js';
import type { Space } from '../../model/world.js';
import type { Span } from '../../text/span.js';
import { type DirectMember, directMembers, isBare, pickedMembers } from './direct-members.js';

/** Users who hold the same roles directly in each of some spaces. */
export interface Team {
  readonly users: ReadonlySet<string>;
  readonly spaces: readonly Space[];
  /** Their roles, as `DirectMember` tells them. */
  readonly roles: string;
}

/** So many sets of users are tried, and so many of the selected spaces are compared with the others. */
const MOST_TRIED = 16;

/** Of all users and spaces that fit what is selected, those where most lines become one. */
export function teamAt(checked: Checked, path: string, span: Span): Team | undefined {
  const picked = pickedMembers(checked, path, span);
  const [first, second] = picked;
  if (first === undefined) return undefined;
  const places = new Set(picked.map(({ space }) => space));
  // Beside a single member, the others of the space count, too.
  const anchors =
    second === undefined
      ? directMembers(first.space).filter(({ roles }) => roles === first.roles)
      : picked;
  const wanted = second === undefined ? first.user : undefined;
  const spaces = places.size > 1 ? places : spacesOf(checked, wanted, anchors);
  const chosen = new Set(picked.map(idOf));
  const isMeant = (member: DirectMember): boolean => places.size < 2 || chosen.has(idOf(member));
  const holders = holdersIn(spaces, isMeant);
  let best: Team | undefined;
  for (const [roles, bySpace] of holders)
    for (const users of shared(bySpace, places, anchors, wanted)) {
      const having = [...bySpace].filter(([, has]) => [...users].every((user) => has.has(user)));
      const all = { users, roles, spaces: having.map(([space]) => space) };
      const team = { ...all, spaces: all.spaces.filter((space) => isEditable(all, space)) };
      if (team.spaces.length > 1 && (best === undefined || linesLess(team) > linesLess(best)))
        best = team;
    }
  return best;
}

/** The lines of a team in a space. */
export function linesOf({ users, roles }: Team, space: Space): readonly DirectMember[] {
  return directMembers(space).filter((member) => users.has(member.user) && member.roles === roles);
}

/** Whether a team's lines can become one without losing what stands beside them: one of them stays. */
function isEditable(team: Team, space: Space): boolean {
  return linesOf(team, space).filter((member) => !isBare(member)).length < 2;
}

function idOf({ space, user }: DirectMember): string {
  return `${space.name}\n${user}`;
}

function linesLess({ users, spaces }: Team): number {
  return (users.size - 1) * spaces.length;
}

/** The spaces that have the wanted one of some users, or two of them: no more of the others is looked at than who their members are. */
function spacesOf(
  { engine }: Checked,
  wanted: string | undefined,
  anchors: readonly DirectMember[],
): ReadonlySet<Space> {
  const users = new Set(wanted === undefined ? anchors.map(({ user }) => user) : [wanted]);
  const least = wanted === undefined ? 2 : 1;
  const spaces = new Set<Space>();
  for (const space of engine.world.spaces.values()) {
    let count = 0;
    for (const { principal } of space.members)
      if (principal.kind === 'user' && users.has(principal.id)) count += 1;
    if (count >= least) spaces.add(space);
  }
  return spaces;
}

/** Who holds which roles in which space. */
function holdersIn(
  spaces: ReadonlySet<Space>,
  isMeant: (member: DirectMember) => boolean,
): ReadonlyMap<string, ReadonlyMap<Space, ReadonlySet<string>>> {
  const holders = new Map<string, Map<Space, Set<string>>>();
  for (const space of spaces)
    for (const member of directMembers(space)) {
      if (!isMeant(member)) continue;
      let bySpace = holders.get(member.roles);
      if (bySpace === undefined)
        holders.set(member.roles, (bySpace = new Map<Space, Set<string>>()));
      let users = bySpace.get(space);
      if (users === undefined) bySpace.set(space, (users = new Set()));
      users.add(member.user);
    }
  return holders;
}

/** The sets of two users or more that a selected space has in common with another, the largest first. */
function shared(
  bySpace: ReadonlyMap<Space, ReadonlySet<string>>,
  places: ReadonlySet<Space>,
  anchors: readonly DirectMember[],
  wanted: string | undefined,
): readonly ReadonlySet<string>[] {
  const found = new Map<string, ReadonlySet<string>>();
  for (const place of [...places].slice(0, MOST_TRIED)) {
    const here = new Set(
      anchors.flatMap(({ user, space }) =>
        space === place && bySpace.get(place)?.has(user) === true ? [user] : [],
      ),
    );
    for (const [space, has] of bySpace) {
      if (space === place) continue;
      const users = [...here].filter((user) => has.has(user)).sort();
      if (users.length > 1 && (wanted === undefined || users.includes(wanted)))
        found.set(users.join('\n'), new Set(users));
    }
  }
  return [...found.values()].sort((a, b) => b.size - a.size).slice(0, MOST_TRIED);
}
