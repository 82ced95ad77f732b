/**
 * Starts the command line. `check` has a file of its own, and each file lies beside what V8 compiled of it when it was bundled.
 * Where another version of Node.js runs, that isn't found, and the file is compiled as usual.
 */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';

// This becomes a CommonJS module: those start faster than others.
declare const require: NodeJS.Require;
declare const __dirname: string;

const name = process.argv[2] === 'check' ? 'check' : 'commands';
const filename = `${__dirname}/${name}.cjs`;

function compiled(): Buffer | undefined {
  try {
    return readFileSync(`${__dirname}/${name}-${process.version}-${process.arch}.cache`);
  } catch {
    return undefined;
  }
}

const cachedData = compiled();
// The bundle is ASCII, and one function of `require`.
const script = new Script(readFileSync(filename, 'latin1'), {
  filename,
  ...(cachedData && { cachedData }),
});
const run = script.runInThisContext() as (require: NodeJS.Require) => void;
run(require);
