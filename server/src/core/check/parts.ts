import { type Checked, checkWith, type OpenPolicy } from '../check.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import { isNoisy, passedResult, runTest, type TestResult } from '../tests/run-test.js';
import type { Sight } from '../rules/rule.js';
import { TestIndex } from './test-index.js';
import { findInSpace, type Report, SIGHTS, spaceFindings } from './findings.js';

/** What the rules of one sight found in one space. */
export interface FoundInSpace {
  readonly sight: Sight;
  readonly space: string;
  readonly reports: readonly Report[];
}

/** What there is to report of a part. */
export interface PartDone {
  /** Of the tests of the part: see `isNoisy`. */
  readonly noisyTests: readonly TestResult[];
  readonly found: readonly FoundInSpace[];
}

/** How many tests, and how many spaces, make a part. */
export interface PartSizes {
  readonly tests: number;
  readonly spaces: number;
}

/** Small enough that nobody waits long for the last one, and large enough that telling of it costs nothing. */
const SIZES: PartSizes = { tests: 32, spaces: 16 };

/**
 * What a test is likely to say that speaks of many people: what is worked out for one such test is of use to all of them. It
 * matters to the order of the work alone.
 */
const WIDE = ['every', 'nobody ', 'only ', 'members ', 'remove '];

/**
 * The check of a policy that was opened, in numbered parts. They can be done in any order, and by several who opened the same
 * policy: all tell them apart alike. Those that look at more of the policy come first, so whoever begins at the end needs to
 * know less of it.
 */
export class Parts {
  /** How many parts there are. */
  readonly count: number;
  private readonly ofSpaces: number;
  private readonly spaces: readonly string[];
  private readonly tests: readonly ReadTest[];

  constructor(
    private readonly open: OpenPolicy,
    private readonly sizes: PartSizes = SIZES,
  ) {
    const { tests } = open.policy;
    const isWide = ({ key }: ReadTest): boolean =>
      WIDE.some((word) => key.origin.block.text.includes(word));
    this.tests = [...tests.filter(isWide), ...tests.filter((test) => !isWide(test))];
    this.spaces = [...open.engine.world.spaces.keys()];
    this.ofSpaces = Math.ceil(this.spaces.length / sizes.spaces);
    this.count = this.ofSpaces + Math.ceil(tests.length / sizes.tests);
  }

  /**
   * Does one part.
   *
   * @param only the places in the part of what is to be looked at; default: all of it
   */
  do(part: number, only?: readonly number[]): PartDone {
    const { tests, spaces } = this.of(part);
    const { engine } = this.open;
    return {
      noisyTests: chosen(tests, only)
        .map((test) => runTest(engine, test))
        .filter(isNoisy),
      found: chosen(spaces, only).flatMap((name) => this.look(name)),
    };
  }

  /** The places in a part of the tests and spaces of which there is something to report: for somebody else to `do`. */
  noisy(part: number): readonly number[] {
    const { tests, spaces } = this.of(part);
    const { engine } = this.open;
    return [
      ...placesWhere(tests, (test) => isNoisy(runTest(engine, test))),
      ...placesWhere(spaces, (name) => this.look(name).length > 0),
    ];
  }

  /**
   * Does all parts, one after the other.
   *
   * @param progress is told how many were done, before each of them
   */
  doAll(progress: (done: number) => void = () => undefined): readonly PartDone[] {
    return Array.from({ length: this.count }, (_, part) => {
      progress(part);
      return this.do(part);
    });
  }

  /**
   * Checks the rest of the policy.
   *
   * @param done what came of all parts
   */
  finish(done: Iterable<PartDone>): Checked {
    const { policy } = this.open;
    const noisy = new Map<ReadTest, TestResult>();
    const found = { named: new Map(), members: new Map(), elsewhere: new Map() } satisfies Record<
      Sight,
      Map<string, readonly Report[]>
    >;
    for (const part of done) {
      for (const result of part.noisyTests) noisy.set(result.test, result);
      for (const { sight, space, reports } of part.found) found[sight].set(space, reports);
    }
    const tests = policy.tests.map((test) => noisy.get(test) ?? passedResult(test));
    const noisyTests = noisy.size === 0 ? [] : tests.filter(({ test }) => noisy.has(test));
    return checkWith(
      this.open,
      { tests, noisyTests, testIndex: new TestIndex(tests) },
      spaceFindings(this.open, found),
    );
  }

  /** What is in a part: either tests or spaces. */
  private of(part: number): {
    readonly tests: readonly ReadTest[];
    readonly spaces: readonly string[];
  } {
    const { tests, spaces } = this.sizes;
    const test = (part - this.ofSpaces) * tests;
    return part < this.ofSpaces
      ? { tests: [], spaces: this.spaces.slice(part * spaces, (part + 1) * spaces) }
      : { tests: this.tests.slice(test, test + tests), spaces: [] };
  }

  private look(name: string): readonly FoundInSpace[] {
    const space = this.open.engine.world.spaces.get(name);
    if (space === undefined) return [];
    const found: FoundInSpace[] = [];
    for (const sight of SIGHTS) {
      const reports = findInSpace(this.open, space, sight);
      if (reports.length > 0) found.push({ sight, space: name, reports });
    }
    return found;
  }
}

/** The values at some places of a list; undefined: all. */
function chosen<T>(list: readonly T[], only: readonly number[] | undefined): readonly T[] {
  return only === undefined ? list : list.filter((_, place) => only.includes(place));
}

function placesWhere<T>(list: readonly T[], test: (value: T) => boolean): readonly number[] {
  return list.flatMap((value, place) => (test(value) ? [place] : []));
}
