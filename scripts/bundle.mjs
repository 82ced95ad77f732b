// Bundles into dist, without node_modules: the command line (one entry and the chunks it loads when needed), the language server, and
// VS Code's extension.
import { build } from 'esbuild';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
const results = await Promise.all([commandLine, extension]);
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(results));
chmodSync('dist/spaceward.mjs', 0o755);

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
