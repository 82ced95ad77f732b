import { cac } from 'cac';
import { EXIT, type ExitCode, Failure } from './failure.js';
import { printable } from './terminal.js';
import { VERSION } from './version.js';

/** Runs the command that the arguments name. Commands are loaded when they are needed. */
async function run(argv: readonly string[]): Promise<ExitCode> {
  const cli = cac('spaceward');
  let result: Promise<ExitCode> | undefined;
  const does =
    <A extends unknown[]>(command: (...args: A) => Promise<ExitCode>) =>
    (...args: A): void => {
      result = command(...args);
    };
  cli
    .command('check [...paths]', 'Report every diagnostic, and run the tests of the policies')
    .option('--format <format>', 'pretty or json')
    .option('--fail-on <severity>', 'error, warning or info: from which on to exit with 1')
    .example('spaceward check policies --fail-on warning')
    .action(
      does(async (paths: string[], options: object) =>
        (await import('./commands/check.js')).check(paths, options),
      ),
    );
  cli
    .command(
      'explain <who> <action> <where> [...paths]',
      'Say whether somebody can do something somewhere, and why',
    )
    .option('--format <format>', 'pretty or json')
    .option('--to <space>', 'The other space of a publish or move')
    .option('--given <change>', 'A change to take as made; may be repeated')
    .option('--could', 'What could be after steps of their own (not answered yet)')
    .example('spaceward explain anna app.open "Finance Dev/KPI" policies')
    .action(
      does(async (who: string, action: string, where: string, paths: string[], options: object) =>
        (await import('./commands/explain.js')).explain(who, action, where, paths, options),
      ),
    );
  cli
    .command('matrix', 'Print the permission tables, with their sources')
    .option('--table <table>', 'One table, for example shared.professional')
    .option('--format <format>', 'pretty or json')
    .action(
      does(async (options: object) => (await import('./commands/matrix.js')).matrix(options)),
    );
  cli.help();
  cli.version(VERSION);
  cli.parse(['node', 'spaceward', ...argv], { run: false });
  if (cli.options.help === true || cli.options.version === true) return EXIT.clean;
  if (cli.matchedCommand === undefined) {
    const [name] = cli.args;
    if (name !== undefined) throw new Failure(`unknown command ${name}: see spaceward --help`);
    cli.outputHelp();
    return EXIT.unusable;
  }
  cli.runMatchedCommand();
  return (await result) ?? EXIT.clean;
}

/** What an error says to the user: failures as they are, the command line's own by name, anything else as a defect. */
function messageOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  if (error instanceof Error && error.name === 'CACError')
    return `${error.message}: see spaceward --help`;
  const text = error instanceof Error ? error.message : String(error);
  return `internal error: ${text} (please report it)${process.env.SPACEWARD_DEBUG === undefined ? '' : `\n${error instanceof Error ? (error.stack ?? '') : ''}`}`;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.clean);
});

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`spaceward: ${printable(messageOf(error))}\n`);
  process.exitCode = EXIT.unusable;
}
