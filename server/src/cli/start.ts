/**
 * Starts the command line. A plain `check` has a file of its own, and so has what few runs need. Each file lies beside what V8 compiled
 * of it when it was bundled. Where another version of Node.js runs, or another bundle lies there, that isn't found, and the file is compiled
 * as usual.
 */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { isPlainCheck } from './plain.js';

// This becomes a CommonJS module: those start faster than others.
declare const require: NodeJS.Require;
declare const __dirname: string;

/** Runs a file of the bundle: one function of `require`, which returns what it exports. The file is ASCII, with a digest of itself in a comment. */
function load(name: string): unknown {
  const filename = `${__dirname}/${name}.cjs`;
  const source = readFileSync(filename, 'latin1');
  const cachedData = compiled(name, source.slice(2, 14));
  const script = new Script(source, { filename, ...(cachedData && { cachedData }) });
  const run = script.runInThisContext() as (require: NodeJS.Require) => unknown;
  return run(requirePart);
}

/** V8 tells what was compiled of another source by its length alone: the name tells the rest. */
function compiled(name: string, digest: string): Buffer | undefined {
  const { version, platform, arch } = process;
  try {
    return readFileSync(`${__dirname}/${name}-${digest}-${version}-${platform}-${arch}.cache`);
  } catch {
    return undefined;
  }
}

/** What the other files read when they need it. */
const requirePart = Object.assign((id: string): unknown => {
  const part = /^\.\/(grammar|tokens)\.cjs$/.exec(id)?.[1];
  return part === undefined ? require(id) : load(part);
}, require);

load(isPlainCheck(process.argv.slice(2)) ? 'check' : 'commands');
