import type { AskedWrongly } from '../core/ask.js';
import type { OpenPolicy } from '../core/check.js';
import { Failure } from './failure.js';
import { complain } from './output.js';

/**
 * The policy in which a question can be asked, with the question as it is asked there.
 *
 * @throws Failure if it can be asked in none, or in several
 */
export function theOne<T extends { readonly kind: string }>(
  policies: readonly OpenPolicy[],
  put: (policy: OpenPolicy) => T | AskedWrongly,
): T & { readonly policy: OpenPolicy } {
  const fitting: (T & { readonly policy: OpenPolicy })[] = [];
  const problems: string[] = [];
  for (const policy of policies) {
    const asked = put(policy);
    if (isProblem(asked)) problems.push(asked.message);
    else fitting.push({ ...asked, policy });
  }
  const [first, second] = fitting;
  if (second !== undefined)
    throw new Failure(
      `the question fits ${fitting.length} policies: name one (${fitting.map(({ policy }) => policy.policy.files[0]?.path ?? '').join(', ')})`,
    );
  if (first !== undefined) return first;
  throw new Failure(problems[0] ?? 'no policy could be read');
}

function isProblem(asked: { readonly kind: string }): asked is AskedWrongly {
  return asked.kind === 'problem';
}

/** Says on standard error that verdicts were read from a policy with mistakes: what they break gives nothing. */
export function warnMistakes({ policy }: OpenPolicy): void {
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
