import type { ServerCapabilities } from 'vscode-languageserver';
import type { Session } from '../session.js';

/** One language feature: what the server says that it can, and the handlers that do it. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  /** Its requests that are Spaceward's own, beyond the protocol. */
  readonly requests?: readonly string[];
  readonly register: (session: Session) => void;
}
