import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { loadMatrixData } from '../core/matrix/load.js';
import { Matrix } from '../core/matrix/matrix.js';
import { CONFIG_FILE } from '../core/workspace/roots.js';
import { abilitiesOf } from './client-abilities.js';
import { PULL_CAPABILITIES, PulledDiagnostics } from './diagnostics/pull.js';
import { PushedDiagnostics } from './diagnostics/push.js';
import { DOCUMENTS } from './documents.js';
import { FEATURES } from './features/index.js';
import { ClientFileSystem, fileSystemOf } from './files/client-file-system.js';
import type { Host } from './host.js';
import { Session } from './session.js';
import { field, readCommands, readRulePages, readSettings, readsFiles } from './settings.js';
import { canonicalUri } from './uri.js';
import { isKnownName } from './workspace/folders.js';
import { type Change, Workspace } from './workspace/workspace.js';

export interface ServerOptions {
  readonly version: string;
}

/** Serves one client until it leaves. */
export function serve(connection: Connection, host: Host, { version }: ServerOptions): void {
  const client = new ClientFileSystem(connection);
  const fileSystem = fileSystemOf(host.disk, client);
  const workspace = new Workspace(new Matrix(loadMatrixData()), fileSystem, host);
  const session = new Session(connection, workspace, host);
  connection.onInitialize((params) => {
    client.isOffered = readsFiles(params.initializationOptions);
    return initialize(session, params, version);
  });
  connection.onInitialized(() => session.inBackground('initialized', () => initialized(session)));
  followDocuments(session);
  followFiles(session);
  followSettings(session);
  for (const { register } of FEATURES) register(session);
  new PulledDiagnostics(session).register();
  workspace.onChange(whenQuiet(session, host, new PushedDiagnostics(session)));
  connection.listen();
}

function initialize(session: Session, params: InitializeParams, version: string): InitializeResult {
  session.abilities = abilitiesOf(params.capabilities);
  session.settings = readSettings(params.initializationOptions);
  session.rulePages = readRulePages(params.initializationOptions);
  session.commands = readCommands(params.initializationOptions);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what older clients send
  const root = params.rootUri;
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (root === null ? [] : [root]);
  session.workspace.setFolders(folders);
  return {
    serverInfo: { name: 'spaceward', version },
    capabilities: capabilitiesFor(session),
  };
}

/** What the client may ask for: what has a handler, and no more. */
function capabilitiesFor({ abilities }: Session): ServerCapabilities {
  const base: ServerCapabilities = {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(abilities.pullsDiagnostics && PULL_CAPABILITIES),
    experimental: { requests: FEATURES.flatMap(({ requests = [] }) => requests) },
  };
  return FEATURES.reduce((all, { capabilities }) => ({ ...all, ...capabilities }), base);
}

async function initialized(session: Session): Promise<void> {
  session.isReady = true;
  const { abilities, connection, workspace } = session;
  if (abilities.watchesFiles)
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: ['**/*.spaceward.{yaml,yml}', `**/${CONFIG_FILE}`].map((globPattern) => ({
        globPattern,
      })),
    });
  if (abilities.configurationChanges)
    await connection.client.register(DidChangeConfigurationNotification.type, {
      section: 'spaceward',
    });
  if (abilities.workspaceFolders)
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => canonicalUri(uri)));
      workspace.setFolders([
        ...workspace.folders.filter((folder) => !gone.has(folder)),
        ...added.map(({ uri }) => uri),
      ]);
    });
  await refreshSettings(session, undefined);
}

/** Follows the texts of open documents. */
function followDocuments(session: Session): void {
  const { connection, workspace } = session;
  const documents = new TextDocuments(DOCUMENTS);
  // A client that watches no files says at least when the user turns to another one, or saves.
  const lookAround = (): void => {
    if (!session.abilities.watchesFiles) workspace.changedOnDisk();
  };
  documents.onDidOpen(lookAround);
  documents.onDidSave(lookAround);
  documents.onDidChangeContent(({ document }) => {
    if (document.languageId === 'spaceward' || isKnownName(document.uri))
      workspace.opened(document);
  });
  documents.onDidClose(({ document }) => {
    workspace.closed(document.uri);
  });
  documents.listen(connection);
}

function followFiles({ connection, workspace }: Session): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    workspace.changedOnDisk(changes.map(({ uri }) => uri));
  });
}

function followSettings(session: Session): void {
  session.connection.onDidChangeConfiguration((params) =>
    session.inBackground('workspace/didChangeConfiguration', () =>
      refreshSettings(session, field(params.settings, 'spaceward')),
    ),
  );
}

/** Takes settings that were sent, or asks for them. */
async function refreshSettings(session: Session, sent: unknown): Promise<void> {
  const { abilities, connection, workspace } = session;
  const value: unknown = abilities.configuration
    ? await connection.workspace.getConfiguration('spaceward')
    : sent;
  if (value === undefined || value === null) return;
  session.settings = readSettings(value);
  workspace.touched();
}

/** After changes that came together: sends diagnostics, or has the client ask for them where it wouldn't by itself. */
function whenQuiet(
  session: Session,
  host: Host,
  pushed: PushedDiagnostics,
): (change: Change) => void {
  const { connection } = session;
  const send = once(host, () => pushed.send());
  const refresh = once(host, () => connection.languages.diagnostics.refresh());
  const refreshOthers = once(host, () => refreshShown(session));
  return (change) => {
    const { pullsDiagnostics, refreshesDiagnostics } = session.abilities;
    const isOther = change === 'other' && session.isReady;
    if (!pullsDiagnostics) void session.inBackground('diagnostics', send);
    else if (refreshesDiagnostics && isOther) void session.inBackground('diagnostics', refresh);
    if (isOther) void session.inBackground('refresh', refreshOthers);
  };
}

/** Has the client ask anew for what it shows of documents that did not change themselves. */
async function refreshShown({ abilities, connection }: Session): Promise<void> {
  if (abilities.refreshesTokens) await connection.languages.semanticTokens.refresh();
  if (abilities.refreshesHints) await connection.languages.inlayHint.refresh();
  if (abilities.refreshesLenses) await connection.sendRequest(CodeLensRefreshRequest.type);
}

/** The work, once for all calls that come before the host has paused. */
function once(host: Host, work: () => Promise<void>): () => Promise<void> {
  let waiting = false;
  return async () => {
    if (waiting) return;
    waiting = true;
    await host.pause();
    waiting = false;
    await work();
  };
}
