import {
  type ActionNode,
  type Phrase,
  type PrincipalNode,
  quoteName,
  type ReferenceNode,
  type Span,
} from '../../../../grammar/src/index.js';
import type { Asked } from '../decide/types.js';
import { isAbout } from '../decide/items.js';
import type { Matrix } from '../matrix/matrix.js';
import type { SpaceRole } from '../matrix/types.js';
import type { Origin } from '../syntax/policy/access.js';
import { ENTITLEMENTS } from '../syntax/policy/shape.js';
import { actionHint, actionNames, bothHalves, canBeAsked } from './asked-actions.js';
import { asContentKind } from './build-space.js';
import { keysOf } from './listed-keys.js';
import type { NameKind, NameUse } from './names.js';
import {
  type Entitlement,
  type Item,
  nameKey,
  type Principal,
  type RoleHeld,
  type Space,
  type World,
} from './world.js';

/** What is said of a group whose name stands where none can. */
type Advice = (group: string) => string;

/** A space or an item of a world. */
export interface Found {
  readonly space: Space;
  readonly item?: Item;
}

/**
 * Looks up the names of one sentence in the worlds where they may stand: after a test's changes, and before them.
 * Every name is noted as a use, found or not.
 */
export class SentenceResolver {
  readonly uses: NameUse[] = [];
  /** Why a change cannot be made although its names are found, or a part of a sentence means nothing. */
  readonly impossible: { readonly message: string; readonly origin: Origin }[] = [];

  constructor(
    private readonly matrix: Matrix,
    /** The worlds to look in, the one that counts first. */
    private readonly worlds: readonly [World, ...World[]],
    /** Where a part of the sentence stands. */
    private readonly place: (span: Span) => Origin,
    /** The world before earlier changes: names that these took away are told so. */
    private readonly before?: World,
  ) {}

  /** Whether every name was found, and something can be said of what it names. */
  get complete(): boolean {
    return this.uses.every(
      ({ kind, found }) =>
        found !== undefined && !(kind === 'space' && this.world.untyped.has(found)),
    );
  }

  protected get world(): World {
    return this.worlds[0];
  }

  private note(
    kind: NameKind,
    text: string,
    span: Span,
    found: string | undefined,
    candidates: () => readonly string[],
    more: Pick<NameUse, 'hint' | 'rename' | 'isGone'> = {},
  ): void {
    this.uses.push({
      kind,
      text,
      origin: this.place(span),
      found,
      // Of a name that was found, nothing else could be meant.
      ...(found === undefined && { candidates: more.isGone === true ? [] : candidates() }),
      ...more,
    });
  }

  /** What is said of a name that isn't found, where it was before earlier changes. */
  private gone(
    find: (world: World) => unknown,
    found: unknown,
  ): Pick<NameUse, 'hint' | 'isGone'> | undefined {
    const { before } = this;
    return found === undefined && before !== undefined && find(before) !== undefined
      ? { hint: 'a change above takes it away', isGone: true }
      : undefined;
  }

  private firstOf<T>(find: (world: World) => T | undefined): T | undefined {
    for (const world of this.worlds) {
      const found = find(world);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  user(name: string, span: Span): string | undefined {
    const id = nameKey(name);
    const find = ({ users, emails }: World): string | undefined => {
      if (users.has(id)) return id;
      const named = emails.get(id.toLowerCase());
      return named !== undefined && users.has(named) ? named : undefined;
    };
    const found = this.firstOf(find);
    const group = this.firstOf(({ groups }) => groups.get(id));
    this.note('user', name, span, found, () => keysOf(this.world.users), {
      ...(group && { hint: `${name} is a group: write group ${quoteName(name)}` }),
      ...this.gone(find, found),
    });
    return found;
  }

  group(name: string, span: Span): string | undefined {
    const id = nameKey(name);
    const find = ({ groups }: World): string | undefined => groups.get(id)?.id;
    const found = this.firstOf(find);
    this.note('group', name, span, found, () => keysOf(this.world.groups), this.gone(find, found));
    return found;
  }

  principal(node: PrincipalNode): Principal | undefined {
    switch (node.kind) {
      case 'everyone':
      case 'link':
        return { kind: node.kind };
      case 'user': {
        const id = this.user(node.name.text, node.name.span);
        return id === undefined ? undefined : { kind: 'user', id };
      }
      case 'group': {
        const id = this.group(node.name.text, node.name.span);
        return id === undefined ? undefined : { kind: 'group', id };
      }
    }
  }

  /** @param adviseGroup what to do where a group has that name, which is given as sentences write it */
  space(
    name: { readonly text: string; readonly span: Span },
    adviseGroup: Advice = () => 'only a space can stand here',
  ): Space | undefined {
    const key = nameKey(name.text);
    const find = ({ spaces }: World): Space | undefined => spaces.get(key);
    const space = this.firstOf(find);
    const found = space?.name ?? (this.world.untyped.has(key) ? key : undefined);
    const group = found === undefined && this.firstOf(({ groups }) => groups.get(key));
    this.note('space', name.text, name.span, found, () => keysOf(this.world.spaces), {
      ...(group && { hint: `${name.text} is a group: ${adviseGroup(quoteName(name.text))}` }),
      ...this.gone(find, found),
    });
    return space;
  }

  /**
   * @param fits which kinds of item can be meant, where items of several kinds share the name
   * @param adviseGroup what to do where a group has the name of what is to be a space
   */
  reference(
    node: ReferenceNode,
    fits?: (item: Item) => boolean,
    adviseGroup: Advice = () => 'only a space or an item can stand here',
  ): Found | undefined {
    const space = this.space(node.space, node.item === undefined ? adviseGroup : undefined);
    if (space === undefined || node.item === undefined) return space && { space };
    const { name } = node.item;
    const kind = node.item.kind && asContentKind(node.item.kind.text);
    const named = (world: World): Item | undefined => {
      const items = world.spaces
        .get(space.name)
        ?.items.filter(
          (item) => item.name === nameKey(name.text) && (kind === undefined || item.kind === kind),
        );
      return items?.find((item) => fits?.(item) ?? true) ?? (fits ? undefined : items?.[0]);
    };
    const item = this.firstOf(named);
    this.note(
      'content',
      name.text,
      name.span,
      item && `${space.name}/${item.kind}:${item.name}`,
      () => space.items.filter((other) => fits?.(other) ?? true).map((other) => other.name),
      {
        hint: `in ${space.name}${this.otherKind(space, name.text, fits)}`,
        ...this.gone(named, item),
      },
    );
    return item && { space, item };
  }

  private otherKind(space: Space, name: string, fits?: (item: Item) => boolean): string {
    const other = space.items.find((item) => item.name === nameKey(name));
    return other !== undefined && fits !== undefined
      ? ` for this action: ${name} is of the kind ${other.kind}`
      : '';
  }

  /** A built-in or custom tenant role. */
  tenantRole(text: string, span: Span): RoleHeld | undefined {
    const found = this.findTenantRole(text, span);
    this.note('tenant role', text, span, found?.role, () => this.tenantRoleNames());
    return found;
  }

  private tenantRoleNames(): readonly string[] {
    return [
      ...[...this.world.roles.values()].map(({ name }) => name),
      ...this.matrix.data.securityRoles.map(({ title }) => title),
    ];
  }

  private findTenantRole(text: string, span: Span): RoleHeld | undefined {
    const key = nameKey(text).toLowerCase();
    const builtIn = this.matrix.securityRole(text)?.role;
    if (builtIn !== undefined)
      return { role: builtIn.id, title: builtIn.title, origin: this.place(span) };
    const custom = this.firstOf(({ roles }) => roles.get(key));
    return custom && { role: key, title: custom.name, origin: this.place(span) };
  }

  entitlement(text: string, span: Span): Entitlement | undefined {
    const found = asEntitlement(text);
    this.note('entitlement', text, span, found, () => ENTITLEMENTS);
    return found;
  }

  /** What follows `every`: an entitlement or a tenant role. */
  entitlementOrRole(
    text: string,
    span: Span,
  ):
    | { readonly kind: 'entitlement'; readonly entitlement: Entitlement }
    | { readonly kind: 'role'; readonly role: string }
    | undefined {
    const entitlement = asEntitlement(text);
    const role = entitlement === undefined ? this.findTenantRole(text, span) : undefined;
    this.note('tenant role', text, span, entitlement ?? role?.role, () => [
      ...ENTITLEMENTS,
      ...this.tenantRoleNames(),
    ]);
    if (entitlement !== undefined) return { kind: 'entitlement', entitlement };
    return role && { kind: 'role', role: role.role };
  }

  /**
   * An action by id or title, or a whole publish or move (`app.publish`).
   *
   * @param targets what the sentence asks it of: decides between actions of one title
   */
  action(node: ActionNode, targets: readonly Found[]): Asked | undefined {
    const asked = this.findAction(node, targets);
    const found = asked?.kind === 'action' ? asked.action.id : asked?.id;
    this.note('action', node.text, node.span, found, () => actionNames(this.matrix, node.form), {
      ...(found === undefined && actionHint(this.matrix, node)),
    });
    return asked;
  }

  /** What an action node can be, before the sentence's target is known. Notes nothing. */
  peekAction(node: ActionNode): Asked | undefined {
    return this.findAction(node, []);
  }

  /** The word after `because`. */
  cause(node: Phrase | undefined, causes: readonly string[]): void {
    if (node === undefined) return;
    const found = causes.find((cause) => cause === node.text.toLowerCase());
    this.note('cause', node.text, node.span, found, () => causes);
  }

  /** The place of a part of the sentence. */
  at(span: Span): Origin {
    return this.place(span);
  }

  private findAction(node: ActionNode, targets: readonly Found[]): Asked | undefined {
    const halves =
      node.form === 'id' ? bothHalves(this.matrix, node.text.toLowerCase()) : undefined;
    const found = this.matrix.findAction(node.text, node.section);
    if (found.kind === 'found')
      return canBeAsked(found.action) ? { kind: 'action', action: found.action } : undefined;
    if (found.kind === 'none') return halves;
    const fitting = found.candidates.filter((action) =>
      targets.some(({ item }) => item !== undefined && isAbout(action, item)),
    );
    const [only, second] = fitting;
    return only !== undefined && second === undefined
      ? { kind: 'action', action: only }
      : undefined;
  }

  spaceRoles(
    phrases: readonly { readonly text: string; readonly span: Span }[],
  ): readonly SpaceRole[] {
    return phrases.flatMap(({ text, span }) => {
      const named = this.matrix.spaceRole(text);
      this.note(
        'space role',
        text,
        span,
        named?.role.id,
        () => this.matrix.data.spaceRoles.map(({ title }) => title),
        { ...(named && !named.exact && { rename: named.role.title }) },
      );
      return named?.role ?? [];
    });
  }

  /** After `to`, a space stands alone. */
  spaceOnly(node: ReferenceNode): void {
    if (node.item !== undefined)
      this.cannot(node.span, `after to, name the space alone: ${node.space.text}`);
  }

  protected cannot(span: Span, message: string): void {
    this.impossible.push({ message, origin: this.place(span) });
  }
}

function asEntitlement(text: string): Entitlement | undefined {
  const word = text.toLowerCase().replace(/ user$/u, '');
  return ENTITLEMENTS.find((entitlement) => entitlement === word);
}
