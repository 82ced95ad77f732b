/** The command line with all its commands; each is loaded when it is run. */
import type { Option } from './arguments.js';
import { FORMAT as format } from './formats.js';
import { type Command, runProgram } from './program.js';
import { CHECK } from './check-command.js';

/** The options of the commands that ask a question. */
const ASKED: Readonly<Record<string, Option>> = {
  to: { value: 'SPACE', summary: 'the other space of a publish or move' },
  given: {
    value: 'CHANGE',
    summary: 'a change to take as made; may be repeated',
    repeats: true,
  },
  could: { summary: 'what could be after steps of their own (not answered yet)' },
};

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'check',
    {
      ...CHECK,
      run: async (given) => (await import('./commands/check-more.js')).checkMore(given),
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
        ...ASKED,
      },
      example: 'spaceward explain anna app.open "Finance Dev/KPI" policies',
      run: async (given) => (await import('./commands/explain.js')).explain(given),
    },
  ],
  [
    'who',
    {
      summary: 'Say who can do something somewhere, and through what.',
      needs: ['ACTION', 'WHERE'],
      paths: true,
      options: { format, ...ASKED },
      example: 'spaceward who app.open "Finance Dev/KPI" policies',
      run: async (given) => (await import('./commands/who.js')).who(given),
    },
  ],
  [
    'access',
    {
      summary: 'Tell what everybody may do everywhere, and through what.',
      needs: [],
      paths: true,
      options: {
        format: { value: 'FORMAT', summary: 'csv (default), json, markdown, html or parquet' },
        by: { value: 'ORDER', summary: 'user, space (default) or app' },
        who: {
          value: 'WHO',
          summary: 'only a user, or the members of a group; may be repeated',
          repeats: true,
        },
        action: {
          value: 'ACTION',
          summary: 'only an action, by its id or title; may be repeated',
          repeats: true,
        },
        where: {
          value: 'WHERE',
          summary: 'only a space, or an item of one; may be repeated',
          repeats: true,
        },
        verdict: {
          value: 'VERDICT',
          summary: 'allowed (default), depends or denied; may be repeated',
          repeats: true,
        },
      },
      example: 'spaceward access policies --by user --action app.open --format markdown',
      run: async (given) => (await import('./commands/access.js')).access(given),
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
    'init',
    {
      summary: 'Write a small policy to begin with, in a folder without one.',
      needs: [],
      paths: '[FOLDER]',
      options: {},
      example: 'spaceward init policies',
      run: async (given) => (await import('./commands/init.js')).init(given),
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
        format: { value: 'FORMAT', summary: 'pretty (default), json, markdown or csv' },
      },
      run: async (given) => (await import('./commands/matrix.js')).matrix(given),
    },
  ],
  [
    'rules',
    {
      summary: 'List the rules, or tell what some of them are for.',
      needs: [],
      paths: '[RULE…]',
      options: {
        format: { value: 'FORMAT', summary: 'pretty (default), json or markdown' },
      },
      example: 'spaceward rules redundant-grant',
      run: async (given) => (await import('./commands/rules.js')).rules(given),
    },
  ],
]);

void runProgram(COMMANDS);
