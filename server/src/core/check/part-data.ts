import type { OpenPolicy } from '../check.js';
import { filesOf } from '../files-of.js';
import type { PartDone } from './parts.js';

/**
 * Turns what came of a part into data that can be sent to another thread, which opened the same policy, and back. Blocks, tests and
 * sentences of tests are told by their numbers, so that the other thread gets its own.
 */
export class PartData {
  private own: Own | undefined;

  constructor(private readonly policy: OpenPolicy) {}

  /** Data for `decode` of another thread; undefined where there is nothing to report. */
  encode(done: PartDone): unknown {
    if (done.noisyTests.length + done.found.length === 0) return undefined;
    const { numbers } = (this.own ??= ownOf(this.policy));
    return copied(done, (value) => {
      const number = typeof value === 'object' && value !== null ? numbers.get(value) : undefined;
      return number === undefined ? undefined : { known: BigInt(number) };
    });
  }

  /** What `encode` of another thread turned into data. */
  decode(data: unknown): PartDone {
    if (data === undefined) return { noisyTests: [], found: [] };
    const { objects } = (this.own ??= ownOf(this.policy));
    const done = copied(data, (value) =>
      typeof value === 'bigint' ? { known: objects[Number(value)] } : undefined,
    );
    // What `encode` was given.
    return done as PartDone;
  }
}

/** The objects that every thread has one of its own of, and their numbers. Nothing else in what is found is a bigint. */
interface Own {
  readonly objects: readonly object[];
  readonly numbers: ReadonlyMap<object, number>;
}

function ownOf(open: OpenPolicy): Own {
  const objects: object[] = [];
  for (const { tree } of filesOf(open)) for (const block of tree.list) objects.push(block);
  for (const test of open.policy.tests) {
    objects.push(test);
    for (const { written } of test.expect) objects.push(written);
  }
  return { objects, numbers: new Map(objects.map((object, number) => [object, number])) };
}

/**
 * A copy of lists, sets and plain objects.
 *
 * @param instead tells what takes the place of a value, itself not copied
 */
function copied(
  value: unknown,
  instead: (value: unknown) => { readonly known: unknown } | undefined,
): unknown {
  const other = instead(value);
  if (other !== undefined) return other.known;
  const copy = (each: unknown): unknown => copied(each, instead);
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Set) return new Set([...value].map(copy));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)]));
}
