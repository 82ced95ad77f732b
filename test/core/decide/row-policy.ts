/** Writes one policy that asks about every row of a table: who holds what, what there is, and the sentences. */
import type { Verdict } from '../../../server/src/core/decide/types.js';
import { CONTENT_SECTIONS } from '../../../server/src/core/syntax/policy/shape.js';
import type { Action, ContentKind, SpaceType } from '../../../server/src/core/matrix/types.js';
import { matrix } from '../../support/policy.js';

/** What somebody has. Whoever has the same is the same user. */
export interface Holder {
  /** A space role, two of them joined by `+`, a security role with a column of its own, or nothing. */
  readonly column: string;
  /** Titles of security roles held besides. */
  readonly security?: readonly string[];
  /** Permissions of a custom role held besides, by title; what it does not state is not allowed. */
  readonly permissions?: Readonly<Record<string, string>>;
  /** Title of the role in each of the other spaces. */
  readonly elsewhere?: string;
}

/** One sentence of the policy's test, and what must come of it. */
export interface Expected {
  readonly text: string;
  readonly state: 'passed' | 'failed' | 'undecided';
  /** What the message must name. */
  readonly names: readonly string[];
}

/** A question outside the policy's test. */
export interface Asked {
  readonly who: string;
  readonly action: string;
  readonly where: string;
  readonly to: string | undefined;
}

/** A question with the verdict that must come of it, and what the proof must name. */
export interface Proven extends Asked {
  readonly verdict: Verdict;
  readonly names: readonly string[];
}

const SECTION_OF = new Map<string, string>(
  Object.entries(CONTENT_SECTIONS).map(([section, kind]) => [kind, section]),
);

/** The kind of item that an action is asked of, if policies state such items. */
export function kindAsked(action: Action): ContentKind | undefined {
  if (action.askedOf === 'space') return undefined;
  if (action.kind === 'data-source') return 'data-connection';
  if (action.id === 'ml-deployment.deploy-model') return 'ml-experiment';
  return SECTION_OF.has(action.kind) ? (action.kind as ContentKind) : undefined;
}

/** Which item a sentence asks about; `hidden` and `sourceless` are ML deployments. */
export type Which = 'mine' | 'theirs' | 'unstated' | 'hidden' | 'sourceless';

export class RowPolicy {
  readonly proven: Proven[] = [];
  private readonly single: Expected[] = [];
  /** Actions of sentences that pass and are alike but for the action. */
  private readonly passing = new Map<
    string,
    { readonly actions: string[]; readonly rest: string }
  >();
  private readonly users = new Map<string, { readonly id: string; readonly lines: string }>();
  private readonly places = new Map<string, string>();
  private readonly roles = new Map<string, { readonly name: string; readonly lines: string }>();
  private readonly spaces = new Map<string, SpaceText>();

  constructor(
    readonly type: SpaceType,
    readonly entitlement: string,
  ) {
    this.space('Hidden', 'shared').item('ml-experiment', 'exp', '');
  }

  /** The user who has that, and their space: those who have the same besides the role are members of one. */
  private holder(holder: Holder): { readonly id: string; readonly space: SpaceText } {
    const { column, ...besides } = holder;
    const alike = JSON.stringify(besides);
    const name = this.places.get(alike) ?? `Here-${this.places.size}`;
    this.places.set(alike, name);
    const space = this.space(name, this.type);
    const key = `${column} ${alike}`;
    let user = this.users.get(key);
    if (user === undefined) {
      const id = `u${this.users.size}`;
      const admin = matrix.securityRole(column)?.role.title;
      const custom = holder.permissions && this.role(holder.permissions);
      const roles = [admin, custom, ...(holder.security ?? [])].filter(
        (role) => role !== undefined,
      );
      const lines = `  ${id}: { entitlement: ${this.entitlement}, roles: [${roles.join(', ')}] }`;
      this.users.set(key, (user = { id, lines }));
      this.join(id, holder, space);
    }
    return { id: user.id, space };
  }

  private join(id: string, { column, elsewhere }: Holder, here: SpaceText): void {
    const roles = column.split('+').flatMap((part) => matrix.spaceRole(part)?.role.title ?? []);
    if (column === 'owner') here.owner = id;
    else if (roles.length > 0) here.members.push(`      ${id}: ${roles.join(', ')}`);
    const role = elsewhere === undefined ? undefined : matrix.spaceRole(elsewhere)?.role;
    for (const type of ['shared', 'managed', 'data'] as const)
      if (role?.spaceTypes.includes(type) === true)
        this.space(`There-${type}`, type).members.push(`      ${id}: ${role.title}`);
  }

  private role(permissions: Readonly<Record<string, string>>): string {
    const key = JSON.stringify(permissions);
    let role = this.roles.get(key);
    if (role === undefined) {
      const name = `Custom ${this.roles.size}`;
      const stated = Object.entries(permissions).map(([title, value]) => `${title}: ${value}`);
      const lines = `  ${name}: { permissions: { ${stated.join(', ')} }, permissions-otherwise: not allowed }`;
      this.roles.set(key, (role = { name, lines }));
    }
    return role.name;
  }

  /** The space of that name; made, with a stranger as its owner, where there is none yet. */
  private space(name: string, type: SpaceType): SpaceText {
    let space = this.spaces.get(name);
    if (space === undefined) this.spaces.set(name, (space = new SpaceText(name, type)));
    return space;
  }

  /** The question whether the holder may; `other`: the type of the second space, where the action has one. */
  question(holder: Holder, action: Action, which: Which, other: SpaceType): Asked {
    const { id, space } = this.holder(holder);
    const asked = { who: id, action: action.id, to: undefined };
    if (action.askedOf === 'space') return { ...asked, where: space.name };
    const there = action.askedOf === 'item' ? space : this.space(`There-${other}`, other);
    const [from, to] = action.side === 'destination' ? [there, space] : [space, there];
    const kind = kindAsked(action);
    const item = kind === undefined ? '' : `/${this.item(from, kind, which, id)}`;
    const where = `${from.name}${item}`;
    return action.askedOf === 'item' ? { ...asked, where } : { ...asked, where, to: to.name };
  }

  private item(space: SpaceText, kind: ContentKind, which: Which, id: string): string {
    const seen = kind === 'ml-deployment' ? `, from: ${space.name}/exp` : '';
    if (seen !== '' && which !== 'hidden' && which !== 'sourceless')
      space.item('ml-experiment', 'exp', '');
    switch (which) {
      case 'mine':
        return space.item(kind, `${kind}-of-${id}`, `owner: ${id}${seen}`);
      case 'theirs':
        return space.item(kind, `${kind}-x`, `owner: stranger${seen}`);
      case 'unstated':
        return space.item(kind, `${kind}-unstated`, seen.slice(2));
      case 'hidden':
        return space.item(kind, 'hidden', 'owner: stranger, from: Hidden/exp');
      case 'sourceless':
        return space.item(kind, 'sourceless', 'owner: stranger');
    }
  }

  /** The question is answered as the words say. */
  passes(asked: Asked, verb: 'can' | 'cannot', because?: string): void {
    const rest = `${place(asked)}${because === undefined ? '' : ` because ${because}`}`;
    const key = `${asked.who} ${verb} ${rest}`;
    const alike = this.passing.get(key);
    if (alike === undefined) this.passing.set(key, { actions: [asked.action], rest });
    else alike.actions.push(asked.action);
  }

  /** The sentence fails or cannot be decided, with a message that names something. */
  says(
    asked: Asked,
    verb: 'can' | 'cannot',
    state: 'failed' | 'undecided',
    names: readonly string[],
  ): void {
    this.single.push({
      text: `${asked.who} ${verb} ${asked.action} ${place(asked)}`,
      state,
      names,
    });
  }

  /** Every sentence, in the order of the text. */
  sentences(): readonly Expected[] {
    const passing = [...this.passing].map(([key, { actions, rest }]): Expected => {
      const start = key.slice(0, key.length - rest.length);
      return { text: `${start}${actions.join(', ')} ${rest}`, state: 'passed', names: [] };
    });
    return [...passing, ...this.single];
  }

  /** The whole policy, one test with every sentence in order. */
  text(): string {
    return [
      'tenant: { subscription: enterprise }',
      'roles:',
      '  User Default: { permissions-otherwise: not allowed }',
      ...[...this.roles.values()].map(({ lines }) => lines),
      'users:',
      '  stranger: { entitlement: full }',
      ...[...this.users.values()].map(({ lines }) => lines),
      'spaces:',
      ...[...this.spaces.values()].map((space) => space.text()),
      'tests:',
      '  every row:',
      ...this.sentences().map(({ text }) => `    - ${text}`),
      '',
    ].join('\n');
  }
}

function place({ where, to }: Asked): string {
  return to === undefined ? `on ${where}` : `on ${where} to ${to}`;
}

/** One space of the policy; a stranger's unless somebody else is said to own it. */
class SpaceText {
  owner = 'stranger';
  readonly members: string[] = [];
  private readonly items = new Map<string, Map<string, string>>();

  constructor(
    readonly name: string,
    private readonly type: SpaceType,
  ) {}

  item(kind: ContentKind, name: string, fields: string): string {
    const section = SECTION_OF.get(kind) ?? kind;
    let items = this.items.get(section);
    if (items === undefined) this.items.set(section, (items = new Map<string, string>()));
    items.set(name, `      ${name}: { ${fields} }`);
    return name;
  }

  text(): string {
    return [
      `  ${this.name}:`,
      `    type: ${this.type}`,
      `    owner: ${this.owner}`,
      ...(this.members.length === 0 ? [] : ['    members:', ...this.members]),
      ...[...this.items].flatMap(([section, items]) => [`    ${section}:`, ...items.values()]),
    ].join('\n');
  }
}
