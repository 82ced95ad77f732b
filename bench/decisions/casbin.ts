import type { Engine } from '../../server/src/core/decide/engine.js';
import { type CasbinEnforcer, loadCasbin } from './peers.js';
import { columnsOf, rolesIn } from './holdings.js';
import { type AccessQuestion, isTranslated, plainActions } from './questions.js';

/** Roles in domains: a space is one. Joined columns need two roles, for which its matcher has no words: the two are held as one role. */
const MODEL = `
[request_definition]
r = sub, dom, type, act
[policy_definition]
p = sub, type, act
[role_definition]
g = _, _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && r.type == p.type && g(r.sub, p.sub, r.dom)
`;

/** Casbin with the same tables and grants, for those whom some questions are about. */
export async function casbinFor(
  engine: Engine,
  questions: readonly AccessQuestion[],
): Promise<CasbinEnforcer> {
  const casbin = loadCasbin();
  const enforcer = await casbin.newEnforcer(casbin.newModelFromString(MODEL));
  const joined = new Map<string, readonly string[]>();
  for (const type of ['shared', 'managed'] as const) {
    const asked = new Set(plainActions(engine, type).map(({ id }) => id));
    for (const { roles, actions } of columnsOf(engine, type, (id) => asked.has(id))) {
      if (roles.length > 1) joined.set(roles.join('+'), roles);
      await enforcer.addPolicies(actions.map((action) => [roles.join('+'), type, action]));
    }
  }
  const links = new Map<string, string[]>();
  const link = (...of: string[]): void => void links.set(of.join('\n'), of);
  for (const space of new Set(questions.map((question) => question.space)))
    if (isTranslated(space)) {
      const roles = rolesIn(space);
      for (const { role, to } of roles) link(`${to.kind}:${to.id}`, role, space.name);
    }
  for (const { who, space } of questions) {
    const roles = rolesIn(space);
    const self = `user:${who.user.id}`;
    const groups = engine.people.memberships(who).map(({ group }) => group);
    const held = new Set(
      roles.flatMap(({ role, to }) =>
        (to.kind === 'user' && to.id === who.user.id) ||
        to.kind === 'everyone' ||
        (to.kind === 'group' && groups.includes(to.id))
          ? [role]
          : [],
      ),
    );
    for (const [name, parts] of joined)
      if (parts.every((part) => held.has(part))) link(self, name, space.name);
    if (roles.some(({ to }) => to.kind === 'everyone')) link(self, 'everyone:everyone', space.name);
    for (const group of groups)
      if (roles.some(({ to }) => to.kind === 'group' && to.id === group))
        link(self, `group:${group}`, space.name);
  }
  await enforcer.addGroupingPolicies([...links.values()]);
  return enforcer;
}

/** Whether casbin allows it. */
export function isAllowedByCasbin(
  enforcer: CasbinEnforcer,
  { who, action, space }: AccessQuestion,
): boolean {
  return enforcer.enforceSync(`user:${who.user.id}`, space.name, space.type, action.id);
}
