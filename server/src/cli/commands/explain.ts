import { ask } from '../../core/ask.js';
import { decideAfter } from '../../core/decide/question-in.js';
import { nearestGrants } from '../../core/decide/nearest.js';
import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { openPolicies } from '../load.js';
import { finish } from '../output.js';
import { theOne, warnMistakes } from '../question.js';
import { explainJson } from '../report/explain-json.js';
import { explainPretty } from '../report/explain-pretty.js';
import { jsonText } from '../report/json.js';
import { styleFor, wantsColour } from '../terminal.js';
import { choice, text, warnUnreadable } from '../usage.js';

/** `spaceward explain`: one verdict and its proof. */
export async function explain({ needed, paths, options }: Given): Promise<ExitCode> {
  const [who = '', action = '', where = ''] = needed;
  const format = choice('--format', options.format, ['pretty', 'json'] as const) ?? 'pretty';
  if (options.could !== undefined)
    throw new Failure('--could is not answered yet: this version explains can and cannot only');
  const to = text('--to', options.to);
  const given = options.given ?? [];
  const { policies, unreadable } = await openPolicies(new Matrix(loadMatrixData()), paths);
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
      ? jsonText(explainJson(policy, question, outcome, nearest))
      : explainPretty(policy, question, outcome, nearest, styleFor(wantsColour())),
    code,
  );
}
