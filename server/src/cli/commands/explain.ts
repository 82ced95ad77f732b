import { ask, type AskedQuestion } from '../../core/ask.js';
import type { OpenPolicy } from '../../core/check.js';
import { decideAfter } from '../../core/decide/question-in.js';
import { nearestGrants } from '../../core/decide/nearest.js';
import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { openPolicies } from '../load.js';
import { complain, finish } from '../output.js';
import { explainJson } from '../report/explain-json.js';
import { explainPretty } from '../report/explain-pretty.js';
import { styleFor, wantsColour } from '../terminal.js';
import { choice, text, warnUnreadable } from '../usage.js';

/** `spaceward explain`: one verdict and its proof. */
export function explain({ needed, paths, options }: Given): ExitCode {
  const [who = '', action = '', where = ''] = needed;
  const format = choice('--format', options.format, ['pretty', 'json'] as const) ?? 'pretty';
  if (options.could !== undefined)
    throw new Failure('--could is not answered yet: this version explains can and cannot only');
  const to = text('--to', options.to);
  const given = options.given ?? [];
  const { policies, unreadable } = openPolicies(new Matrix(loadMatrixData()), paths);
  const { policy, question, engine } = theOne(policies, (candidate) =>
    ask(candidate, { who, action, where, to, given }),
  );
  const outcome = decideAfter(engine, question);
  const nearest = outcome.verdict === 'denied' ? nearestGrants(engine, question) : [];
  warnMistakes(policy);
  const verdict = outcome.verdict === 'allowed' ? EXIT.clean : EXIT.problems;
  const code = warnUnreadable(unreadable) ? EXIT.unusable : verdict;
  return finish(
    format === 'json'
      ? `${JSON.stringify(explainJson(policy, question, outcome, nearest), null, 2)}\n`
      : explainPretty(policy, question, outcome, nearest, styleFor(wantsColour())),
    code,
  );
}

/** Says on standard error that the verdict was read from a policy with mistakes: what they break gives nothing. */
function warnMistakes({ policy }: OpenPolicy): void {
  const mistakes =
    policy.problems.length +
    policy.duplicates.length +
    policy.uses.filter(({ found }) => found === undefined).length +
    policy.files.flatMap(({ tree }) => tree.blocks).flatMap(({ block }) => block.problems).length;
  if (mistakes > 0)
    complain(
      `the policy has mistakes (${mistakes}), and what they break gives nothing: see spaceward check`,
    );
}

/** The policy in which the question can be asked. */
function theOne(
  policies: readonly OpenPolicy[],
  put: (policy: OpenPolicy) => AskedQuestion,
): Extract<AskedQuestion, { kind: 'question' }> & { readonly policy: OpenPolicy } {
  const answers = policies.map((policy) => ({ policy, asked: put(policy) }));
  const fitting = answers.flatMap(({ policy, asked }) =>
    asked.kind === 'question' ? [{ policy, ...asked }] : [],
  );
  const [first, second] = fitting;
  if (second !== undefined)
    throw new Failure(
      `the question fits ${fitting.length} policies: name one (${fitting.map(({ policy }) => policy.policy.files[0]?.path ?? '').join(', ')})`,
    );
  if (first !== undefined) return first;
  const problems = answers.flatMap(({ asked }) => (asked.kind === 'problem' ? asked.message : []));
  throw new Failure(problems[0] ?? 'no policy could be read');
}
