import type { SubjectNode } from '../../../../grammar/src/index.js';
import { isAdmin, personKey } from '../decide/range.js';
import type { Engine } from '../decide/engine.js';
import { reaches } from '../decide/holdings.js';
import { missingEntitlement } from '../decide/entitlement.js';
import type { Missing, Person } from '../decide/types.js';
import type { Found, SentenceResolver } from '../model/resolve.js';
import type { Entitlement, Grant } from '../model/world.js';

/** The people that a subject of a sentence stands for. */
export interface Subject {
  readonly text: string;
  readonly people: readonly Person[];
  /** Groups whose unnamed members are among them. */
  readonly groups: readonly string[];
  /** By person: why it isn't certain that they are meant (somebody whose entitlement isn't known). */
  readonly doubts: ReadonlyMap<string, Missing>;
  /** A user who left the tenant by a change. */
  readonly gone?: true;
}

/** Looks up a subject; undefined where its name isn't found. */
export function resolveSubject(
  engine: Engine,
  resolver: SentenceResolver,
  node: SubjectNode,
): Subject | undefined {
  switch (node.kind) {
    case 'admins':
      return subject(
        'admins',
        engine.people.everybody().filter((person) => isAdmin(engine.people, person)),
      );
    case 'everyone':
      return subject('everyone', withAnyone(tenantUsers(engine)));
    case 'link':
      return subject('anyone with the link', [{ kind: 'link-holder' }]);
    case 'user': {
      const id = resolver.user(node.name.text, node.name.span);
      const user = id === undefined ? undefined : engine.world.users.get(id);
      if (id === undefined) return undefined;
      return user === undefined
        ? { ...subject(id, []), gone: true }
        : subject(id, [{ kind: 'user', user }]);
    }
    case 'group': {
      const id = resolver.group(node.name.text, node.name.span);
      return id === undefined
        ? undefined
        : subject(`group ${id}`, peopleOf(engine, { kind: 'group', id }), [id]);
    }
    case 'every':
      return everyWith(engine, resolver, node);
    case 'members-of': {
      const found = resolver.reference(node.of);
      return found && membersOf(engine, found);
    }
  }
}

function subject(
  text: string,
  people: readonly Person[],
  groups: readonly string[] = [],
  doubts: Subject['doubts'] = new Map(),
): Subject {
  return { text, people, groups, doubts };
}

/** Everybody but the holders of a link, who may be strangers: `everyone` and `every` don't mean them. */
function tenantUsers(engine: Engine): readonly Person[] {
  return engine.people.everybody().filter(({ kind }) => kind !== 'link-holder');
}

/** `everyone` is said of the tenant's other users too. */
function withAnyone(people: readonly Person[]): readonly Person[] {
  return people.some(({ kind }) => kind === 'anyone') ? people : [...people, { kind: 'anyone' }];
}

/** The people that the policy names in a group, and an unnamed member where there are others. */
function peopleOf(engine: Engine, principal: Grant['principal']): readonly Person[] {
  if (principal.kind === 'user') {
    const user = engine.world.users.get(principal.id);
    return user === undefined ? [] : [{ kind: 'user', user }];
  }
  if (principal.kind === 'group') return engine.people.membersOf(principal.id);
  return engine.people.everybody().filter((person) => {
    const reach = reaches(engine.people, person, principal);
    return reach !== undefined && reach.missing === undefined;
  });
}

/** Those with a tenant role or an entitlement; those who may have it are meant too, with a doubt. */
function everyWith(
  engine: Engine,
  resolver: SentenceResolver,
  { phrase }: Extract<SubjectNode, { kind: 'every' }>,
): Subject | undefined {
  const wanted = resolver.entitlementOrRole(phrase.text, phrase.span);
  if (wanted === undefined) return undefined;
  const people: Person[] = [];
  const doubts = new Map<string, Missing>();
  for (const person of tenantUsers(engine)) {
    const found =
      wanted.kind === 'role'
        ? holderOf(engine, person, wanted.role)
        : entitledAs(person, wanted.entitlement);
    if (found === undefined) continue;
    people.push(found.person);
    if (found.doubt !== undefined) doubts.set(personKey(found.person), found.doubt);
  }
  return subject(`every ${phrase.text}`, people, [], doubts);
}

interface Meant {
  readonly person: Person;
  readonly doubt?: Missing;
}

function holderOf(engine: Engine, person: Person, role: string): Meant | undefined {
  const held = engine.people.rolesHeld(person).filter(({ held }) => held.role === role);
  const [first] = held;
  if (first === undefined) return undefined;
  return first.missing === undefined || held.some(({ missing }) => missing === undefined)
    ? { person }
    : { person, doubt: first.missing };
}

/** Unnamed people are taken with the entitlement; a user whose entitlement isn't known may have it. */
function entitledAs(person: Person, entitlement: Entitlement): Meant | undefined {
  if (person.kind !== 'user') return { person: { ...person, entitlement } };
  const { user } = person;
  if (user.entitlement === entitlement) return { person };
  return user.entitlement === 'unknown'
    ? { person: { kind: 'user', user }, doubt: missingEntitlement({ person }) }
    : undefined;
}

/** Of a space: all with a role there, owner included; of an app: those it is shared with. */
function membersOf(engine: Engine, { space, item }: Found): Subject {
  const grants = item?.shares ?? space.members;
  const people = new Map<string, Person>();
  const add = (person: Person): unknown => people.set(personKey(person), person);
  if (item === undefined)
    peopleOf(engine, { kind: 'user', id: space.owner?.user ?? '' }).forEach(add);
  for (const { principal } of grants) peopleOf(engine, principal).forEach(add);
  const groups = grants.flatMap(({ principal }) =>
    principal.kind === 'group' ? [principal.id] : [],
  );
  const name = item === undefined ? space.name : `${space.name}/${item.name}`;
  return subject(`members of ${name}`, [...people.values()], groups);
}
