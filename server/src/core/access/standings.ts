import { withElsewhere } from '../decide/alike.js';
import type { Space } from '../model/world.js';
import type { Census } from './census.js';

/** People of one space whom no answer there tells apart: users that it names stand alone. */
export interface Standing {
  /** Its place among the standings of the space. */
  readonly number: number;
  /** The number of the first person who has it. */
  readonly first: number;
  /** How many people have it. */
  readonly size: number;
}

/** Everybody, divided by their standings in one space. */
export interface Division {
  /** Every standing that somebody has. */
  readonly all: readonly Standing[];
  /** The numbers of the people whom the space tells apart from others of their kind, ascending. */
  readonly places: Int32Array;
  /** Their standings. That of everybody else is their kind. */
  readonly apart: Int32Array;
}

/**
 * Divides everybody by how they stand in one space: users whom it names by themselves, and of all others those of one kind
 * (`Profiles.kindOf`) who are in the same ones of the groups that it grants something. Most people hold nothing but what the whole
 * tenant gives them, so that few standings hold most people.
 */
export class Standings {
  /** The ids of the groups that tell people apart, ascending by number. */
  private readonly groups: readonly string[];
  /** Their numbers. */
  private readonly numbers: readonly number[];
  /** The standings of users who are named, by their numbers. */
  private readonly named = new Map<number, number>();
  /** The standing of those who are in one group more: by standing and group. */
  private readonly joined = new Map<number, number>();
  private count: number;

  constructor(
    private readonly census: Census,
    readonly space: Space,
  ) {
    const { engine, kindSizes } = census;
    this.count = kindSizes.length;
    const groups = new Map<string, number>();
    for (const one of withElsewhere(engine, [space])) {
      const grants = engine.grantsOf(one);
      for (const id of grants.named) this.name(census.placeOf(id));
      for (const id of grants.groupIds()) {
        const number = census.numberOf(id);
        if (number !== undefined) groups.set(id, number);
      }
    }
    const sorted = [...groups].sort(([, a], [, b]) => a - b);
    this.groups = sorted.map(([id]) => id);
    this.numbers = sorted.map(([, number]) => number);
  }

  /** The numbers of the users who stand alone. */
  get namedPlaces(): Iterable<number> {
    return this.named.keys();
  }

  /** Whether somebody stands alone. */
  names(place: number): boolean {
    return this.named.has(place);
  }

  /** The numbers of the groups that tell people apart. */
  get groupNumbers(): Iterable<number> {
    return this.numbers;
  }

  private name(place: number | undefined): void {
    if (place !== undefined && !this.named.has(place)) this.named.set(place, this.count++);
  }

  private withGroup(standing: number, rank: number): number {
    const key = standing * this.groups.length + rank;
    let found = this.joined.get(key);
    if (found === undefined) this.joined.set(key, (found = this.count++));
    return found;
  }

  /** The standing of one person. */
  of(place: number): number {
    const own = this.named.get(place);
    if (own !== undefined) return own;
    const { census, numbers } = this;
    let standing = census.kinds[place] ?? 0;
    if (numbers.length === 0) return standing;
    // Both lists ascend.
    const { groups, starts } = census.memberships;
    const end = starts[place + 1] ?? 0;
    let rank = 0;
    for (let at = starts[place] ?? 0; at < end; at++) {
      const group = groups[at] ?? 0;
      while (rank < numbers.length && (numbers[rank] ?? 0) < group) rank++;
      if (numbers[rank] === group) standing = this.withGroup(standing, rank);
    }
    return standing;
  }

  /** Every standing that somebody has. Takes time in step with the members of the groups that are granted something, not with all people. */
  all(): readonly Standing[] {
    const sizes = this.assign();
    const all = [...this.ofKinds(sizes), ...this.ofOthers(sizes)];
    this.withdraw();
    return all;
  }

  /** Divides everybody. Takes time like `all`. */
  divide(): Division {
    const { standings } = this.census;
    const sizes = this.assign();
    const places = this.placesApart();
    const apart = places.map((place) => standings[place] ?? 0);
    const all = [...this.ofKinds(sizes), ...this.ofOthers(sizes)];
    this.withdraw();
    return { all, places, apart };
  }

  /** Writes down everybody's standing in the census, until `withdraw`; gives how many have each, by its number. */
  private assign(): readonly number[] {
    const { census } = this;
    const { standings } = census;
    const sizes = Array.from(census.kindSizes);
    const move = (from: number, to: number, count: number): void => {
      sizes[from] = (sizes[from] ?? 0) - count;
      sizes[to] = (sizes[to] ?? 0) + count;
    };
    this.groups.forEach((id, rank) => {
      // Members who follow each other mostly come from the same standing.
      let [from, to, count] = [-1, -1, 0];
      for (const place of census.membersOf(id)) {
        const standing = standings[place] ?? 0;
        if (standing !== from) {
          if (count > 0) move(from, to, count);
          [from, to, count] = [standing, this.withGroup(standing, rank), 0];
        }
        count += 1;
        standings[place] = to;
      }
      if (count > 0) move(from, to, count);
    });
    for (const [place, standing] of this.named) {
      move(standings[place] ?? 0, standing, 1);
      standings[place] = standing;
    }
    return sizes;
  }

  /** Makes everybody's standing in the census their kind again. */
  private withdraw(): void {
    const { census } = this;
    const { kinds, standings } = census;
    for (const id of this.groups)
      for (const place of census.membersOf(id)) standings[place] = kinds[place] ?? 0;
    for (const place of this.named.keys()) standings[place] = kinds[place] ?? 0;
  }

  /** The numbers of the people whose standing is not their kind, ascending, while standings are written down. */
  private placesApart(): Int32Array {
    const { census } = this;
    const places = new Set(this.named.keys());
    for (const id of this.groups) for (const place of census.membersOf(id)) places.add(place);
    return Int32Array.from(places).sort();
  }

  /** The standings of those whom the space doesn't tell apart: their kinds. */
  private *ofKinds(sizes: readonly number[]): Iterable<Standing> {
    const { peopleOfKind, standings } = this.census;
    for (const [number, people] of peopleOfKind.entries()) {
      const first = people.find((place) => standings[place] === number);
      if (first !== undefined) yield { number, first, size: sizes[number] ?? 0 };
    }
  }

  /** The other standings. */
  private *ofOthers(sizes: readonly number[]): Iterable<Standing> {
    const { census } = this;
    const { standings } = census;
    const firsts: number[] = [];
    for (const id of this.groups)
      for (const place of census.membersOf(id)) {
        const standing = standings[place] ?? 0;
        firsts[standing] = Math.min(firsts[standing] ?? place, place);
      }
    for (const [place, standing] of this.named) firsts[standing] = place;
    for (let number = census.kindSizes.length; number < this.count; number++) {
      const [first, size = 0] = [firsts[number], sizes[number]];
      if (first !== undefined && size > 0) yield { number, first, size };
    }
  }
}
