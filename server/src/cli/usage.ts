import { Failure } from './failure.js';
import { complain } from './output.js';
import { printableLine } from './terminal.js';

/**
 * The value of an option that takes one of a few words.
 *
 * @throws Failure if it is another word
 */
export function choice<T extends string>(
  option: string,
  given: readonly string[] | undefined,
  values: readonly T[],
): T | undefined {
  return choices(option, given, values)[0];
}

/**
 * The values of an option that takes one of a few words and may be repeated.
 *
 * @throws Failure if one of them is another word
 */
export function choices<T extends string>(
  option: string,
  given: readonly string[] | undefined,
  values: readonly T[],
): readonly T[] {
  return (given ?? []).map((value) => {
    const found = values.find((candidate) => candidate === value);
    if (value === '') throw new Failure(`${option} needs a value`);
    if (found === undefined)
      throw new Failure(`${option} takes one of ${values.join(', ')}; found ${value}`);
    return found;
  });
}

/**
 * The value of an option that takes text.
 *
 * @throws Failure if it is empty
 */
export function text(option: string, given: readonly string[] | undefined): string | undefined {
  const value = given?.[0];
  if (value === '') throw new Failure(`${option} needs a value`);
  return value;
}

/** Says on standard error which files couldn't be read; whether there were any. */
export function warnUnreadable(failures: readonly Failure[]): boolean {
  for (const { message } of failures) complain(printableLine(message));
  return failures.length > 0;
}
