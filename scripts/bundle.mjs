// Bundles the command line into dist: one entry and the chunks it loads when needed, without node_modules.
import { build } from 'esbuild';
import { chmodSync, rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { spaceward: 'server/src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  // Modules wherever they are copied to, whatever package.json says there.
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  target: 'node20.19',
  minify: true,
  // The build of `yaml` without Node: standard modules, so that what isn't used is left out.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  legalComments: 'linked',
  logLevel: 'warning',
  banner: { js: '#!/usr/bin/env node' },
});
chmodSync('dist/spaceward.mjs', 0o755);
