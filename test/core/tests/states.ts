/** Runs sentences against a policy and compares what came of each. */
import assert from 'node:assert/strict';
import type { ExpectationResult } from '../../../server/src/core/tests/run-test.js';
import { check, expectations } from '../../support/policy.js';

export type State = ExpectationResult['state'];

/** The policy with one test of these sentences. */
export function withTest(
  policy: string,
  sentences: readonly string[],
  given: readonly string[] = [],
): string {
  const list = (items: readonly string[]): string =>
    items.map((item) => `\n      - ${JSON.stringify(item)}`).join('');
  const changes = given.length === 0 ? '' : `\n    given:${list(given)}`;
  return `${policy}\ntests:\n  test:${changes}\n    expect:${list(sentences)}\n`;
}

/** What came of each sentence, in order. */
export function results(
  policy: string,
  sentences: readonly string[],
  given: readonly string[] = [],
): readonly ExpectationResult[] {
  return expectations(check(withTest(policy, sentences, given)));
}

/** Fails with every sentence that came out otherwise. */
export function assertStates(
  policy: string,
  cases: readonly (readonly [sentence: string, state: State])[],
  given: readonly string[] = [],
): void {
  const found = results(
    policy,
    cases.map(([sentence]) => sentence),
    given,
  );
  const wrong = cases.flatMap(([sentence, state], i) => {
    const is = found[i];
    return is?.state === state
      ? []
      : [`${sentence}: ${is?.state ?? 'not there'}, not ${state} (${is?.message ?? ''})`];
  });
  assert.equal(found.length, cases.length);
  assert.deepEqual(wrong, []);
}

/** The message of one sentence and the proof after it. */
export function said(policy: string, sentence: string, given: readonly string[] = []): string {
  const [result] = results(policy, [sentence], given);
  return [result?.message, ...(result?.proof ?? []).map(({ text }) => text)].join('\n');
}

/** A test that cannot be run because of one mistake, and the rule that reports it. */
export interface Mistake {
  readonly about: string;
  readonly given: readonly string[];
  readonly sentence: string;
  readonly rule: string;
}

/** Each mistake stands in a test of its own; fails where the expectation isn't broken, or not exactly that is reported. */
export function assertMistakes(policy: string, mistakes: readonly Mistake[]): void {
  const tests = mistakes.map(
    ({ given, sentence }, i) =>
      `  test ${i}: { given: ${JSON.stringify(given)}, expect: ${JSON.stringify([sentence])} }\n`,
  );
  const before = `${policy}\ntests:\n`;
  const checked = check(before + tests.join(''));
  const states = expectations(checked).map(({ state }) => state);
  let start = before.length;
  const wrong = mistakes.flatMap(({ about, rule }, i) => {
    const end = start + (tests[i]?.length ?? 0);
    const found = checked.diagnostics.filter(({ span }) => start <= span.start && span.end <= end);
    start = end;
    const is = [states[i], ...found.map((each) => each.rule)].join();
    return is === `broken,${rule}` ? [] : [`${about}: ${is}, not broken,${rule}`];
  });
  assert.deepEqual(wrong, []);
}
