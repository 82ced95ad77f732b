/**
 * Starts the command line. A plain `check` has a file of its own, and so has what few runs need. Beside most files lies what V8 compiled
 * of them when they were bundled. Where another version of Node.js runs, or another bundle lies there, that isn't found, and the file is
 * compiled as usual.
 */
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { isPlainCheck } from './plain.js';

// This becomes a CommonJS module: those start faster than others.
declare const require: NodeJS.Require;
declare const __dirname: string;

/** What files of the bundle are given to require others: these, modules of Node.js, and where a program of a thread lies. */
type RequirePart = ((id: string) => unknown) & Pick<NodeJS.Require, 'resolve'>;

const loaded = new Map<string, unknown>();

const requirePart: RequirePart = Object.assign(
  (id: string): unknown => {
    const part = /^\.\/(\w+)\.cjs$/.exec(id)?.[1];
    if (part === undefined) return require(id);
    if (!loaded.has(part)) loaded.set(part, load(part));
    return loaded.get(part);
  },
  { resolve: require.resolve },
);

/** Runs a file of the bundle: one function of `require`, which returns what it exports. The file is ASCII, with a digest of itself in a comment. */
function load(name: string): unknown {
  const filename = `${__dirname}/${name}.cjs`;
  const source = readFileSync(filename, 'latin1');
  const cachedData = compiled(name, source.slice(2, 14));
  const script = new Script(source, { filename, ...(cachedData && { cachedData }) });
  return (script.runInThisContext() as (require: RequirePart) => unknown)(requirePart);
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

load(isPlainCheck(process.argv.slice(2)) ? 'check' : 'commands');
