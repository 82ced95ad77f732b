import { append } from '../append.js';
import { quoteName } from '../../../../grammar/src/index.js';
import type { Condition } from '../matrix/types.js';
import { applyChange, type Change, type Place } from '../model/change.js';
import { shareProblem } from '../model/validity.js';
import type { Item, Principal, Space, World } from '../model/world.js';
import { decide } from './decide.js';
import type { Engine } from './engine.js';
import { distinct } from './outcome.js';
import { questionIn } from './question-in.js';
import { allowedActions } from './sets.js';
import type { ItemTarget, Outcome, Person, Question } from './types.js';

/** Something that would allow what is denied. */
export interface NearestGrant {
  readonly kind: 'role' | 'share' | 'permission' | 'security role' | 'ownership' | 'entitlement';
  /** What to do, in words. */
  readonly text: string;
  /** The changes, as sentences of `given`; a permission has none: it is stated under roles. */
  readonly changes: readonly string[];
  /** Ids of the actions that it would allow besides, at the place that was asked about. */
  readonly alsoAllows: readonly string[];
  /** How many administrators' roles it takes: the last resort. */
  readonly adminRoles: number;
  /** The world with the changes made. */
  readonly world: World;
}

/** One step towards being allowed. */
interface Step {
  readonly kind: NearestGrant['kind'];
  readonly text: string;
  readonly sentence?: string;
  readonly isAdminRole?: boolean;
  readonly apply: (world: World) => World;
}

const MOST_STEPS = 3;
const MOST_ANSWERS = 4;
/** Three steps at once are tried only where there are few to choose from. */
const MOST_TRIED = 600;

/**
 * The least that would allow a denied question: roles, shares, permissions, alone or, where none is enough alone,
 * together; those that allow least besides come first. Each of them has been tried: with it, the verdict is allowed.
 */
export function nearestGrants(engine: Engine, question: Question): readonly NearestGrant[] {
  const { who } = question;
  if (who.kind === 'anyone' || who.kind === 'link-holder') return [];
  if (who.kind === 'user' && who.user.status === 'disabled') return [];
  const steps = stepsTowards(engine, question);
  const before = new Set(allowedAt(engine, question));
  for (let size = 1; size <= MOST_STEPS; size++) {
    const all = combinations(steps, size);
    if (all.length > MOST_TRIED) break;
    const found = all.flatMap((combination) => tried(engine, question, combination));
    if (found.length > 0) return least(question, found, before);
  }
  return [];
}

/** Steps that allow what is asked, and the question in the world that they make. */
interface Way {
  readonly steps: readonly Step[];
  readonly after: Engine;
  readonly asked: Question;
}

function tried(engine: Engine, question: Question, steps: readonly Step[]): readonly Way[] {
  const world = steps.reduce((before, step) => step.apply(before), engine.world);
  const after = engine.over(world);
  const asked = questionIn(world, question);
  return asked === undefined || decide(after, asked).verdict !== 'allowed'
    ? []
    : [{ steps, after, asked }];
}

/** The ways that allow least besides. What others allow, which take more administrators' roles, is not worked out. */
function least(
  question: Question,
  ways: readonly Way[],
  before: ReadonlySet<string>,
): readonly NearestGrant[] {
  const found: NearestGrant[] = [];
  for (let roles = 0; roles <= MOST_STEPS && found.length < MOST_ANSWERS; roles++)
    append(
      found,
      ways
        .filter(({ steps }) => adminRoles(steps) === roles)
        .map((way) => grantOf(question, way, before))
        .sort((a, b) => a.alsoAllows.length - b.alsoAllows.length),
    );
  return found.slice(0, MOST_ANSWERS);
}

function adminRoles(steps: readonly Step[]): number {
  return steps.filter(({ isAdminRole }) => isAdminRole === true).length;
}

function grantOf(
  question: Question,
  { steps, after, asked }: Way,
  before: ReadonlySet<string>,
): NearestGrant {
  return {
    kind: steps[0]?.kind ?? 'role',
    text: steps.map(({ text }) => text).join(', and '),
    changes: steps.flatMap(({ sentence }) => sentence ?? []),
    alsoAllows: allowedAt(after, asked, (id) => !before.has(id) && !isAsked(question, id)),
    adminRoles: adminRoles(steps),
    world: after.world,
  };
}

function isAsked({ asked }: Question, id: string): boolean {
  return asked.kind === 'action' && asked.action.id === id;
}

function allowedAt(
  engine: Engine,
  { who, where }: Question,
  isWanted: (id: string) => boolean = () => true,
): readonly string[] {
  if (where.kind === 'new-space') {
    const ids = new Set<string>();
    // What is allowed in one space needn't be asked of the next.
    const isNew = (id: string): boolean => isWanted(id) && !ids.has(id);
    for (const space of engine.world.spaces.values())
      for (const id of allowedActions(engine, who, space, { kind: 'foreign' }, isNew)) ids.add(id);
    return [...ids];
  }
  const target: ItemTarget =
    where.kind === 'item' ? { kind: 'item', item: where.item } : { kind: 'foreign' };
  return allowedActions(engine, who, where.space, target, isWanted);
}

function combinations<T>(things: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return things.flatMap((thing, index) =>
    combinations(things.slice(index + 1), size - 1).map((rest) => [thing, ...rest]),
  );
}

function stepsTowards(engine: Engine, question: Question): readonly Step[] {
  const { who, where, to } = question;
  const principal = principalOf(who);
  if (principal === undefined) return [];
  const outcome = decide(engine, question);
  const conditions = conditionsOf(engine, question);
  const steps: Step[] = [];
  if (where.kind !== 'new-space') {
    if (where.kind === 'item')
      append(steps, shareSteps(engine, principal, where.space, where.item));
    append(steps, roleSteps(engine, principal, where.space));
    if (where.kind === 'item' && who.kind === 'user' && lacksOwnership(outcome))
      steps.push(ownerStep(who.user.id, where.space, where.item));
  }
  if (to !== undefined) append(steps, roleSteps(engine, principal, to));
  append(
    steps,
    conditions.map((condition) => conditionStep(engine, principal, condition)),
  );
  if (who.kind === 'user') append(steps, entitlementSteps(engine.world, who.user.id, outcome));
  return steps;
}

function principalOf(person: Person): Principal | undefined {
  if (person.kind === 'user') return { kind: 'user', id: person.user.id };
  return person.kind === 'group-member' ? { kind: 'group', id: person.group.id } : undefined;
}

function lacksOwnership({ shortfalls }: Outcome): boolean {
  return shortfalls.some(({ kind }) => kind === 'not owner');
}

function roleSteps(engine: Engine, principal: Principal, space: Space): readonly Step[] {
  if (space.type === 'personal') return [];
  const to: Place = { space: space.name };
  return engine.matrix.rolesIn(space.type, false).map((role) =>
    step(
      'role',
      { kind: 'add', principal, to, roles: [role] },
      {
        text: `make ${nameOf(principal)} a member of ${space.name} as ${role.title}`,
        sentence: `add ${quoted(principal)} to ${quoteName(space.name)} as ${role.title.toLowerCase()}`,
      },
    ),
  );
}

function shareSteps(
  engine: Engine,
  principal: Principal,
  space: Space,
  item: Item,
): readonly Step[] {
  if (item.kind !== 'app') return [];
  const to: Place = { space: space.name, item: { kind: item.kind, name: item.name } };
  return engine.matrix.data.spaceRoles
    .filter((role) => shareProblem(engine.world, space, item, principal, role) === undefined)
    .map((role) =>
      step(
        'share',
        { kind: 'add', principal, to, roles: [role] },
        {
          text: `share ${item.name} with ${nameOf(principal)} as ${role.title}`,
          sentence: `add ${quoted(principal)} to ${quoteName(`${space.name}/${item.name}`)} as ${role.title.toLowerCase()}`,
        },
      ),
    );
}

function ownerStep(user: string, space: Space, item: Item): Step {
  const of: Place = { space: space.name, item: { kind: item.kind, name: item.name } };
  return step(
    'ownership',
    { kind: 'make-owner', user, of },
    {
      text: `make ${user} the owner of ${item.name}`,
      sentence: `make ${quoteName(user)} owner of ${quoteName(`${space.name}/${item.kind}:${item.name}`)}`,
    },
  );
}

/** The roles and permissions that rows for this action ask for, and those that allow creating a space. */
function conditionsOf(engine: Engine, { asked, where }: Question): readonly Condition[] {
  const { matrix } = engine;
  if (where.kind === 'new-space') {
    const rule = matrix.data.creation.find(({ spaceType }) => spaceType === where.type);
    return (rule?.securityRoles ?? []).map((securityRole) => ({ securityRole }));
  }
  const actions = asked.kind === 'action' ? [asked.action] : [asked.source, asked.destination];
  const rows = actions.flatMap((action) =>
    action === undefined
      ? []
      : matrix.data.tables.flatMap(({ id }) => [
          ...(matrix.row(id, action.id) ? [matrix.row(id, action.id)] : []),
          ...matrix.coveringRows(id, action.id),
        ]),
  );
  const conditions = rows.flatMap((row) =>
    (row?.requires ?? []).flatMap((requirement) =>
      requirement.kind === 'holds' ? requirement.anyOf : [],
    ),
  );
  return distinct(conditions, (condition) =>
    'securityRole' in condition
      ? condition.securityRole
      : `${condition.permission} ${condition.values[0] ?? ''}`,
  );
}

function conditionStep(engine: Engine, principal: Principal, condition: Condition): Step {
  if ('securityRole' in condition) {
    const role = engine.matrix.securityRole(condition.securityRole)?.role;
    const title = role?.title ?? condition.securityRole;
    const given = step(
      'security role',
      { kind: 'give', principal, role: { role: condition.securityRole, title } },
      {
        text: `give ${nameOf(principal)} the role ${title}`,
        sentence: `give ${quoted(principal)} ${title}`,
      },
    );
    return { ...given, isAdminRole: role?.level === 'admin' };
  }
  const { permission, values } = condition;
  const known = engine.matrix.permission(permission)?.permission;
  const title = known?.title ?? permission;
  const value = values[0] ?? 'allowed';
  const where =
    known?.level === 'admin' ? 'in a custom role' : 'in User Default or in a custom role';
  return {
    kind: 'permission',
    text: `allow ${nameOf(principal)} ${title} (${value}), ${where}`,
    apply: (world) => permit(world, principal, permission, value),
  };
}

/** The world where a custom role of their own gives somebody one permission. */
function permit(world: World, principal: Principal, permission: string, value: string): World {
  const name = `a role with ${permission}`;
  const [space] = world.spaces.values();
  const origin = space?.origin ?? world.tenant.origin;
  if (origin === undefined) return world;
  const roles = new Map(world.roles).set(name, {
    name,
    isDefault: false,
    permissions: [{ permission, value, origin }],
    otherwise: 'not allowed' as const,
    origin,
  });
  return applyChange(
    { ...world, roles },
    { kind: 'give', principal, role: { role: name, title: name } },
  );
}

function entitlementSteps(world: World, user: string, { shortfalls }: Outcome): readonly Step[] {
  const none = world.users.get(user)?.entitlement === 'none';
  if (!none && !shortfalls.some(({ kind }) => kind === 'entitlement')) return [];
  const userBased = world.tenant.subscription?.startsWith('qlik-sense') ?? false;
  const entitlement = userBased ? 'professional' : 'full';
  return [
    step(
      'entitlement',
      { kind: 'entitle', user, entitlement },
      {
        text: `give ${user} the entitlement ${entitlement}`,
        sentence: `make ${quoteName(user)} ${entitlement}`,
      },
    ),
  ];
}

function step(kind: Step['kind'], change: Change, words: Pick<Step, 'text' | 'sentence'>): Step {
  return { kind, ...words, apply: (world) => applyChange(world, change) };
}

function nameOf(principal: Principal): string {
  return principal.kind === 'user'
    ? principal.id
    : `group ${'id' in principal ? principal.id : ''}`;
}

function quoted(principal: Principal): string {
  if (principal.kind === 'user') return quoteName(principal.id);
  return principal.kind === 'group' ? `group ${quoteName(principal.id)}` : principal.kind;
}
