// What VS Code for the Web loads and runs inside its extension host, a web worker: the suites, as one file.
import 'mocha/mocha.js';
import { EVERYWHERE } from './suites.js';
import { webTests } from './web.js';

/** Resolves where every test passed. */
export async function run(): Promise<void> {
  // Whoever runs this tells its lines from others by the word at their start.
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => {
    console.log(`SUITE ${format(parts)}`);
  };
  Mocha.reporters.Base.useColors = false;
  mocha.setup({
    ui: 'bdd',
    reporter: 'spec',
    timeout: 60_000,
    forbidOnly: true,
    forbidPending: true,
  });
  for (const define of [...EVERYWHERE, webTests]) define();
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      console.log(`SUITE-RESULT ${JSON.stringify(runner.stats)}`);
      if (failures === 0) resolve();
      else reject(new Error(`${failures} failed`));
    });
  });
}

/** What mocha's reporter writes: a text with `%s` and `%d` for the values after it. */
function format([text = '', ...values]: unknown[]): string {
  const left = [...values];
  return String(text).replace(/%[sd]/gu, () => String(left.shift()));
}
