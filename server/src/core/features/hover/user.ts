import { adminRoles, reaches } from '../../decide/holdings.js';
import type { Person } from '../../decide/types.js';
import { shareProblem } from '../../model/validity.js';
import type { Principal, Space, User } from '../../model/world.js';
import type { HoverContext } from './context.js';
import { bold, blocks, code, counted, folded, foldedLines, name, plain } from './markdown.js';
import { entitlementText, heldIn, holdingText, throughText } from './people.js';

/** A user's own entry: who they are, and where they hold what. */
export function userHover(context: HoverContext, user: User): string {
  const person: Person = { kind: 'user', user };
  const about = [
    `user ${code(user.id)}`,
    ...(user.email === undefined ? [] : [plain(user.email)]),
    ...(user.bot ? ['bot'] : []),
    user.status === 'disabled' ? '**disabled**: denied everything' : user.status,
  ];
  const spaces = [...context.world.spaces.values()];
  const lines = spaces.flatMap((space) => spaceLine(context, person, space) ?? []);
  return blocks(
    `${bold(user.name)} · ${about.join(' · ')}`,
    [
      `- ${entitlementText(person)}`,
      `- tenant roles: ${tenantRoles(context, person)}`,
      `- groups: ${groups(context, user)}`,
      ...administers(context, person),
    ],
    lines.length === 0
      ? 'Holds no role, share or ownership in any space.'
      : blocks(`In ${counted(lines.length, 'space')}:`, foldedLines(lines, 8)),
  );
}

function tenantRoles({ engine }: HoverContext, person: Person): string {
  const roles = engine.people
    .rolesHeld(person)
    .map(
      ({ held, to, missing }) =>
        `${name(held.title)}${to.kind === 'group' ? ` (group ${name(to.id)})` : ''}${missing === undefined ? '' : ' (not known whether)'}`,
    );
  return roles.length === 0 ? 'none stated' : folded(roles, 6);
}

/** The types of space that a person's tenant roles reach without a role there. */
function administers({ engine }: HoverContext, person: Person): readonly string[] {
  const types = (['shared', 'managed', 'data', 'personal'] as const).filter((type) =>
    adminRoles(engine, person, type).some(({ missing }) => missing === undefined),
  );
  return types.length === 0 ? [] : [`- as administrator: every space (${types.join(', ')})`];
}

function groups({ engine, world }: HoverContext, user: User): string {
  if (!world.tenant.groupsEnabled) return 'switched off in the tenant';
  const found = engine.people
    .memberships({ kind: 'user', user })
    .map(({ group, missing }) => `${name(group)}${missing === undefined ? '' : ' (perhaps)'}`);
  const list = found.length === 0 ? 'none' : folded(found, 6);
  return user.groups === undefined ? list : `${list} (stated: complete)`;
}

/**
 * What somebody holds in one space, in a line; undefined: nothing.
 *
 * @param isMeant leaves out what is granted to others than are meant
 */
export function spaceLine(
  context: HoverContext,
  person: Person,
  space: Space,
  isMeant: (principal: Principal) => boolean = () => true,
): string | undefined {
  const { engine, world } = context;
  const roles = heldIn(context, person, space)
    .filter(({ via, principal }) => via !== 'admin' && isMeant(principal))
    .map((holding) => holdingText(holding, person));
  const shared = space.items.flatMap((item) =>
    item.shares.flatMap(({ principal, roles: given }) => {
      const reach = isMeant(principal) ? reaches(engine.people, person, principal) : undefined;
      const titles = given
        .filter(({ role }) => shareProblem(world, space, item, principal, role) === undefined)
        .map(({ role }) => role.title);
      if (reach === undefined || titles.length === 0) return [];
      const through = throughText(principal, person);
      const doubt = reach.missing === undefined ? '' : ' (not known whether)';
      return [`share of ${name(item.name)} as ${plain(titles.join(', '))}${through}${doubt}`];
    }),
  );
  const owned = space.items.filter(
    ({ owner }) =>
      person.kind === 'user' &&
      owner !== undefined &&
      owner !== 'gone' &&
      owner.user === person.user.id,
  ).length;
  const parts = [
    ...roles,
    ...(owned === 0 ? [] : [`owns ${counted(owned, 'item')}`]),
    ...(shared.length === 0 ? [] : [folded(shared, 2)]),
  ];
  return parts.length === 0
    ? undefined
    : `${bold(space.name)} (${space.type}): ${parts.join('; ')}${context.at(space.origin)}`;
}
