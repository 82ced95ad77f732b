/** The language server as a web worker: what VS Code starts where there is no Node.js. */
import { startServer } from './lsp/browser/start.js';
import { VERSION } from './core/version.js';

startServer({ version: VERSION });
