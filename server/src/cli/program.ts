import {
  columns,
  commandHelp,
  type Given,
  readArguments,
  type Usage,
  usageLine,
} from './arguments.js';
import { didYouMean } from '../core/text/nearest-word.js';
import { EXIT, type ExitCode, Failure } from './failure.js';
import { complain, print } from './output.js';
import { printable } from './terminal.js';
import { VERSION } from './version.js';

/** A command; its code is loaded when it is run. */
export interface Command extends Usage {
  readonly run: (given: Given) => Promise<ExitCode>;
}

/** Commands by their names. */
export type Commands = ReadonlyMap<string, Command>;

/** Runs the program: the command that its arguments name, with the exit code that it gives. */
export async function runProgram(commands: Commands): Promise<void> {
  try {
    process.exitCode = EXIT.unusable;
    process.exitCode = await run(process.argv.slice(2), commands);
  } catch (error) {
    process.exitCode = EXIT.unusable;
    complain(printable(messageOf(error)));
  }
}

/** Runs the command that the arguments name. */
async function run([name, ...rest]: readonly string[], commands: Commands): Promise<ExitCode> {
  if (name === undefined) {
    print(help(commands));
    return EXIT.unusable;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    print(help(commands));
    return EXIT.clean;
  }
  if (name === '--version' || name === '-v') {
    print(`${VERSION}\n`);
    return EXIT.clean;
  }
  const command = commands.get(name);
  if (command === undefined) {
    const isOption = name.startsWith('-');
    const near = didYouMean(name, isOption ? ['--help', '--version'] : commands.keys());
    throw new Failure(
      `unknown ${isOption ? 'option' : 'command'} ${name}${near}: see spaceward --help`,
    );
  }
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) {
    print(commandHelp(name, command));
    return EXIT.clean;
  }
  return command.run(readArguments(name, command, rest));
}

function help(commands: Commands): string {
  const rows = [...commands].map(([name, command]): [string, string] => [
    usageLine(name, command),
    command.summary,
  ]);
  return [
    `spaceward ${VERSION}`,
    '',
    ...columns(rows),
    '',
    'spaceward COMMAND --help tells the options of a command.',
    'Exit codes: 0 clean, or allowed; 1 problems, or not allowed; 2 wrong usage, or a file that cannot be read.',
    '',
  ].join('\n');
}

/** What an error says to the user: failures as they are, anything else as a defect. */
function messageOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd')
    return 'the working directory is no longer there: change to another one';
  const text = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && process.env.SPACEWARD_DEBUG ? (error.stack ?? '') : '';
  return `internal error: ${text} (please report it)${stack === '' ? '' : `\n${stack}`}`;
}
