import { append } from '../append.js';
import { type Checked, checkWith, type OpenPolicy } from '../check.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import { isNoisy, passedResult, runTest, type TestResult } from '../tests/run-test.js';
import type { Sight } from '../rules/rule.js';
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
 * The check of a policy that was opened, in numbered parts: first its tests, then its spaces. They can be done in any order, and by
 * several who opened the same policy: all tell them apart alike.
 */
export class Parts {
  /** How many parts there are. */
  readonly count: number;
  private readonly ofTests: number;
  private readonly spaces: readonly string[];

  constructor(
    private readonly open: OpenPolicy,
    private readonly sizes: PartSizes = SIZES,
  ) {
    this.spaces = [...open.engine.world.spaces.keys()];
    this.ofTests = Math.ceil(open.policy.tests.length / sizes.tests);
    this.count = this.ofTests + Math.ceil(this.spaces.length / sizes.spaces);
  }

  /** How many tests are in the parts before one. */
  testsBefore(part: number): number {
    return Math.min(part * this.sizes.tests, this.open.policy.tests.length);
  }

  /** Does one part. */
  do(part: number): PartDone {
    const { tests, spaces } = this.sizes;
    const space = part - this.ofTests;
    return space < 0
      ? { noisyTests: this.run(part * tests, tests), found: [] }
      : { noisyTests: [], found: this.look(space * spaces, spaces) };
  }

  /**
   * Does all parts, one after the other.
   *
   * @param begun is told of each before it is done
   */
  doAll(begun: (part: number) => void = () => undefined): readonly PartDone[] {
    return Array.from({ length: this.count }, (_, part) => {
      begun(part);
      return this.do(part);
    });
  }

  /**
   * Checks the rest of the policy.
   *
   * @param done what came of each part, in their order
   */
  finish(done: readonly PartDone[]): Checked {
    const { policy } = this.open;
    const noisy = new Map<ReadTest, TestResult>();
    const found = { named: new Map(), members: new Map(), elsewhere: new Map() } satisfies Record<
      Sight,
      Map<string, readonly Report[]>
    >;
    const noisyTests: TestResult[] = [];
    for (const part of done) {
      append(noisyTests, part.noisyTests);
      for (const { sight, space, reports } of part.found) found[sight].set(space, reports);
    }
    for (const result of noisyTests) noisy.set(result.test, result);
    const tests = policy.tests.map((test) => noisy.get(test) ?? passedResult(test));
    return checkWith(this.open, { tests, noisyTests }, spaceFindings(this.open, found));
  }

  private run(from: number, count: number): readonly TestResult[] {
    const { policy, engine } = this.open;
    return policy.tests
      .slice(from, from + count)
      .map((test) => runTest(engine, test))
      .filter(isNoisy);
  }

  private look(from: number, count: number): readonly FoundInSpace[] {
    const found: FoundInSpace[] = [];
    for (const name of this.spaces.slice(from, from + count)) {
      const space = this.open.engine.world.spaces.get(name);
      if (space === undefined) continue;
      for (const sight of SIGHTS) {
        const reports = findInSpace(this.open, space, sight);
        if (reports.length > 0) found.push({ sight, space: name, reports });
      }
    }
    return found;
  }
}
