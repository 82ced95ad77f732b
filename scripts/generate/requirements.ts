import type {
  Condition,
  OtherSpaceRequirement,
  Requirement,
  Row,
  SourceRef,
} from '../../server/src/core/matrix/types.js';
import type { Documents } from './documents.js';
import type { Fields } from './fields.js';
import { spaceTypes, type Names } from './names.js';

/** Roles at or above a role, where a document says "or higher". */
const atLeast: Readonly<Record<string, readonly string[]>> = {
  producer: ['owner', 'facilitator', 'producer', 'codeveloper'],
};

/** Reads what rows and sections ask for besides a role. */
export class RequirementReader {
  constructor(
    private readonly names: Names,
    private readonly documents: Documents,
    /** Ids of all actions. */
    private readonly actions: ReadonlySet<string>,
  ) {}

  /** One item of a row's `requires`. */
  requirement(item: Fields): Requirement {
    const requirement = this.read(item);
    item.done();
    return requirement;
  }

  /** A section's `anyOf`, which every row of the section asks for. */
  ofSection(section: Fields, source: SourceRef): Requirement {
    return { kind: 'holds', anyOf: this.anyOf(section), section: true, sources: [source] };
  }

  /** One item of a row's `alsoAllowed`. */
  alsoAllowed(value: unknown, asFields: () => Fields): Row['alsoAllowed'][number] {
    if (value === 'item owner') return 'item-owner';
    if (value === 'note owner') return 'note-owner';
    const item = asFields();
    const condition = this.condition(item);
    item.done();
    return condition;
  }

  otherSpace(item: Fields): OtherSpaceRequirement {
    const text = item.text('text');
    const space = item.oneOf('space', ['source', 'target']);
    const spaceType = item.has('spaceType') ? item.oneOf('spaceType', spaceTypes) : undefined;
    const least = item.textIf('atLeast');
    const anyOf = least === undefined ? item.texts('anyOf') : (atLeast[least] ?? []);
    if (anyOf.length === 0) item.problem('otherSpace names no role');
    for (const id of anyOf) {
      if (!this.names.spaceRoles.some((role) => role.id === id)) {
        item.problem(`unknown space role ${id}`);
      }
    }
    item.done();
    return { space, ...(spaceType === undefined ? {} : { spaceType }), anyOf, text };
  }

  private read(item: Fields): Requirement {
    const owner = item.textIf('ownerOf');
    if (owner !== undefined) return { kind: 'owner', what: owner };
    const lost = item.textIf('lost');
    if (lost !== undefined) return { kind: 'lost', text: lost };
    const action = item.textIf('viewAccess');
    if (action !== undefined) {
      if (!this.actions.has(action)) item.problem(`unknown action ${action}`);
      return { kind: 'view-access', action, text: item.text('to') };
    }
    const document = item.textIf('document');
    return {
      kind: 'holds',
      anyOf: this.anyOf(item),
      ...(item.flag('newerOnly') ? { newerOnly: true } : {}),
      ...(document === undefined
        ? {}
        : { sources: [this.documents.ref(document, item.numberIf('line'), item)] }),
    };
  }

  /** The conditions of `anyOf`, or the one that stands in its place. */
  private anyOf(item: Fields): readonly Condition[] {
    if (!item.has('anyOf')) return withEquivalents([this.condition(item)]);
    const conditions = item.items('anyOf').map((each) => {
      const condition = this.condition(each);
      each.done();
      return condition;
    });
    if (conditions.length === 0) item.problem('anyOf is empty');
    return withEquivalents(conditions);
  }

  private condition(item: Fields): Condition {
    if (item.has('securityRole')) {
      const title = item.text('securityRole');
      const role = this.names.securityRoles.find((each) => each.title === title);
      if (role === undefined) item.problem(`unknown security role ${title}`);
      return { securityRole: role?.id ?? title };
    }
    const title = item.text('permission');
    const permission = this.names.permissions.find((each) => each.title === title);
    if (permission === undefined) item.problem(`unknown permission ${title}`);
    const values = item.texts('values').map((value) => value.toLowerCase());
    if (values.length === 0) item.problem(`no values of ${title}`);
    const broadly = item.texts('broadly').map((value) => value.toLowerCase());
    for (const value of broadly)
      if (!values.includes(value)) item.problem(`broadly names ${value}, which is none of values`);
    const known = permission?.values ?? [];
    for (const value of values) {
      if (known.length > 0 && !known.includes(value)) {
        item.problem(`${title} has no value ${value}`);
      }
    }
    return {
      permission: permission?.id ?? title,
      values,
      ...(broadly.length === 0 ? {} : { broadly }),
    };
  }
}

/**
 * Built-in roles and the permissions that equal them: where one suffices, so does the other (Shared space permissions
 * for users with Professional or Full User entitlement; Who can work with Qlik Predict).
 */
const equivalents: readonly { readonly role: string; readonly permission: string }[] = [
  { role: 'Steward', permission: 'manageGlossaries' },
  { role: 'AutomlExperimentContributor', permission: 'manageMlExperiments' },
  { role: 'AutomlDeploymentContributor', permission: 'manageMlDeployments' },
];

function withEquivalents(conditions: readonly Condition[]): readonly Condition[] {
  const all = [...conditions];
  for (const { role, permission } of equivalents) {
    const hasRole = all.some((each) => 'securityRole' in each && each.securityRole === role);
    const hasAllowed = all.some(
      (each) =>
        'permission' in each && each.permission === permission && each.values.includes('allowed'),
    );
    if (hasRole && !hasAllowed) all.push({ permission, values: ['allowed'] });
    if (hasAllowed && !hasRole) all.push({ securityRole: role });
  }
  return all;
}
