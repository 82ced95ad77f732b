// Writes what V8 compiles of parts of the bundled command line when it runs, so that the next starts needn't compile it again:
// `node scripts/code-cache.mjs PART,… ARGUMENTS…`, after bundling. See server/src/cli/start.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Script } from 'node:vm';

const [names, ...rest] = process.argv.slice(2);
const start = resolve('dist/spaceward.cjs');
const require = createRequire(start);
const { version, platform, arch } = process;
const loaded = new Map();

function load(name) {
  const filename = resolve(`dist/${name}.cjs`);
  const source = readFileSync(filename, 'latin1');
  const odd = source.search(/[\u0080-\u00ff]/u);
  if (odd !== -1)
    throw new Error(
      `${filename} holds a character that isn't ASCII, which it is read as: write it as an escape where it stands in a regular expression (at ${odd})`,
    );
  const script = new Script(source, { filename });
  const cache = `dist/${name}-${source.slice(2, 14)}-${version}-${platform}-${arch}.cache`;
  loaded.set(name, { script, cache });
  return script.runInThisContext()(requirePart);
}

/** As the start of the command line does it. */
function requirePart(id) {
  const [, part] = /^\.\/(\w+)\.cjs$/.exec(id) ?? [];
  return part === undefined ? require(id) : load(part);
}
requirePart.resolve = require.resolve;

// A command that finds something ends with 1, as a process does that throws.
process.on('uncaughtException', (error) => {
  console.error(error);
  process.exit(3);
});
process.argv.splice(1, Infinity, start, ...rest);
process.on('exit', () => {
  for (const name of names.split(',')) {
    const part = loaded.get(name);
    if (part === undefined) throw new Error(`${name} was not loaded`);
    writeFileSync(part.cache, part.script.createCachedData());
  }
});
load(rest[0] === 'check' ? 'check' : 'commands');
