/**
 * Starts the command line. A plain `check` has a file of its own, and each file lies beside what V8 compiled of it when it was bundled.
 * Where another version of Node.js runs, or another bundle lies there, that isn't found, and the file is compiled as usual.
 */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { isPlainCheck } from './plain.js';

// This becomes a CommonJS module: those start faster than others.
declare const require: NodeJS.Require;
declare const __dirname: string;

const name = isPlainCheck(process.argv.slice(2)) ? 'check' : 'commands';
const filename = `${__dirname}/${name}.cjs`;
// The bundle is ASCII: a digest of itself in a comment, and one function of `require`.
const source = readFileSync(filename, 'latin1');
const digest = source.slice(2, 14);

/** V8 tells what was compiled of another source by its length alone: the name tells the rest. */
function compiled(): Buffer | undefined {
  const { version, platform, arch } = process;
  try {
    return readFileSync(`${__dirname}/${name}-${digest}-${version}-${platform}-${arch}.cache`);
  } catch {
    return undefined;
  }
}

const cachedData = compiled();
const script = new Script(source, { filename, ...(cachedData && { cachedData }) });
const run = script.runInThisContext() as (require: NodeJS.Require) => void;
run(require);
