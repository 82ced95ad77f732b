// Writes what V8 compiles of a bundled command line when it runs, so that the next starts needn't compile it again:
// `node scripts/code-cache.mjs BUNDLE ARGUMENTS…`, after bundling. See server/src/cli/start.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Script } from 'node:vm';

const [name, ...rest] = process.argv.slice(2);
const start = resolve('dist/spaceward.cjs');
const filename = resolve(`dist/${name}.cjs`);
const source = readFileSync(filename, 'latin1');
const odd = source.search(/[\u0080-\u00ff]/u);
if (odd !== -1)
  throw new Error(
    `${filename} holds a character that isn't ASCII, which it is read as: write it as an escape where it stands in a regular expression (at ${odd})`,
  );
const script = new Script(source, { filename });
const { version, platform, arch } = process;
const cache = `dist/${name}-${source.slice(2, 14)}-${version}-${platform}-${arch}.cache`;
process.argv.splice(1, Infinity, start, ...rest);
process.on('exit', () => {
  writeFileSync(cache, script.createCachedData());
});
script.runInThisContext()(createRequire(start));
