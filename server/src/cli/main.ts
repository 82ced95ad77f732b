import {
  columns,
  commandHelp,
  type Given,
  readArguments,
  type Usage,
  usageLine,
} from './arguments.js';
import { EXIT, type ExitCode, Failure } from './failure.js';
import { printable } from './terminal.js';
import { VERSION } from './version.js';

/** A command; its code is loaded when it is run. */
interface Command extends Usage {
  readonly run: (given: Given) => Promise<ExitCode>;
}

const format = { value: 'FORMAT', summary: 'pretty (default) or json' };

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'check',
    {
      summary: 'Report every diagnostic, and run the tests of the policies.',
      needs: [],
      paths: true,
      options: {
        format,
        'fail-on': {
          value: 'SEVERITY',
          summary: 'error (default), warning or info: from which on to exit with 1',
        },
      },
      example: 'spaceward check policies --fail-on warning',
      run: async (given) => (await import('./commands/check.js')).check(given),
    },
  ],
  [
    'explain',
    {
      summary: 'Say whether somebody can do something somewhere, and why.',
      needs: ['WHO', 'ACTION', 'WHERE'],
      paths: true,
      options: {
        format,
        to: { value: 'SPACE', summary: 'the other space of a publish or move' },
        given: {
          value: 'CHANGE',
          summary: 'a change to take as made; may be repeated',
          repeats: true,
        },
        could: { summary: 'what could be after steps of their own (not answered yet)' },
      },
      example: 'spaceward explain anna app.open "Finance Dev/KPI" policies',
      run: async (given) => (await import('./commands/explain.js')).explain(given),
    },
  ],
  [
    'format',
    {
      summary: 'Format policy files; - reads one from standard input.',
      needs: [],
      paths: true,
      options: {
        check: { summary: 'write nothing, and exit with 1 where a file would change' },
      },
      example: 'spaceward format policies --check',
      run: async (given) => (await import('./commands/format.js')).format(given),
    },
  ],
  [
    'lsp',
    {
      summary: 'Serve an editor.',
      needs: [],
      paths: false,
      options: { stdio: { summary: 'over standard input and output' } },
      run: async (given) => (await import('./commands/lsp.js')).lsp(given),
    },
  ],
  [
    'matrix',
    {
      summary: 'Print the permission tables, with their sources.',
      needs: [],
      paths: false,
      options: {
        table: { value: 'TABLE', summary: 'one table, for example shared.professional' },
        format,
      },
      run: async (given) => (await import('./commands/matrix.js')).matrix(given),
    },
  ],
]);

/** Runs the command that the arguments name. */
async function run([name, ...rest]: readonly string[]): Promise<ExitCode> {
  if (name === undefined) {
    process.stdout.write(help());
    return EXIT.unusable;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    return EXIT.clean;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${VERSION}\n`);
    return EXIT.clean;
  }
  const command = COMMANDS.get(name);
  if (command === undefined)
    throw new Failure(
      `unknown ${name.startsWith('-') ? 'option' : 'command'} ${name}: see spaceward --help`,
    );
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) {
    process.stdout.write(commandHelp(name, command));
    return EXIT.clean;
  }
  return command.run(readArguments(name, command, rest));
}

function help(): string {
  const rows = [...COMMANDS].map(([name, command]): [string, string] => [
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

// What nobody reads any more need not be written; what can't be written is no clean result.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`spaceward: the output can't be written (${error.code ?? ''})\n`);
  process.exit(EXIT.unusable);
});
process.stderr.on('error', () => {
  process.exitCode ??= EXIT.unusable;
});

try {
  process.exitCode = EXIT.unusable;
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = EXIT.unusable;
  process.stderr.write(`spaceward: ${printable(messageOf(error))}\n`);
}
