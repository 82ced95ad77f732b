import { parseArgs, type ParseArgsConfig } from 'node:util';
import { didYouMean } from '../core/text/nearest-word.js';
import { Failure } from './failure.js';

/** What a command takes: named arguments, more paths, and options that take a value or none. */
export interface Usage {
  readonly summary: string;
  /** Names of the arguments that are needed, in order. */
  readonly needs: readonly string[];
  /** Whether paths may follow; or how something else that may follow is shown. */
  readonly paths: boolean | string;
  readonly options: Readonly<Record<string, Option>>;
  readonly example?: string;
}

export interface Option {
  /** What stands for the value in the help; absent: the option takes none. */
  readonly value?: string;
  readonly summary: string;
  readonly repeats?: true;
}

/** What the user wrote behind a command. */
export interface Given {
  readonly needed: readonly string[];
  readonly paths: readonly string[];
  /** By name, as written; of an option that is repeated, all values. */
  readonly options: Readonly<Record<string, readonly string[] | undefined>>;
}

/**
 * Reads the arguments of a command. Values are taken as they are written, and what follows `--` is no option.
 *
 * @throws Failure if an option is unknown, lacks its value or is repeated, or an argument is missing or one too many
 */
export function readArguments(command: string, usage: Usage, argv: readonly string[]): Given {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { value }] of Object.entries(usage.options))
    options[name] = { type: value === undefined ? 'boolean' : 'string', multiple: true };
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : '').split('. ');
    throw new Failure(`${message}${meant(message, usage)}: see spaceward ${command} --help`);
  }
  const values: Record<string, readonly string[]> = {};
  for (const [name, given] of Object.entries(parsed.values)) {
    const list = (Array.isArray(given) ? given : [given]).map(String);
    if (list.length > 1 && usage.options[name]?.repeats !== true)
      throw new Failure(`--${name} can be given once: see spaceward ${command} --help`);
    values[name] = list;
  }
  const needed = parsed.positionals.slice(0, usage.needs.length);
  const missing = usage.needs[needed.length];
  if (missing !== undefined)
    throw new Failure(`${missing} is missing: spaceward ${usageLine(command, usage)}`);
  const paths = parsed.positionals.slice(usage.needs.length);
  if (usage.paths === false && paths.length > 0)
    throw new Failure(`spaceward ${command} takes no paths: ${paths.join(' ')}`);
  if (paths.includes(''))
    throw new Failure(
      usage.paths === true
        ? 'a path is empty: leave it out, or name a file or directory'
        : 'an argument is empty: leave it out',
    );
  return { needed, paths, options: values };
}

/** `; did you mean --format?`, where a message is about an option that there isn't; or nothing. */
function meant(message: string, { options }: Usage): string {
  const option = /^Unknown option '(--[^']+)'/.exec(message)?.[1];
  const known = [...Object.keys(options), 'help'].map((name) => `--${name}`);
  return option === undefined ? '' : didYouMean(option, known);
}

/** `explain WHO ACTION WHERE [paths…] [options]` */
export function usageLine(command: string, { needs, paths, options }: Usage): string {
  return [
    command,
    ...needs,
    ...(paths === false ? [] : [paths === true ? '[paths…]' : paths]),
    ...(Object.keys(options).length > 0 ? ['[options]'] : []),
  ].join(' ');
}

/** The help of one command. */
export function commandHelp(command: string, usage: Usage): string {
  const options = Object.entries(usage.options).map(
    ([name, { value, summary }]): [string, string] => [
      `--${name}${value === undefined ? '' : ` ${value}`}`,
      summary,
    ],
  );
  return [
    `spaceward ${usageLine(command, usage)}`,
    '',
    usage.summary,
    ...(options.length > 0 ? ['', ...columns(options)] : []),
    ...(usage.example === undefined ? [] : ['', `Example: ${usage.example}`]),
    '',
  ].join('\n');
}

/** Two columns, the first as wide as its widest entry. */
export function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = rows.reduce((most, [first]) => Math.max(most, first.length), 0);
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
