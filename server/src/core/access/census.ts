import { append } from '../append.js';
import type { Engine } from '../decide/engine.js';
import type { Person } from '../decide/types.js';
import { Profiles } from './profiles.js';

/** The numbers of the groups that people are in for certain, of one person after the other. */
interface Memberships {
  /** Of each person ascending. */
  readonly groups: Int32Array;
  /** Where those of a person begin in the list, by the person's number; they end where those of the next begin. */
  readonly starts: Int32Array;
}

/**
 * Everybody whom a policy speaks of, numbered: what is kept of people and groups are plain lists of numbers, so that thousands
 * of spaces can be looked at without looking up a name.
 */
export class Census {
  /** In the order of the policy; a person's number is their place here. */
  readonly people: readonly Person[];
  /** The number of each person's kind (`Profiles.kindOf`), counted from 0 without gaps. */
  readonly kinds: Int32Array;
  /** How many people are of each kind. */
  readonly kindSizes: Int32Array;
  /** The numbers of the people of each kind, ascending. */
  readonly peopleOfKind: readonly Int32Array[];
  /** Room for everybody's standing in one space while that is worked out; otherwise their kinds. */
  readonly standings: Int32Array;
  readonly profiles: Profiles;
  private readonly places = new Map<string, number>();
  /** The unnamed members of groups, by the group's id. */
  private readonly unnamed = new Map<string, number>();
  private readonly groupNumbers = new Map<string, number>();
  private readonly members = new Map<string, Int32Array>();
  private known: Memberships | undefined;

  constructor(readonly engine: Engine) {
    const { people, world } = engine;
    this.people = people.everybody();
    this.profiles = new Profiles(engine);
    this.kinds = new Int32Array(this.people.length);
    const numbers = new Map<string, number>();
    const lists: number[][] = [];
    this.people.forEach((person, place) => {
      const kind = this.profiles.kindOf(person);
      let number = numbers.get(kind);
      if (number === undefined) numbers.set(kind, (number = numbers.size));
      this.kinds[place] = number;
      (lists[number] ??= []).push(place);
      if (person.kind === 'user') this.places.set(person.user.id, place);
      if (person.kind === 'group-member') this.unnamed.set(person.group.id, place);
    });
    this.peopleOfKind = lists.map((list) => Int32Array.from(list));
    this.kindSizes = Int32Array.from(lists, ({ length }) => length);
    this.standings = this.kinds.slice();
    for (const id of world.groups.keys()) this.groupNumbers.set(id, this.groupNumbers.size);
  }

  /** The number of a user; undefined for an id that is none's. */
  placeOf(user: string): number | undefined {
    return this.places.get(user);
  }

  /** The number of a group. */
  numberOf(group: string): number | undefined {
    return this.groupNumbers.get(group);
  }

  /** The numbers of the people who are in a group for certain, its unnamed member included. */
  membersOf(group: string): Int32Array {
    let members = this.members.get(group);
    if (members === undefined) {
      const places = this.engine.people
        .membersOf(group)
        .flatMap((person) => this.numberOfPerson(person) ?? []);
      this.members.set(group, (members = Int32Array.from(places)));
    }
    return members;
  }

  private numberOfPerson(person: Person): number | undefined {
    if (person.kind === 'user') return this.places.get(person.user.id);
    return person.kind === 'group-member' ? this.unnamed.get(person.group.id) : undefined;
  }

  /** Who is in which groups for certain. */
  get memberships(): Memberships {
    return (this.known ??= this.findMemberships());
  }

  private findMemberships(): Memberships {
    const groups: number[] = [];
    const starts = new Int32Array(this.people.length + 1);
    this.people.forEach((person, place) => {
      const numbers = this.engine.people
        .memberships(person)
        .flatMap(({ group, missing }) =>
          missing === undefined ? (this.groupNumbers.get(group) ?? []) : [],
        );
      append(
        groups,
        numbers.sort((a, b) => a - b),
      );
      starts[place + 1] = groups.length;
    });
    return { groups: Int32Array.from(groups), starts };
  }

  /** The numbers of the groups that somebody is in for certain, ascending. */
  groupsOf(place: number): Int32Array {
    const { groups, starts } = this.memberships;
    return groups.subarray(starts[place] ?? 0, starts[place + 1] ?? 0);
  }
}
