/** Policies from text, checked and asked with the permission tables as they ship. */
import assert from 'node:assert/strict';
import { ask } from '../../server/src/core/ask.js';
import {
  type Checked,
  checkPolicy,
  openPolicy,
  type OpenPolicy,
  readPolicyFile,
} from '../../server/src/core/check.js';
import { decideAfter } from '../../server/src/core/decide/question-in.js';
import type { Engine } from '../../server/src/core/decide/engine.js';
import type { Outcome, Question } from '../../server/src/core/decide/types.js';
import type { PolicyFile } from '../../server/src/core/model/policy.js';
import type { ExpectationResult } from '../../server/src/core/tests/run-test.js';
import { matrix } from '../core/matrix/tables.js';

export { matrix, root } from '../core/matrix/tables.js';

/** The text of a file, or the texts of several. */
export type Texts = string | readonly string[];

function filesOf(texts: Texts): readonly PolicyFile[] {
  const list = typeof texts === 'string' ? [texts] : texts;
  return list.map((text, i) => readPolicyFile({ path: `file-${i}.spaceward.yaml`, text }));
}

function configOf(text: string | undefined): PolicyFile | undefined {
  return text === undefined ? undefined : readPolicyFile({ path: 'spaceward.config.yaml', text });
}

/** Checks a policy; `config` is the text of a configuration file. */
export function check(texts: Texts, config?: string): Checked {
  return checkPolicy(matrix, filesOf(texts), configOf(config));
}

/** A policy that can be asked, without its diagnostics; mistakes in the text make the test fail. */
export function open(texts: Texts, config?: string): OpenPolicy {
  const policy = openPolicy(matrix, filesOf(texts), configOf(config));
  const { problems, troubles } = policy.policy;
  assert.deepEqual(
    [...problems, ...policy.config.problems].map(({ message }) => message),
    [],
  );
  const unknown = troubles.filter(({ found }) => found === undefined);
  assert.deepEqual(
    unknown.map(({ kind, text }) => `${kind} ${text}`),
    [],
  );
  return policy;
}

/** What may be said of a question besides who, what and where. */
export interface More {
  readonly to?: string;
  readonly given?: readonly string[];
}

/** A question with its names looked up, in the world that it is about. */
export function question(
  policy: OpenPolicy,
  who: string,
  action: string,
  where: string,
  more: More = {},
): { readonly engine: Engine; readonly question: Question } {
  const asked = ask(policy, { who, action, where, ...more });
  if (asked.kind === 'problem') assert.fail(`${who} ${action} ${where}: ${asked.message}`);
  return asked;
}

/** The answer to a question, with its proof. */
export function outcome(
  policy: OpenPolicy,
  who: string,
  action: string,
  where: string,
  more: More = {},
): Outcome {
  const asked = question(policy, who, action, where, more);
  return decideAfter(asked.engine, asked.question);
}

/** The verdict and its causes in short: `allowed: member, group`, `denied: no role`, `depends: cell`. */
export function brief({ verdict, grants, shortfalls, missing }: Outcome): string {
  const causes = {
    allowed: grants.map(({ via }) => via),
    denied: shortfalls.map(({ kind }) => kind),
    depends: missing.map(({ kind }) => kind),
  }[verdict];
  return `${verdict}: ${[...new Set(causes)].join(', ')}`;
}

/** The same, of a question. */
export function answer(
  policy: OpenPolicy,
  who: string,
  action: string,
  where: string,
  more: More = {},
): string {
  return brief(outcome(policy, who, action, where, more));
}

/** Who, action, where, and what must come of it, as `answer` says it. */
export type Case = readonly [
  who: string,
  action: string,
  where: string,
  expected: string,
  more?: More,
];

/** Asks many questions at once. Of a denial, causes may be among others; what allows or is missing is told in full. */
export function assertAnswers(policy: OpenPolicy, cases: readonly Case[]): void {
  const wrong = cases.flatMap(([who, action, where, expected, more]) => {
    const is = answer(policy, who, action, where, more);
    if (fits(is, expected)) return [];
    const { to, given = [] } = more ?? {};
    const about = [who, action, where, ...(to === undefined ? [] : ['to', to]), ...given];
    return [`${about.join(' ')} is ${is}, not ${expected}`];
  });
  assert.deepEqual(wrong, []);
}

function fits(is: string, expected: string): boolean {
  const [verdict = '', causes = ''] = expected.split(': ');
  const [isVerdict, isCauses = ''] = is.split(': ');
  if (verdict !== isVerdict) return false;
  if (causes === '') return verdict === 'denied' || isCauses === '';
  const told = new Set(isCauses.split(', '));
  const wanted = causes.split(', ');
  return (
    wanted.every((cause) => told.has(cause)) &&
    (verdict === 'denied' || told.size === wanted.length)
  );
}

/** Every expectation of a checked policy, in file order. */
export function expectations({ tests }: Pick<Checked, 'tests'>): readonly ExpectationResult[] {
  return tests.flatMap((test) => test.expectations);
}

/** The rules that a checked policy breaks, in order. */
export function rules({ diagnostics }: Pick<Checked, 'diagnostics'>): readonly string[] {
  return diagnostics.map(({ rule }) => rule);
}
