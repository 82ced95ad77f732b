// What VS Code loads and runs inside its extension host: the suites, as one file.
import Mocha from 'mocha';
import { appendFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import { outsideTests, remoteTests } from './outside.js';
import { restrictedTests } from './restricted.js';
import { EVERYWHERE, type Suite } from './suites.js';

/** By the name of the suite. */
const SUITES: Readonly<Record<string, Suite>> = {
  main: [...EVERYWHERE, remoteTests, outsideTests],
  restricted: [restrictedTests],
};

/** Resolves where every test passed. */
export async function run(): Promise<void> {
  const { SUITE, SUITE_OUTPUT, SUITE_RESULT } = process.env;
  // VS Code's console is full of other things.
  if (SUITE_OUTPUT !== undefined)
    Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => {
      appendFileSync(SUITE_OUTPUT, `${format(...parts)}\n`);
    };
  const mocha = new Mocha({ timeout: 60_000, color: false, forbidOnly: true, forbidPending: true });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  const tests = SUITES[SUITE ?? 'main'];
  if (tests === undefined) throw new Error(`there is no suite ${SUITE}`);
  for (const define of tests) define();
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      // Written at the end, and only there.
      if (SUITE_RESULT !== undefined) writeFileSync(SUITE_RESULT, JSON.stringify(runner.stats));
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
  });
}
