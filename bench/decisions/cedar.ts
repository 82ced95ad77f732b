import type { Engine } from '../../server/src/core/decide/engine.js';
import type { Space } from '../../server/src/core/model/world.js';
import { type CedarCall, type CedarEntity, type CedarName, loadCedar } from './peers.js';
import { columnsOf, groupsOf, rolesIn } from './holdings.js';
import { type AccessQuestion, plainActions, type TranslatedType } from './questions.js';

const POLICIES = 'permission tables';

/** Cedar with the same tables and grants: a policy a column, the roles of a space as entities that people and groups are in. */
export class Cedar {
  private readonly wasm = loadCedar();

  constructor(private readonly engine: Engine) {
    const policies: Record<string, string> = {};
    for (const type of ['shared', 'managed'] as const)
      for (const [index, text] of policiesOf(engine, type).entries())
        policies[`${type}-${index}`] = text;
    const answer = this.wasm.preparsePolicySet(POLICIES, { staticPolicies: policies });
    if (answer.type !== 'success')
      throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  }

  /** A question as it is put: with the entities that it is about, and no others. */
  call({ who, action, space }: AccessQuestion): CedarCall {
    return {
      principal: uid('User', who.user.id),
      action: uid('Action', action.id),
      resource: uid('Space', space.name),
      context: {},
      preparsedPolicySetId: POLICIES,
      entities: [...this.entities(who.user.id, space)],
    };
  }

  /** Whether Cedar allows what a call asks for. */
  isAllowed(call: CedarCall): boolean {
    const answer = this.wasm.statefulIsAuthorized(call);
    if (answer.type === 'failure')
      throw new Error(answer.errors.map(({ message }) => message).join('\n'));
    const [error] = answer.response.diagnostics.errors;
    if (error !== undefined) throw new Error(error.error.message);
    return answer.response.decision === 'allow';
  }

  private *entities(user: string, space: Space): Iterable<CedarEntity> {
    const roles = rolesIn(space);
    const parentsOf = (kind: string, id: string): CedarName[] =>
      roles
        .filter(({ to }) => to.kind === kind && to.id === id)
        .map(({ role }) => roleIn(space, role));
    const known = this.engine.world.users.get(user);
    const groups = known === undefined ? [] : groupsOf(this.engine, known);
    const granted = groups.filter((id) => parentsOf('group', id).length > 0);
    yield {
      uid: uid('User', user),
      attrs: {},
      parents: [
        ...parentsOf('user', user),
        ...parentsOf('everyone', 'everyone'),
        ...granted.map((id) => uid('Group', id)),
      ],
    };
    for (const id of granted)
      yield { uid: uid('Group', id), attrs: {}, parents: parentsOf('group', id) };
    const held = new Set(roles.map(({ role }) => role));
    yield {
      uid: uid('Space', space.name),
      attrs: {
        type: space.type,
        ...Object.fromEntries([...held].map((role) => [role, { __entity: roleIn(space, role) }])),
      },
      parents: [],
    };
  }
}

function uid(type: string, id: string): CedarName {
  return { type, id };
}

function roleIn(space: Space, role: string): CedarName {
  return uid('Role', `${space.name}/${role}`);
}

function policiesOf(engine: Engine, type: TranslatedType): readonly string[] {
  const asked = new Set(plainActions(engine, type).map(({ id }) => id));
  return columnsOf(engine, type, (id) => asked.has(id))
    .filter(({ actions }) => actions.length > 0)
    .map(({ roles, actions }) => {
      const list = actions.map((id) => `Action::"${id}"`).join(', ');
      const held = roles.map(
        (role) => `resource has "${role}" && principal in resource["${role}"]`,
      );
      return `permit(principal, action in [${list}], resource) when { resource.type == "${type}" && ${held.join(' && ')} };`;
    });
}
