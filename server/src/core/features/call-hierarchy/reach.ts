import type { Engine } from '../../decide/engine.js';
import {
  adminRoles,
  type Holding,
  isSpaceOwner,
  memberRoles,
  sharesReaching,
} from '../../decide/holdings.js';
import { personOf } from '../../decide/person.js';
import { isAdmin } from '../../decide/range.js';
import type { ItemTarget, Person, Verdict } from '../../decide/types.js';
import {
  type Grant,
  type Item,
  nameKey,
  type Principal,
  principalText,
  samePrincipal,
  type Space,
} from '../../model/world.js';
import type { Origin } from '../../syntax/policy/access.js';
import type { AccessNode } from '../call-hierarchy.js';

/** Access of somebody, or to something, with the line that gives it. */
export interface Access {
  readonly node: AccessNode;
  /** Through what. */
  readonly detail: string;
  readonly origin?: Origin | undefined;
}

/** The users who are stated to be in a group; nobody else has members. */
export function* membersOf({ people, world }: Engine, principal: Principal): Iterable<Access> {
  const group = principal.kind === 'group' ? world.groups.get(principal.id) : undefined;
  for (const person of group === undefined ? [] : people.membersOf(group.id)) {
    if (person.kind !== 'user') continue;
    const { id, groups = [] } = person.user;
    const origin =
      group?.members.get(id) ?? groups.find((stated) => stated.group === group?.id)?.origin;
    yield { node: userNode(id), detail: `member of ${group?.id ?? ''}`, origin };
  }
}

/** Who reaches a space, or one app of it: whoever a line of the space grants it, and administrators. */
export function* accessTo(engine: Engine, name: string, app?: string): Iterable<Access> {
  const space = engine.world.spaces.get(nameKey(name));
  const item =
    app === undefined
      ? undefined
      : space?.items.find((each) => each.kind === 'app' && each.name === app);
  if (space === undefined || (app !== undefined && item === undefined)) return;
  const say = function* (
    principal: Principal,
    detail: string,
    origin: Origin | undefined,
    of = item,
  ): Iterable<Access> {
    const person = personOf(engine.world, principal);
    const verdict = person === undefined ? 'denied' : verdictOn(engine, person, space, of);
    if (verdict !== 'denied')
      yield {
        node: { kind: 'principal', principal },
        detail: doubted(detail, verdict, of),
        origin,
      };
  };
  if (space.owner?.user !== undefined)
    yield* say({ kind: 'user', id: space.owner.user }, 'owns the space', space.owner.origin);
  if (item?.owner !== undefined && item.owner !== 'gone' && item.owner.user !== undefined)
    yield* say({ kind: 'user', id: item.owner.user }, 'owns the app', item.owner.origin);
  for (const grant of space.members)
    yield* say(grant.principal, `${titlesOf(grant)} in the space`, grant.origin);
  for (const shared of item === undefined ? space.items : [item])
    for (const grant of shared.shares)
      yield* say(
        grant.principal,
        `${titlesOf(grant)}, a share of ${shared.name}`,
        grant.origin,
        shared,
      );
  const admins = engine.people.filtered('admins', isAdmin);
  for (const person of admins) {
    const [role] = adminRoles(engine, person, space.type);
    if (role !== undefined && person.kind === 'user')
      yield* say({ kind: 'user', id: person.user.id }, roleText(role, person), role.origin);
  }
}

/** The spaces in which somebody has a role, and the apps that are shared with them. */
export function* accessOf(engine: Engine, principal: Principal): Iterable<Access> {
  const person = personOf(engine.world, principal);
  if (person === undefined) return;
  for (const space of engine.world.spaces.values()) {
    const roles = [
      ...memberRoles(engine, person, space).roles,
      ...adminRoles(engine, person, space.type),
    ].filter(({ via }) => space.type !== 'personal' || via === 'owner' || via === 'admin');
    const owns = space.type === 'personal' && isSpaceOwner(person, space);
    const [first] = roles;
    if ((first !== undefined || owns) && verdictOn(engine, person, space) !== 'denied') {
      const texts = new Set(roles.map((role) => roleText(role, person)));
      yield {
        node: { kind: 'space', space: space.name },
        detail: [...texts].join(', '),
        origin: first?.origin,
      };
    }
    for (const { item, grant } of sharesReaching(engine, person, space)) {
      const verdict = verdictOn(engine, person, space, item);
      if (verdict !== 'denied')
        yield {
          node: { kind: 'app', space: space.name, app: item.name },
          detail: doubted(
            `share as ${titlesOf(grant)}${throughText(grant.principal, person)}`,
            verdict,
            item,
          ),
          origin: grant.origin,
        };
    }
  }
}

function userNode(id: string): AccessNode {
  return { kind: 'principal', principal: { kind: 'user', id } };
}

/** Whether somebody may see a space, or open an app. */
function verdictOn(engine: Engine, person: Person, space: Space, item?: Item): Verdict {
  const action = engine.matrix.action(item?.kind === 'app' ? 'app.open' : 'space.see');
  if (action === undefined) return 'denied';
  const target: ItemTarget | undefined = item?.kind === 'app' ? { kind: 'item', item } : undefined;
  return engine.verdicts.at({ engine, person, action, space, target });
}

function doubted(detail: string, verdict: Verdict, item: Item | undefined): string {
  return verdict === 'depends' && item !== undefined
    ? `${detail} (depends on what the policy does not state)`
    : detail;
}

function titlesOf({ roles }: Grant): string {
  return roles.map(({ role }) => role.title).join(', ');
}

function roleText({ title, principal, via, missing }: Holding, person: Person): string {
  const doubt = missing === undefined ? '' : ' (not known whether)';
  const role = via === 'admin' ? `${title} of the tenant` : title;
  return `${role}${throughText(principal, person)}${doubt}`;
}

function throughText(principal: Principal, person: Person): string {
  const isOwn =
    person.kind === 'user'
      ? samePrincipal(principal, { kind: 'user', id: person.user.id })
      : person.kind !== 'group-member' ||
        samePrincipal(principal, { kind: 'group', id: person.group.id });
  return isOwn ? '' : ` through ${principalText(principal)}`;
}
