import {
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  type ServerCapabilities,
  type UnchangedDocumentDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Session } from '../session.js';
import { canonicalUri } from '../uri.js';
import { filesOf } from '../../core/files-of.js';
import type { CheckedState } from '../workspace/state.js';
import { SOURCE } from './to-lsp.js';
import { type Report, Reports } from './reports.js';

export const PULL_CAPABILITIES: ServerCapabilities = {
  diagnosticProvider: {
    identifier: SOURCE,
    interFileDependencies: true,
    workspaceDiagnostics: true,
  },
};

type Answer = FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport;

/** Diagnostics when the client asks for them. */
export class PulledDiagnostics {
  readonly #reports = new Reports();
  /** The result ids that the client was last given, by path. */
  readonly #given = new Map<string, string>();

  /** Whether the client will be told to ask again. */
  #isAsking = false;

  constructor(private readonly session: Session) {}

  register(): void {
    const { session } = this;
    const { diagnostics } = session.connection.languages;
    const nothing: DocumentDiagnosticReport = full({ resultId: '', items: [] });
    diagnostics.on(
      session.soonHandler('textDocument/diagnostic', nothing, (params, { state, isWhole }) => {
        const { uri } = params.textDocument;
        if (isWhole) return this.#document(state, uri, params.previousResultId);
        this.#askAgain();
        return this.#meanwhile(state, uri);
      }),
    );
    diagnostics.onWorkspace(
      session.checkedHandler('workspace/diagnostic', { items: [] }, (params, state) => ({
        items: this.#workspace(
          state,
          new Map(params.previousResultIds.map(({ uri, value }) => [canonicalUri(uri), value])),
        ),
      })),
    );
  }

  /** Has the client ask again when everything has been looked at. */
  #askAgain(): void {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const { connection, workspace } = this.session;
    void this.session.inBackground('diagnostics', async () => {
      try {
        await workspace.state();
      } finally {
        this.#isAsking = false;
      }
      await connection.languages.diagnostics.refresh();
    });
  }

  /** What can be said of a file soon: with no id, as nothing that comes later is told by what differs from it. */
  #meanwhile(state: CheckedState, uri: string): DocumentDiagnosticReport {
    const path = canonicalUri(uri);
    this.#given.delete(path);
    const items = this.#reports.of(state, this.session.shown).get(path)?.items ?? [];
    return full({ resultId: '', items });
  }

  #document(
    state: CheckedState,
    uri: string,
    previous: string | undefined,
  ): DocumentDiagnosticReport {
    const path = canonicalUri(uri);
    const reports = this.#reports.of(state, this.session.shown);
    const report = reports.get(path);
    if (report === undefined) return full({ resultId: '', items: [] });
    const related = this.session.abilities.relatedDocuments
      ? this.#related(state, path, reports)
      : {};
    this.#given.set(path, report.resultId);
    return {
      ...answer(report, previous),
      ...(Object.keys(related).length > 0 && { relatedDocuments: related }),
    };
  }

  /** The other files of the policy, where what the client has of them is no longer so. */
  #related(
    state: CheckedState,
    path: string,
    reports: ReadonlyMap<string, Report>,
  ): Record<string, Answer> {
    const related: Record<string, Answer> = {};
    const policy = state.policies.find((one) => filesOf(one).some((file) => file.path === path));
    for (const other of policy === undefined ? [] : filesOf(policy)) {
      const report = reports.get(other.path);
      if (report === undefined || other.path === path) continue;
      if (this.#given.get(other.path) === report.resultId) continue;
      this.#given.set(other.path, report.resultId);
      related[this.session.workspace.uri(other.path)] = full(report);
    }
    return related;
  }

  #workspace(
    state: CheckedState,
    previous: ReadonlyMap<string, string>,
  ): WorkspaceDocumentDiagnosticReport[] {
    const reports = this.#reports.of(state, this.session.shown);
    const { workspace } = this.session;
    const items = [...reports].map(([path, report]): WorkspaceDocumentDiagnosticReport => {
      this.#given.set(path, report.resultId);
      return { uri: workspace.uri(path), version: null, ...answer(report, previous.get(path)) };
    });
    const gone = [...previous.keys()].filter((path) => !reports.has(path));
    return [
      ...items,
      ...gone.map((path) => ({
        uri: workspace.uri(path),
        version: null,
        ...full({ resultId: '', items: [] }),
      })),
    ];
  }
}

function answer(report: Report, previous: string | undefined): Answer {
  return previous === report.resultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.resultId }
    : full(report);
}

function full({ resultId, items }: Report): FullDocumentDiagnosticReport {
  return {
    kind: DocumentDiagnosticReportKind.Full,
    ...(resultId !== '' && { resultId }),
    items: [...items],
  };
}
