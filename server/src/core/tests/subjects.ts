import type { SubjectNode } from '../../../../grammar/src/index.js';
import { isAdmin, personKey } from '../decide/range.js';
import type { Engine } from '../decide/engine.js';
import { isSpaceOwner, reaches, reaching } from '../decide/holdings.js';
import { GrantsByPrincipal } from '../decide/space-grants.js';
import { missingEntitlement } from '../decide/entitlement.js';
import type { Missing, Person } from '../decide/types.js';
import type { Found, SentenceResolver } from '../model/resolve.js';
import type { Entitlement, Grant, Item, Space } from '../model/world.js';

/** The people that a subject of a sentence stands for. */
export interface Subject {
  /** The part of the sentence that names them. */
  readonly node: SubjectNode;
  readonly text: string;
  /** Those who are meant, in order. */
  readonly people: readonly Person[];
  /** Groups whose unnamed members are among them. */
  readonly groups: readonly string[];
  /** Whether those who are meant are so few that they are looked at one by one. */
  readonly few: boolean;
  /** Whether nobody is meant, where that is told sooner than who is. */
  readonly isEmpty?: boolean;
  /** Of a subject that many people are meant by: those of some people who are meant. */
  among?(people: readonly Person[]): readonly Person[];
  /** Whether somebody is among them. */
  includes(person: Person): boolean;
  /** Why it isn't certain that somebody is meant (their entitlement isn't known). */
  doubt(person: Person): Missing | undefined;
  /** The user named. */
  readonly user?: string;
  /** The space whose members are meant, or those of one of its items. */
  readonly place?: Space;
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
      return subject(node, 'admins', () => engine.people.filtered('admins', isAdmin), {
        includes: (person) => isAdmin(engine.people.factsOf(person)),
        few: true,
      });
    case 'everyone':
      return new Wide(node, 'everyone', engine, (person) => ({ person }));
    case 'link':
      return subject(node, 'anyone with the link', () => [{ kind: 'link-holder' }]);
    case 'user': {
      const id = resolver.user(node.name.text, node.name.span);
      const user = id === undefined ? undefined : engine.world.users.get(id);
      if (id === undefined) return undefined;
      return user === undefined
        ? subject(node, id, () => [], { gone: true })
        : subject(node, id, () => [{ kind: 'user', user }], { user: id });
    }
    case 'group': {
      const id = resolver.group(node.name.text, node.name.span);
      return id === undefined ? undefined : groupSubject(engine, node, id);
    }
    case 'every':
      return everyWith(engine, resolver, node);
    case 'members-of': {
      const found = resolver.reference(
        node.of,
        undefined,
        (group) => `write group ${group} instead of members of ${group}`,
      );
      return found && membersOf(engine, node, found);
    }
  }
}

/** A group of no more members is small. */
const FEW = 200;

function groupSubject(engine: Engine, node: SubjectNode, id: string): Subject {
  const includes = (person: Person): boolean =>
    engine.people
      .memberships(person)
      .some(({ group, missing }) => group === id && missing === undefined);
  const size = engine.people.crowd.sizeOf(id);
  const isOpen = engine.world.groups.get(id)?.othersUnknown === true;
  return subject(node, `group ${id}`, () => engine.people.membersOf(id), {
    groups: [id],
    few: size <= FEW,
    isEmpty: !engine.world.tenant.groupsEnabled || (size === 0 && !isOpen),
    includes,
    among: (people) => people.filter(includes),
  });
}

function subject(
  node: SubjectNode,
  text: string,
  people: () => readonly Person[],
  more: Partial<Subject> = {},
): Subject {
  return Object.assign(new Some(node, text, people), more);
}

/** People who are listed when somebody asks for them. */
class Some implements Subject {
  readonly groups: readonly string[] = [];
  readonly few: boolean = false;
  private known: readonly Person[] | undefined;

  constructor(
    readonly node: SubjectNode,
    readonly text: string,
    private readonly list: () => readonly Person[],
  ) {}

  get people(): readonly Person[] {
    return (this.known ??= this.list());
  }

  includes(person: Person): boolean {
    return this.people.some((other) => identityOf(other) === identityOf(person));
  }

  doubt(): undefined {
    return undefined;
  }
}

/** Equal for the same person of one world. */
function identityOf(person: Person): unknown {
  return person.kind === 'user' ? person.user : personKey(person);
}

/**
 * Everybody of whom something holds. The holders of a link, who may be strangers, are not meant; `everyone` is said of the
 * tenant's other users too, whether something is granted to everyone or not.
 */
class Wide implements Subject {
  readonly few = false;
  readonly groups: readonly string[] = [];
  private found: readonly Person[] | undefined;

  constructor(
    readonly node: SubjectNode,
    readonly text: string,
    private readonly engine: Engine,
    private readonly meant: (person: Person) => Meant | undefined,
  ) {}

  get people(): readonly Person[] {
    return (this.found ??= this.among(this.engine.people.everybody()));
  }

  /** Those of some people who are meant. */
  among(everybody: readonly Person[]): readonly Person[] {
    const people = everybody.flatMap((person) => this.meantBy(person)?.person ?? []);
    if (this.text !== 'everyone' || people.some(({ kind }) => kind === 'anyone')) return people;
    return [...people, { kind: 'anyone' }];
  }

  includes(person: Person): boolean {
    return this.meantBy(person)?.person === person;
  }

  doubt(person: Person): Missing | undefined {
    return this.meantBy(person)?.doubt;
  }

  private meantBy(person: Person): Meant | undefined {
    return person.kind === 'link-holder' ? undefined : this.meant(person);
  }
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
  node: Extract<SubjectNode, { kind: 'every' }>,
): Subject | undefined {
  const { phrase } = node;
  const wanted = resolver.entitlementOrRole(phrase.text, phrase.span);
  if (wanted === undefined) return undefined;
  return new Wide(node, `every ${phrase.text}`, engine, (person) =>
    wanted.kind === 'role'
      ? holderOf(engine, person, wanted.role)
      : entitledAs(person, wanted.entitlement),
  );
}

/** Somebody who is meant, with the reason why that isn't certain, where it isn't. */
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
function membersOf(engine: Engine, node: SubjectNode, { space, item }: Found): Subject {
  const grants = item?.shares ?? space.members;
  const byPrincipal =
    item === undefined
      ? engine.grantsOf(space).members
      : GrantsByPrincipal.of(grants.map((grant, place) => ({ grant, place })));
  const includes = (person: Person): boolean =>
    (item === undefined && isSpaceOwner(person, space)) ||
    reaching(engine.people, person, byPrincipal).some(({ reach }) => reach.missing === undefined);
  const name = item === undefined ? space.name : `${space.name}/${item.name}`;
  return subject(node, `members of ${name}`, () => namedIn(engine, space, item, grants), {
    groups: grants.flatMap(({ principal }) => (principal.kind === 'group' ? [principal.id] : [])),
    place: space,
    includes,
    among: (people) => people.filter(includes),
  });
}

/** The people that a space or an app names, one after the other. */
function namedIn(
  engine: Engine,
  space: Space,
  item: Item | undefined,
  grants: readonly Grant[],
): readonly Person[] {
  const people = new Map<string, Person>();
  const add = (person: Person): unknown => people.set(personKey(person), person);
  if (item === undefined)
    peopleOf(engine, { kind: 'user', id: space.owner?.user ?? '' }).forEach(add);
  for (const { principal } of grants) peopleOf(engine, principal).forEach(add);
  return [...people.values()];
}
