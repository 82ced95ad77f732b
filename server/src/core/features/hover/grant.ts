import { personText } from '../../decide/person.js';
import type { ItemTarget, Person } from '../../decide/types.js';
import type { SpaceRole } from '../../matrix/types.js';
import { PatchedMap } from '../../patched-map.js';
import { memberProblem, shareProblem } from '../../model/validity.js';
import { type Grant, type Item, principalText, type Space, type World } from '../../model/world.js';
import type { HoverContext } from './context.js';
import { byWeight, gainOver, type PlaceInWorld } from './counts.js';
import { counted } from '../counted.js';
import { blocks, bold, folded, name, plain } from './markdown.js';
import { personOf } from '../../decide/person.js';
import { groupMembers } from '../group-members.js';
import { entitlementText, personTitle } from './people.js';
import { roleHover } from './role.js';
import { titled } from './proof.js';

/** A member's role, or a share's: what the role allows, and what it adds to what its holder has without it. */
export function roleOfGrant(
  context: HoverContext,
  place: GrantPlace,
  grant: Grant | undefined,
  role: SpaceRole,
): string {
  const { space, item } = place;
  const person = grant && personOf(context.world, grant.principal);
  const use = item === undefined ? 'member' : 'share';
  return blocks(
    roleHover(context, role, space, person, use),
    grant === undefined || person === undefined
      ? ''
      : blocks(
          additions(context, place, grant, person, role),
          titled('Its members:', memberGains(context, place, grant, role), MOST_MEMBERS),
        ),
  );
}

/** Where a grant is given: in a space, or on one item of it. */
export interface GrantPlace {
  readonly space: Space;
  readonly item?: Item;
}

/** A share: who gains what by it. */
export function shareHover(context: HoverContext, place: GrantPlace, grant: Grant): string {
  const { space, item } = place;
  const titles = grant.roles.map(({ role }) => role.title).join(', ');
  const person = personOf(context.world, grant.principal);
  const what = `${bold(item?.name ?? space.name)} of ${name(space.name)}`;
  const entitlement =
    person === undefined || person.kind === 'link-holder'
      ? ''
      : ` · ${entitlementText(person, space)}`;
  return blocks(
    `Share of ${what} with ${person === undefined ? name(principalText(grant.principal)) : personTitle(person)}`,
    `As ${plain(titles === '' ? 'no role: it gives nothing' : titles)}${entitlement}`,
    problems(context, place, grant),
    person === undefined ? '' : additions(context, place, grant, person),
    titled('Its members:', memberGains(context, place, grant), MOST_MEMBERS),
    'A share reaches this item only: it makes nobody a member, and never lowers what they have.',
  );
}

function problems(
  { world }: HoverContext,
  { space, item }: GrantPlace,
  { principal, roles }: Grant,
): string {
  const found = roles.flatMap(({ role }) => {
    const problem =
      item === undefined
        ? memberProblem(world, space, principal, role)
        : shareProblem(world, space, item, principal, role);
    return problem === undefined
      ? []
      : [`${plain(role.title)} gives nothing: ${plain(problem.message)}.`];
  });
  return [...new Set(found)].slice(0, 2).join(' ');
}

/** What a grant, or one role of it, adds for a person. */
function additions(
  context: HoverContext,
  place: GrantPlace,
  grant: Grant,
  person: Person,
  role?: SpaceRole,
): string {
  const { certain, open } = gainOver(person, ...withAndWithout(context, place, grant, role));
  const what = role === undefined ? 'The share' : plain(role.title);
  const who = plain(personText(person));
  const depends = open === 0 ? '' : ` ${counted(open, 'action')} that would be denied then depend.`;
  if (certain.length === 0)
    return `${what} adds nothing ${open === 0 ? '' : 'certain '}to what ${who} has besides.${depends}`;
  const titles = folded(
    byWeight(certain).map(({ title }) => plain(title)),
    5,
    '; ',
  );
  return `${what} gives ${who} **${counted(certain.length, 'action')}** that they would not have without it: ${titles}.${depends}`;
}

/** What the members that the policy names gain: they may have more already than the group gives. */
function memberGains(
  context: HoverContext,
  place: GrantPlace,
  grant: Grant,
  role?: SpaceRole,
): readonly string[] {
  const { principal } = grant;
  const group = principal.kind === 'group' ? context.world.groups.get(principal.id) : undefined;
  if (group === undefined) return [];
  const users = groupMembers(context.engine, group);
  const places = withAndWithout(context, place, grant, role);
  return users.map((user, index) => {
    // Those that are folded away are only counted.
    if (index >= MOST_MEMBERS) return '';
    const { certain } = gainOver({ kind: 'user', user }, ...places);
    const count = certain.length === 0 ? 'nothing' : counted(certain.length, 'action');
    return `${name(user.id)} gains ${count}`;
  });
}

const MOST_MEMBERS = 5;

/** The place of a grant, as it is and without the grant or one role of it. */
function withAndWithout(
  { engine, world }: HoverContext,
  { space, item }: GrantPlace,
  grant: Grant,
  role?: SpaceRole,
): readonly [PlaceInWorld, PlaceInWorld] {
  const without = withoutGrant(world, space, item, grant, role);
  const target = (of: Item | undefined): ItemTarget =>
    of === undefined ? { kind: 'foreign' } : { kind: 'item', item: of };
  return [
    { engine, space, target: target(item) },
    { engine: engine.over(without.world), space: without.space, target: target(without.item) },
  ];
}

function withoutGrant(
  world: World,
  space: Space,
  item: Item | undefined,
  grant: Grant,
  role: SpaceRole | undefined,
): { readonly world: World; readonly space: Space; readonly item: Item | undefined } {
  const lessen = (grants: readonly Grant[]): readonly Grant[] =>
    grants.flatMap((each) => {
      if (each !== grant) return [each];
      const roles = role === undefined ? [] : each.roles.filter((given) => given.role !== role);
      return roles.length === 0 ? [] : [{ ...each, roles }];
    });
  const changedItem = item && { ...item, shares: lessen(item.shares) };
  const changed: Space =
    changedItem === undefined
      ? { ...space, members: lessen(space.members) }
      : {
          ...space,
          items: space.items.map((each) => (each === item ? changedItem : each)),
        };
  const spaces = PatchedMap.with(world.spaces, [[space.name, changed]]);
  return { world: { ...world, spaces }, space: changed, item: changedItem };
}
