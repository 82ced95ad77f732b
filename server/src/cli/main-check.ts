/** The command line with `check` alone, which is to start fast. */
import { CHECK } from './check-command.js';
import { runProgram } from './program.js';

void runProgram(new Map([['check', CHECK]]));
