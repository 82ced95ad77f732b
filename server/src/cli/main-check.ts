/** The command line with plain `check` alone, which is to start fast. */
import { checkCommand } from './check-command.js';
import { runProgram } from './program.js';

const more = (): Promise<never> => Promise.reject(new Error('only commands.cjs has this format'));

void runProgram(new Map([['check', checkCommand(more)]]));
