import type { ServerCapabilities } from 'vscode-languageserver';
import type { Session } from '../session.js';

/** One language feature: what the server says that it can, and the handlers that do it. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  readonly register: (session: Session) => void;
}
