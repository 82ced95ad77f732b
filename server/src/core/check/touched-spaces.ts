import type { ChangedPeople } from '../decide/changed-people.js';
import type { Engine } from '../decide/engine.js';
import type { SpaceGrants } from '../decide/space-grants.js';
import { meet } from '../meet.js';
import type { Policy } from '../model/policy.js';
import type { Sight } from '../rules/rule.js';

/**
 * The names of the spaces in which rules of each sight may find something else than in the state that the policy's changes are
 * told from; some of them may be gone.
 *
 * @param people of whom other things are known since that state: not of anybody at all
 */
export function touchedSpaces(
  { changes, memo }: Policy,
  engine: Engine,
  people: ChangedPeople,
): Readonly<Record<Sight, ReadonlySet<string>>> {
  const { spaces, roles } = changes;
  const touched = { named: new Set(spaces), members: new Set(spaces), elsewhere: new Set(spaces) };
  const referring = roles ? memo.references.byName.keys() : memo.references.referringTo(spaces);
  for (const name of referring) touched.elsewhere.add(name);
  // Whoever a rule speaks of has something here, whatever they have elsewhere.
  if (people.others.size > 0) {
    const concerned = new Concerned(engine, people);
    const naming = concerned.naming();
    for (const name of concerned.spaces()) {
      const space = engine.world.spaces.get(name);
      if (space === undefined) continue;
      const grants = engine.grantsOf(space);
      const isNamed = naming?.has(name) !== false && concerned.names(grants);
      if (isNamed) touched.named.add(space.name);
      if (isNamed || concerned.members(grants)) touched.members.add(space.name);
      if (isNamed || concerned.elsewhere(grants)) touched.elsewhere.add(space.name);
    }
  }
  return touched;
}

/** Tells what the changed people may make a difference to. */
class Concerned {
  /** The groups whose members are others, or are entitled to other things. */
  private readonly groups: ReadonlySet<string>;
  private known: ReadonlySet<string> | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly people: ChangedPeople,
  ) {
    this.groups = new Set([...people.groups, ...people.remade]);
  }

  /** The names of spaces, among them all that the changed people have something in. */
  spaces(): Iterable<string> {
    const { memberships } = this.people;
    const { spaces } = this.engine.world;
    const naming = this.naming();
    if (naming === undefined) return spaces.keys();
    const groups = [...this.groups, ...memberships].map((id) => ({ kind: 'group', id }) as const);
    const others = this.engine.naming.spacesNaming(spaces, [...groups, { kind: 'everyone' }]);
    return new Set([...naming, ...others]);
  }

  /** The names of spaces, among them all that name one of the changed people; undefined where these are many. */
  naming(): ReadonlySet<string> | undefined {
    const { others } = this.people;
    if (others.size > MANY) return undefined;
    const users = [...others].map((id) => ({ kind: 'user', id }) as const);
    return (this.known ??= this.engine.naming.spacesNaming(this.engine.world.spaces, users));
  }

  names({ named }: SpaceGrants): boolean {
    return meet(this.people.others, named);
  }

  /** Whether those to whom a space grants something without naming them are others, or of another kind. */
  members(grants: SpaceGrants): boolean {
    return (this.people.kinds && grants.grants('everyone')) || grantsOneOf(grants, this.groups);
  }

  /** Whether one of the people has something here, and may have something else here or where the content refers to. */
  elsewhere(grants: SpaceGrants): boolean {
    if (grants.referred.length === 0) return false;
    if (!grants.grants('everyone') && !grantsOneOf(grants, this.people.memberships)) return false;
    return (
      this.members(grants) ||
      grants.referred.some((name) => {
        const space = this.engine.world.spaces.get(name);
        const there = space && this.engine.grantsOf(space);
        return there !== undefined && (this.names(there) || this.members(there));
      })
    );
  }
}

function grantsOneOf(grants: SpaceGrants, groups: ReadonlySet<string>): boolean {
  if (groups.size > FEW) {
    for (const id of grants.groupIds()) if (groups.has(id)) return true;
    return false;
  }
  for (const id of groups) if (grants.grantsGroup(id)) return true;
  return false;
}

/** Of more people than these, every space is looked at. */
const MANY = 32;

/** So many groups are asked for one by one. */
const FEW = 8;
