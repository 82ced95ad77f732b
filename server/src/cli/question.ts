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
): Fitting<T> {
  const [first, ...others] = everyFitting(policies, put);
  if (others.length > 0)
    throw new Failure(
      `the question fits ${others.length + 1} policies: name one (${[first, ...others].map(({ policy }) => nameOf(policy)).join(', ')})`,
    );
  return first;
}

/**
 * The policies in which a question can be asked, with the question as it is asked there.
 *
 * @throws Failure if it can be asked in none
 */
export function everyFitting<T extends { readonly kind: string }>(
  policies: readonly OpenPolicy[],
  put: (policy: OpenPolicy) => T | AskedWrongly,
): readonly [Fitting<T>, ...Fitting<T>[]] {
  const fitting: Fitting<T>[] = [];
  const problems: string[] = [];
  for (const policy of policies) {
    const asked = put(policy);
    if (isProblem(asked)) problems.push(asked.message);
    else fitting.push({ ...asked, policy });
  }
  const [first, ...others] = fitting;
  if (first !== undefined) return [first, ...others];
  throw new Failure(problems[0] ?? 'no policy could be read');
}

type Fitting<T> = T & { readonly policy: OpenPolicy };

/** How a policy is named among others: the path of its first file. */
export function nameOf({ policy }: OpenPolicy): string {
  return policy.files[0]?.path ?? '';
}

function isProblem(asked: { readonly kind: string }): asked is AskedWrongly {
  return asked.kind === 'problem';
}

/**
 * Says on standard error that verdicts were read from a policy with mistakes: what they break gives nothing.
 *
 * @param name how the policy is called, where there are several
 */
export function warnMistakes({ policy }: OpenPolicy, name = 'the policy'): void {
  const mistakes =
    policy.problems.length +
    policy.duplicates.length +
    policy.troubles.filter(({ found }) => found === undefined).length +
    policy.files.flatMap(({ tree }) => tree.blocks).flatMap(({ block }) => block.problems).length;
  if (mistakes > 0)
    complain(
      `${name} has mistakes (${mistakes}), and what they break gives nothing: see spaceward check`,
    );
}
