import { pathToFileURL } from 'node:url';
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { PEER, SCHEMA, SERVER, serverNode } from '../support/paths.js';

/** How one of the servers is started and spoken to. */
export interface ServerKind {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Whether the client asks for diagnostics, or is sent them. */
  readonly mode: 'pull' | 'push';
  readonly languageId: string;
  /** Whether it is what Spaceward is compared with. */
  readonly isPeer: boolean;
  readonly capabilities: ClientCapabilities;
  /** What the client answers when it is asked for the settings of a section. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const COMMON: ClientCapabilities = {
  workspace: { configuration: true, workspaceFolders: true },
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

const PULLING: ClientCapabilities = {
  workspace: { ...COMMON.workspace, diagnostics: { refreshSupport: true } },
  textDocument: {
    ...COMMON.textDocument,
    diagnostic: { relatedDocumentSupport: true, relatedInformation: true },
  },
};

const spaceward = { command: [serverNode(), SERVER, '--stdio'], languageId: 'spaceward' } as const;

export const PULLED: ServerKind = {
  ...spaceward,
  name: 'spaceward',
  mode: 'pull',
  isPeer: false,
  capabilities: PULLING,
  settings: {},
};

export const PUSHED: ServerKind = { ...PULLED, mode: 'push', capabilities: COMMON };

/** yaml-language-server with its defaults, but for a schema of policies; what it would fetch from the network is off. */
export const YAML: ServerKind = {
  name: 'yaml-language-server',
  command: [serverNode(), PEER, '--stdio'],
  mode: 'push',
  languageId: 'yaml',
  isPeer: true,
  capabilities: COMMON,
  settings: {
    yaml: {
      validate: true,
      hover: true,
      completion: true,
      schemas: { [pathToFileURL(SCHEMA).href]: '*.spaceward.yaml' },
      schemaStore: { enable: false },
      kubernetesCRDStore: { enable: false },
    },
  },
};
