import type { Session } from '../session.js';
import type { CheckedState } from '../workspace/state.js';
import { Reports } from './reports.js';

/** Diagnostics sent to clients that don't ask for them: of every file, as soon as they change. */
export class PushedDiagnostics {
  readonly #reports = new Reports();
  /** The result ids of what was sent, by path. */
  readonly #sent = new Map<string, string>();

  constructor(private readonly session: Session) {}

  /** Sends what can be said soon, and where there is more to be said, that as well. */
  async send(): Promise<void> {
    const { workspace } = this.session;
    const { state, isWhole } = await workspace.soonState();
    await this.#sendAll(state);
    if (!isWhole) await this.#sendAll(await workspace.state());
  }

  async #sendAll(state: CheckedState): Promise<void> {
    const { connection, workspace, shown } = this.session;
    const reports = this.#reports.of(state, shown);
    for (const path of this.#sent.keys())
      if (!reports.has(path)) {
        this.#sent.delete(path);
        await connection.sendDiagnostics({ uri: workspace.uri(path), diagnostics: [] });
      }
    for (const [path, { resultId, items }] of reports) {
      if (this.#sent.get(path) === resultId) continue;
      this.#sent.set(path, resultId);
      await connection.sendDiagnostics({ uri: workspace.uri(path), diagnostics: [...items] });
    }
  }
}
