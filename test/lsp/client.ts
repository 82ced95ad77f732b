/** A client of the language server in the same process, over a pair of streams. */
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { startOnStreams } from '../../server/src/lsp/node/start.js';
import { canonicalUri } from '../../server/src/lsp/uri.js';

/** What VS Code can, as far as it makes a difference. */
export const VSCODE: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    diagnostic: { relatedDocumentSupport: true, relatedInformation: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
};

/** The same without questions about settings: those that the client starts with stay. */
export const CONFIGURED: ClientCapabilities = {
  ...VSCODE,
  workspace: { ...VSCODE.workspace, configuration: false },
};

/** A client that is sent diagnostics, and registers nothing. */
export const SIMPLE: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true } },
};

export function uriOf(path: string): string {
  return canonicalUri(pathToFileURL(path).href);
}

export interface LogEntry {
  readonly type: number;
  readonly message: string;
}

export class TestClient {
  readonly connection: ProtocolConnection;
  /** What the server was pushing, by URI: the last of each. */
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly registered: string[] = [];
  readonly logged: LogEntry[] = [];
  /** The methods of what was sent. */
  readonly sent = new Set<string>();
  refreshes = 0;
  /** What else the client was told to ask for anew. */
  readonly refreshed: string[] = [];
  settings: unknown = {};
  initialized!: InitializeResult;
  readonly #versions = new Map<string, number>();

  private constructor() {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    startOnStreams(toServer, toClient, { version: '0.0.0' });
    this.connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      for (const { method } of registrations) this.registered.push(method);
    });
    this.connection.onRequest('workspace/configuration', () => [this.settings]);
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes += 1;
      return null;
    });
    for (const method of ['semanticTokens', 'inlayHint', 'codeLens'].map(
      (what) => `workspace/${what}/refresh`,
    ))
      this.connection.onRequest(method, () => {
        this.refreshed.push(method);
        return null;
      });
    this.connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: PublishDiagnosticsParams) => {
        this.published.set(params.uri, params);
      },
    );
    this.connection.onNotification('window/logMessage', (entry: LogEntry) => {
      this.logged.push(entry);
    });
    this.connection.listen();
  }

  /** @param folders paths, or URIs where they are on no disk */
  static async start(
    capabilities: ClientCapabilities,
    folders: readonly string[],
    initializationOptions?: unknown,
  ): Promise<TestClient> {
    const client = new TestClient();
    client.initialized = await client.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders: folders.map((name) => ({
        uri: name.includes('://') ? name : uriOf(name),
        name,
      })),
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  request<R>(method: string, params: unknown): Promise<R> {
    this.sent.add(method);
    return this.connection.sendRequest(method, params);
  }

  async notify(method: string, params: unknown): Promise<void> {
    this.sent.add(method);
    await this.connection.sendNotification(method, params);
  }

  async open(uri: string, text: string, languageId = 'spaceward'): Promise<void> {
    this.#versions.set(uri, 1);
    await this.notify('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async openFile(path: string): Promise<string> {
    const uri = uriOf(path);
    await this.open(uri, readFileSync(path, 'utf8'));
    return uri;
  }

  async change(uri: string, ...contentChanges: readonly object[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Files were created (1), changed (2) or deleted (3) on disk. */
  async changedOnDisk(uri: string, type = 2): Promise<void> {
    await this.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  async stop(): Promise<void> {
    await this.request('shutdown', undefined);
    this.connection.end();
    this.connection.dispose();
  }
}

/** Waits until something holds, letting the server work meanwhile. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
