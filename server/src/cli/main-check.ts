/** The command line with a plain `check` alone, which is to start fast: see plain.ts. */
import { CHECK } from './check-command.js';
import { check } from './commands/check.js';
import { runProgram } from './program.js';

const more = (): Promise<never> => Promise.reject(new Error('only commands.cjs has this format'));

void runProgram(new Map([['check', { ...CHECK, run: (given) => check(given, more) }]]));
