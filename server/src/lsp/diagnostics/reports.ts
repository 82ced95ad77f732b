import type { Diagnostic } from 'vscode-languageserver';
import type { CheckedState } from '../workspace/state.js';
import { diagnosticsOf, type Shown } from './to-lsp.js';

/** The diagnostics of one file, and a name for exactly this list of them. */
export interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** Diagnostics as they are sent. A file whose diagnostics stay the same keeps its result id. */
export class Reports {
  #state: CheckedState | undefined;
  #most = 0;
  #reports: ReadonlyMap<string, Report & { readonly json: string }> = new Map();
  #ids = 0;

  /** The reports of every file of a state, by path. */
  of(state: CheckedState, shown: Shown): ReadonlyMap<string, Report> {
    if (this.#state === state && this.#most === shown.most) return this.#reports;
    const before = this.#reports;
    const reports = new Map<string, Report & { readonly json: string }>();
    for (const [path, items] of diagnosticsOf(state, shown)) {
      const json = JSON.stringify(items);
      const old = before.get(path);
      reports.set(
        path,
        old?.json === json ? old : { resultId: String((this.#ids += 1)), items, json },
      );
    }
    this.#state = state;
    this.#most = shown.most;
    return (this.#reports = reports);
  }
}
