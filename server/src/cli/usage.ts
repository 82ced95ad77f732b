import { Failure } from './failure.js';
import { printable } from './terminal.js';

/**
 * The value of an option that takes one of a few words.
 *
 * @throws Failure if it is another word
 */
export function choice<T extends string>(
  option: string,
  value: unknown,
  values: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = values.find((candidate) => candidate === value);
  if (found === undefined)
    throw new Failure(`${option} takes one of ${values.join(', ')}; found ${shown(value)}`);
  return found;
}

/**
 * The value of an option that takes text.
 *
 * @throws Failure if there is none
 */
export function text(option: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw new Failure(`${option} needs a value`);
  return value;
}

/** The values of an option that may be repeated. */
export function texts(option: string, value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => text(option, one) ?? []);
}

/** Says on standard error which files couldn't be read; whether there were any. */
export function warnUnreadable(failures: readonly Failure[]): boolean {
  for (const { message } of failures) process.stderr.write(`spaceward: ${printable(message)}\n`);
  return failures.length > 0;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
