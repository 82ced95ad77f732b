import type { OpenPolicy } from '../../check.js';
import type { Matrix } from '../../matrix/matrix.js';
import type { ContentKind, SpaceRole, SpaceType } from '../../matrix/types.js';
import type { Group, Item, Space, User } from '../../model/world.js';
import { ENTITLEMENTS, type NameShape, SPACE_TYPES } from '../../syntax/policy/shape.js';
import { looseKey } from '../../text/loose-key.js';
import { ENTITLEMENT_DOCS } from '../words.js';
import type { Best } from './best.js';
import type { Candidate } from './types.js';

/**
 * Space roles as they are proposed: first those that see, then those that use data, then those that change things, and at
 * last who manages everything. The tables have no such order: a role of one kind of space is no stronger or weaker
 * than one of another kind, and few roles include each other.
 */
export const ROLE_ORDER: readonly string[] = [
  'consumer',
  'basicconsumer',
  'contributor',
  'datapreview',
  'dataconsumer',
  'producer',
  'codeveloper',
  'operator',
  'publisher',
  'facilitator',
];

/** What names of the tables are shown as. */
const NAME_KINDS: Readonly<Record<string, Candidate['kind']>> = {
  'an action': 'action',
  'a role': 'role',
};

/** What the policy and the tables have to offer by name, each with a few words about it; of very many, what fits best. */
export class Names {
  constructor(
    readonly policy: OpenPolicy,
    private readonly best: Best,
  ) {}

  /** The same where other text is typed. */
  for(typed: string): Names {
    return new Names(this.policy, this.best.for(typed));
  }

  get matrix(): Matrix {
    return this.policy.engine.matrix;
  }

  /** Whether a name isn't proposed where the cursor is: it stands there already. */
  isLeftOut(name: string): boolean {
    return this.best.isLeftOut(name);
  }

  private get world(): OpenPolicy['engine']['world'] {
    return this.policy.engine.world;
  }

  users(): readonly Candidate[] {
    const users = this.best.pick([...this.world.users.values()], {
      text: ({ id }) => id,
      more: wordsOf,
    });
    return users.map((user) => ({
      text: user.id,
      kind: 'user',
      detail: user.name === user.id ? 'user' : user.name,
      documentation: userText(user),
      filter: wordsOf(user),
      rank: 1,
    }));
  }

  /** @param prefix a word that is written before the name */
  groups(prefix = ''): readonly Candidate[] {
    const groups = this.best.pick([...this.world.groups.values()], {
      text: ({ id }) => `${prefix}${id}`,
    });
    return groups.map((group) => ({
      text: group.id,
      kind: 'group',
      detail: group.name === group.id ? 'group' : group.name,
      documentation: groupText(group),
      rank: 2,
    }));
  }

  /** Roles that a space of a type has; of a share, those that its apps are shared as. */
  spaceRoles(type: SpaceType | undefined, share: boolean): readonly Candidate[] {
    const types = type === undefined ? SPACE_TYPES : [type];
    const roles = new Set(types.flatMap((each) => this.matrix.rolesIn(each, share)));
    return [...roles].map((role) => ({
      text: role.title.toLowerCase(),
      kind: 'role',
      detail: role.spaceTypes.join(', '),
      documentation: roleText(role),
      filter: role.otherNames.join(' '),
      rank: 1,
      order: ROLE_ORDER.indexOf(role.id),
    }));
  }

  tenantRoles(): readonly Candidate[] {
    const custom = [...this.world.roles.values()]
      .filter(({ isDefault }) => !isDefault)
      .map(({ name, permissions }): Candidate => {
        const documentation = `**${name}** — a custom role with ${count(permissions.length, 'permission')}`;
        return { text: name, kind: 'role', detail: 'custom role', documentation, rank: 1 };
      });
    const builtIn = this.matrix.data.securityRoles.map(
      ({ title, level, otherNames }): Candidate => {
        const documentation = `**${title}** — a role of the tenant${level === 'admin' ? ', for administrators' : ''}`;
        const detail = level === 'admin' ? 'administrator role' : 'tenant role';
        const filter = otherNames.join(' ');
        return { text: title, kind: 'role', detail, documentation, filter, rank: 2 };
      },
    );
    return [...custom, ...builtIn];
  }

  /** Names of the tables that may stand at a place. */
  ofTables(
    { what, names, about }: NameShape,
    fits: (name: string) => boolean,
  ): readonly Candidate[] {
    const kind = NAME_KINDS[what] ?? 'value';
    const more = (name: string): string => about(looseKey(name)) ?? '';
    const picked = this.best.pick(names().filter(fits), { text: (name) => name, more });
    return picked.map((text) => ({ text, kind, detail: more(text), filter: more(text) }));
  }

  entitlements(): readonly Candidate[] {
    return ENTITLEMENTS.map((text) => ({
      text,
      kind: 'value',
      detail: 'entitlement',
      documentation: ENTITLEMENT_DOCS[text] ?? text,
      rank: 1,
    }));
  }

  permissions(): readonly Candidate[] {
    return this.matrix.data.permissions.map(({ title, level, otherNames, values }) => ({
      text: title.toLowerCase(),
      kind: 'permission',
      detail: level === 'admin' ? 'custom roles only' : 'User Default and custom roles',
      documentation: `**${title}**${values.length === 0 ? '' : `\n\nValues: ${values.join(', ')}`}`,
      filter: otherNames.join(' '),
    }));
  }

  permissionValues(permission: string): readonly Candidate[] {
    const known = this.matrix.permission(permission)?.permission;
    const values = (known?.values ?? []).map((value) => value.toLowerCase());
    return [...new Set(['allowed', 'not allowed', ...values])].map((text) => ({
      text,
      kind: 'value',
      documentation: known === undefined ? text : `**${known.title}**: ${text}`,
    }));
  }

  spaces(fits: (space: Space) => boolean = () => true): readonly Candidate[] {
    const spaces = this.best.pick([...this.world.spaces.values()].filter(fits), {
      text: ({ name }) => name,
    });
    return spaces.map((space) => ({
      text: space.name,
      kind: 'space',
      detail: `${space.type} space`,
      documentation: spaceText(space),
      rank: 1,
    }));
  }

  /** Content of every space, as `Space/item`; with its kind (`Space/script:Nightly`) where an item before has the name. */
  items(fits: (item: Item, space: Space) => boolean = () => true): readonly Candidate[] {
    const all = [...this.world.spaces.values()].flatMap((space) =>
      space.items.flatMap((item) => (fits(item, space) ? [{ space, item }] : [])),
    );
    const items = this.best.pick(all, {
      text: ({ space, item }) => `${space.name}/${item.name}`,
      more: ({ item }) => item.name,
    });
    return items.map(({ space, item }) => ({
      text: itemReference(space, item),
      kind: 'item',
      detail: kindText(item.kind),
      documentation: itemText(space, item),
      filter: item.name,
      rank: 2,
    }));
  }
}

/** What finds a user besides the id. */
function wordsOf({ name, email }: User): string {
  return email === undefined ? name : `${name} ${email}`;
}

/** How an item is proposed: `Space/item`, with its kind where an item before it has its name. */
export function itemReference({ name: space, items }: Space, item: Item): string {
  const isFirst = items.find(({ name }) => name === item.name) === item;
  return `${space}/${isFirst ? '' : `${item.kind}:`}${item.name}`;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

export function kindText(kind: ContentKind | (string & {})): string {
  return kind.replaceAll('-', ' ').replace(/^ml /u, 'ML ');
}

function userText({ id, name, email, entitlement, roles, status, bot }: User): string {
  const facts = [
    `entitlement: ${entitlement}`,
    ...(status === 'active' ? [] : [status]),
    ...(bot ? ['bot'] : []),
    ...(email === undefined ? [] : [email]),
    ...(roles.length === 0 ? [] : [roles.map(({ title }) => title).join(', ')]),
  ];
  return `**${name}**${name === id ? '' : ` (${id})`}\n\n${facts.join(' · ')}`;
}

function groupText({ id, name, members, othersUnknown }: Group): string {
  const others = othersUnknown ? ', and others that the policy does not state' : '';
  return `**${name}**${name === id ? '' : ` (${id})`}\n\n${count(members.size, 'member')}${others}`;
}

function spaceText({ name, type, owner, members, items }: Space): string {
  const owned = owner?.user === undefined ? 'no owner' : `owner: ${owner.user}`;
  return `**${name}** — ${type} space\n\n${owned} · ${count(members.length, 'member')} · ${count(items.length, 'item')}`;
}

function itemText(space: Space, { kind, name, owner, shares }: Item): string {
  const owned =
    owner === undefined || owner === 'gone' || owner.user === undefined
      ? 'no owner stated'
      : `owner: ${owner.user}`;
  const shared = shares.length === 0 ? '' : ` · ${count(shares.length, 'share')}`;
  return `**${name}** — ${kindText(kind)} in ${space.name} (${space.type})\n\n${owned}${shared}`;
}

function roleText({ title, otherNames, spaceTypes, shareTypes }: SpaceRole): string {
  const shares =
    shareTypes.length === 0 ? '' : `\n\nApps are shared so in ${listed(shareTypes)} spaces.`;
  const older = otherNames.length === 0 ? '' : `\n\nAlso called ${otherNames.join(', ')}.`;
  return `**${title}** — a role in ${listed(spaceTypes)} spaces${shares}${older}`;
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
