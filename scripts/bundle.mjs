// Bundles into dist, without node_modules: the command line (one entry and the chunks it loads when needed), the language server, and
// VS Code's extension.
import { build } from 'esbuild';
import { chmodSync, rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
const common = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  minify: true,
  // The build of `yaml` without Node: standard modules, so that what isn't used is left out.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  legalComments: 'linked',
  logLevel: 'warning',
};
const commandLine = build({
  ...common,
  entryPoints: { spaceward: 'server/src/cli/main.ts' },
  splitting: true,
  format: 'esm',
  // Modules wherever they are copied to, whatever package.json says there.
  outExtension: { '.js': '.mjs' },
  target: 'node20.19',
  banner: {
    // The language server's packages are CommonJS, and want a `require`.
    js: '#!/usr/bin/env node\nimport{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url);',
  },
});
const extension = build({
  ...common,
  entryPoints: {
    'extension.node': 'client/src/extension.node.ts',
    'server.node': 'server/src/node.ts',
  },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  // VS Code 1.100 runs extensions on Node 20.19.
  target: 'node20.19',
  external: ['vscode'],
});
await Promise.all([commandLine, extension]);
chmodSync('dist/spaceward.mjs', 0o755);
