import type { OpenPolicy } from '../check.js';
import { filesOf } from '../files-of.js';
import type { ReadTest } from '../syntax/policy/reading.js';
import type { Block } from '../syntax/tree.js';
import type { TestResult } from '../tests/run-test.js';
import type { PartDone } from './parts.js';

/** What came of a part as data that can be sent to another thread. */
interface Data {
  /** Each with the number of its test. */
  readonly noisyTests: readonly { readonly test: bigint }[];
  readonly found: unknown;
}

/**
 * Turns what came of a part into data that can be sent to another thread, which opened the same policy, and back. Blocks, tests and
 * sentences of tests are told by their numbers, so that the other thread gets its own: nothing else in what is found is a bigint.
 */
export class PartData {
  private own: Own | undefined;

  constructor(private readonly policy: OpenPolicy) {}

  /** Data for `decode` of another thread; undefined where there is nothing to report. */
  encode(done: PartDone): unknown {
    if (done.noisyTests.length + done.found.length === 0) return undefined;
    this.own ??= new Own(this.policy);
    const numbers = new Map<unknown, bigint>();
    for (const { test } of done.noisyTests)
      test.expect.forEach(({ written }, index) => numbers.set(written, sentenceNumber(index)));
    const { own } = this;
    return copied(done, (value) => numbers.get(value) ?? own.numberOf(value));
  }

  /** What `encode` of another thread turned into data. */
  decode(data: unknown): PartDone {
    if (data === undefined) return { noisyTests: [], found: [] };
    const own = (this.own ??= new Own(this.policy));
    // What `encode` was given.
    const { noisyTests, found } = data as Data;
    return {
      noisyTests: noisyTests.map((result) => {
        const test = own.test(result.test);
        return copied(result, (value) => {
          if (typeof value !== 'bigint') return undefined;
          return value < 0n ? test.expect[sentenceIndex(value)]?.written : own.object(value);
        }) as TestResult;
      }),
      found: copied(found, (value) =>
        typeof value === 'bigint' ? own.object(value) : undefined,
      ) as PartDone['found'],
    };
  }
}

/** The number of a sentence in its test: below those of all objects. */
function sentenceNumber(index: number): bigint {
  return BigInt(-1 - index);
}

function sentenceIndex(number: bigint): number {
  return -1 - Number(number);
}

/** The objects that every thread has one of its own of, and their numbers. */
class Own {
  private readonly objects: readonly (Block | ReadTest)[];
  private numbers: ReadonlyMap<unknown, bigint> | undefined;

  constructor(open: OpenPolicy) {
    const blocks = filesOf(open).flatMap(({ tree }) => tree.list);
    this.objects = [...blocks, ...open.policy.tests];
  }

  object(number: bigint): Block | ReadTest | undefined {
    return this.objects[Number(number)];
  }

  /** The test of a number that `numberOf` told of one. */
  test(number: bigint): ReadTest {
    return this.objects[Number(number)] as ReadTest;
  }

  numberOf(value: unknown): bigint | undefined {
    this.numbers ??= new Map(this.objects.map((object, number) => [object, BigInt(number)]));
    return this.numbers.get(value);
  }
}

/**
 * A copy of lists, sets and plain objects.
 *
 * @param instead tells what takes the place of a value; undefined: its copy does
 */
function copied(value: unknown, instead: (value: unknown) => unknown): unknown {
  const copy = (each: unknown): unknown => copied(each, instead);
  const other = instead(value);
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Set) return new Set([...value].map(copy));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)]));
}
