import type { ChangedPeople } from '../decide/changed-people.js';
import type { Changes } from '../model/changes.js';
import type { Reach } from '../tests/reach.js';
import type { TestResult } from '../tests/run-test.js';

/** The places of results in their list, by a name that they depend on. */
type Places = Map<string, Set<number>>;

/**
 * Which results of tests a change may touch, told by the names that it changes and not by each result. It tells too many
 * rather than too few: `touchOf` tells of each whether it is touched.
 */
export class TestIndex {
  private known: Known | undefined;

  /** @param results of the policy's tests, in order; they are looked through when something is first asked */
  constructor(private readonly results: readonly TestResult[]) {}

  /** The places of the results that may be touched; undefined where all may be. */
  touched(changes: Changes, people: ChangedPeople): ReadonlySet<number> | undefined {
    return changes.all || people.all
      ? undefined
      : (this.known ??= Known.of(this.results)).touched(changes, people);
  }

  /**
   * The index of results of the same tests, some of which are others.
   *
   * @param changed the places of those that are others
   */
  next(results: readonly TestResult[], changed: readonly number[]): TestIndex {
    const next = new TestIndex(results);
    next.known = this.known;
    // What it tells of earlier results too may stay: it only tells too many.
    for (const place of changed) {
      const result = results[place];
      if (result !== undefined) this.known?.add(place, result.reach);
    }
    return next;
  }
}

/** What depends on which names. */
class Known {
  private readonly users: Places = new Map();
  private readonly groups: Places = new Map();
  private readonly spaces: Places = new Map();
  /** Those that everything touches. */
  private readonly always = new Set<number>();
  /** Those that speak of anybody. */
  private readonly wide = new Set<number>();
  /** Those of which proofs are shown. */
  private readonly shown = new Set<number>();
  private readonly permissions = new Set<number>();

  static of(results: readonly TestResult[]): Known {
    const known = new Known();
    for (const [place, { reach }] of results.entries()) known.add(place, reach);
    return known;
  }

  add(place: number, reach: Reach): void {
    if (reach.all) this.always.add(place);
    if (reach.wide) this.wide.add(place);
    if (reach.permissions) this.permissions.add(place);
    if (!reach.silent) this.shown.add(place);
    addTo(this.users, reach.users, place);
    addTo(this.groups, reach.groups, place);
    addTo(this.groups, reach.subjects, place);
    // Of the others, who is in the groups that spaces grant something makes no difference.
    if (reach.wide) addTo(this.groups, reach.granted, place);
    addTo(this.spaces, reach.spaces, place);
  }

  touched(changes: Changes, people: ChangedPeople): ReadonlySet<number> {
    const found = new Set(this.always);
    const add = (places: Iterable<number> | undefined): void => {
      if (places !== undefined) for (const place of places) found.add(place);
    };
    for (const space of changes.spaces) add(this.spaces.get(space));
    for (const set of [people.others, people.users]) for (const id of set) add(this.users.get(id));
    const { named, groups, remade, memberships } = people;
    for (const set of [changes.groups, named, groups, remade, memberships])
      for (const id of set) add(this.groups.get(id));
    if (people.kinds || people.unnamed) add(this.wide);
    if (changes.roles) add(this.permissions);
    if (changes.roles || people.doubts) add(this.shown);
    return found;
  }
}

function addTo(places: Places, names: ReadonlySet<string>, place: number): void {
  for (const name of names) {
    const found = places.get(name);
    if (found === undefined) places.set(name, new Set([place]));
    else found.add(place);
  }
}
