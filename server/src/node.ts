/** The language server as a process of its own: what editors start. */
import { startServer } from './lsp/node/start.js';
import { VERSION } from './core/version.js';

startServer({ version: VERSION });
