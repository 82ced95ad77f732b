// Bundles into dist, without node_modules: the command line (a small start, one file for `check`, one for all commands, what is read when
// needed: the grammar, YAML's tokens and the writer of Parquet files; and the program of a thread), the language server, and VS Code's
// extension.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const sample = 'samples/members-list';
// With sentences and YAML that are wrong.
const mistaken = 'samples/broken';
rmSync('dist', { recursive: true, force: true });
const common = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  minify: true,
  // The build of `yaml` without Node: standard modules, so that what isn't used is left out.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  legalComments: 'none',
  metafile: true,
  // CommonJS starts sooner than modules do. VS Code 1.100 runs extensions on Node 20.19, too.
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  target: 'node20.19',
  logLevel: 'warning',
};
// What the command line reads from files of their own when it needs them.
const apart = {
  name: 'files of their own',
  setup({ onResolve }) {
    const insteadOf = (filter, name) => {
      onResolve({ filter }, () => ({ path: join(import.meta.dirname, name) }));
    };
    insteadOf(/^\.\/deferred\.js$/, 'deferred-grammar.mjs');
    insteadOf(/^\.\/deferred-tokens\.js$/, 'deferred-tokens.mjs');
    insteadOf(/^\.\/thread-file\.js$/, 'bundled-thread.mjs');
    onResolve({ filter: /\/access-parquet\.js$/ }, () => ({
      path: './parquet.cjs',
      external: true,
    }));
  },
};
const start = build({
  ...common,
  entryPoints: { spaceward: 'server/src/cli/start.ts' },
  banner: { js: '#!/usr/bin/env node' },
});
// Each is one function of `require`, which returns what it exports: see server/src/cli/start.ts.
const parts = {
  ...common,
  banner: { js: '(function(require){"use strict";var module={exports:{}};' },
  footer: { js: 'return module.exports})' },
  // A script that is run as such can't import modules: it requires them.
  supported: { 'dynamic-import': false },
};
const commandLine = build({
  ...parts,
  entryPoints: { check: 'server/src/cli/main-check.ts', commands: 'server/src/cli/main.ts' },
  external: ['./grammar.cjs', './thread.cjs', './tokens.cjs'],
  plugins: [apart],
});
const deferred = build({
  ...parts,
  entryPoints: {
    grammar: 'grammar/src/by-grammar.ts',
    tokens: 'server/src/core/syntax/read-token-text.ts',
    parquet: 'server/src/cli/report/access-parquet.ts',
  },
  external: ['./grammar.cjs'],
  plugins: [apart],
});
// A thread is a program by itself. What it seldom needs is in it, and evaluated when it is needed.
const within = {
  name: 'parts within',
  setup({ onLoad }) {
    const defer = (filter, contents) => {
      onLoad({ filter }, ({ path }) => ({ contents, resolveDir: dirname(path), loader: 'js' }));
    };
    defer(
      /\/grammar\/src\/deferred\.ts$/,
      `export const theGrammar = () => require('./by-grammar.ts');`,
    );
    defer(
      /\/deferred-tokens\.ts$/,
      `export const theTokenReader = () => require('./read-token-text.ts').readTokenText;`,
    );
  },
};
const thread = build({
  ...common,
  entryPoints: { thread: 'server/src/cli/thread.ts' },
  plugins: [within],
});
const extension = build({
  ...common,
  entryPoints: {
    'extension.node': 'client/src/extension.node.ts',
    'server.node': 'server/src/node.ts',
  },
  external: ['vscode'],
});
// What pages of the extension load: each is one script and one style.
const pages = build({
  ...common,
  entryPoints: {
    'access-view/page': 'client/src/access-view/webview/page.ts',
    'access-view/style': 'client/src/access-view/webview/page.css',
  },
  platform: 'browser',
  format: 'iife',
  outExtension: {},
  // What VS Code 1.100 shows pages with.
  target: 'chrome132',
});
// VS Code without Node.js: a module of Node.js among what is bundled is an error.
const web = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
};
const webExtension = build({
  ...web,
  entryPoints: { 'extension.browser': 'client/src/extension.browser.ts' },
  external: ['vscode'],
});
const worker = build({
  ...web,
  entryPoints: { 'server.browser': 'server/src/browser.ts' },
  format: 'iife',
  outExtension: {},
});
const results = await Promise.all([
  start,
  commandLine,
  thread,
  deferred,
  extension,
  pages,
  webExtension,
  worker,
]);
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(results));
chmodSync('dist/spaceward.cjs', 0o755);
for (const name of ['check', 'commands', 'grammar', 'tokens', 'parquet']) {
  const path = `dist/${name}.cjs`;
  const text = readFileSync(path, 'utf8');
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  writeFileSync(path, `/*${digest}*/${text}`);
}
compile(0, ['check'], 'check', sample);
compile(0, ['commands'], 'explain', 'anna', 'app.open', 'Sales Development', sample);
compile(1, ['grammar', 'tokens'], 'check', mistaken);

/**
 * Keeps what V8 compiles of some parts of the command line when it is run.
 *
 * @param code the exit code that the run is to have
 */
function compile(code, names, ...args) {
  const { status } = spawnSync(
    process.execPath,
    ['scripts/code-cache.mjs', names.join(), ...args],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== code)
    throw new Error(`the command line does not run: ${args.join(' ')} ended with ${status}`);
}

/** The licences of the packages that were bundled, as their authors ask for it. */
function notices(built) {
  const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = new Set(
    inputs.flatMap(
      (path) =>
        /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0].replace(/^\.\//, '') ?? [],
    ),
  );
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      );
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
