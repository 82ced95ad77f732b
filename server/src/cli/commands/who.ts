import { loadMatrixData } from '../../core/matrix/load.js';
import { Matrix } from '../../core/matrix/matrix.js';
import { askEverybody, whoCan } from '../../core/who.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { openPolicies } from '../load.js';
import { finish } from '../output.js';
import { theOne, warnMistakes } from '../question.js';
import { jsonText } from '../report/json.js';
import { whoJson } from '../report/who-json.js';
import { whoPretty } from '../report/who-pretty.js';
import { styleFor, wantsColour } from '../terminal.js';
import { choice, text, warnUnreadable } from '../usage.js';

/** `spaceward who`: everyone who can do something somewhere, and through what. */
export async function who({ needed, paths, options }: Given): Promise<ExitCode> {
  const [action = '', where = ''] = needed;
  const format = choice('--format', options.format, ['pretty', 'json'] as const) ?? 'pretty';
  if (options.could !== undefined)
    throw new Failure('--could is not answered yet: this version tells who can only');
  const to = text('--to', options.to);
  const given = options.given ?? [];
  const { policies, unreadable } = await openPolicies(new Matrix(loadMatrixData()), paths);
  const { policy, ...asked } = theOne(policies, (candidate) =>
    askEverybody(candidate, { action, where, to, given }),
  );
  const found = whoCan(asked);
  warnMistakes(policy);
  const code = warnUnreadable(unreadable) ? EXIT.unusable : EXIT.clean;
  return finish(
    format === 'json'
      ? jsonText(whoJson(policy, asked.place, found))
      : whoPretty(policy, asked.place, found, styleFor(wantsColour())),
    code,
  );
}
