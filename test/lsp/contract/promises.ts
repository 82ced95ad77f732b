/** What a client may send because of each capability and each of its options: a place in the capabilities, and methods. */
export const PROMISES: Readonly<Record<string, readonly string[]>> = {
  'textDocumentSync.openClose': ['textDocument/didOpen', 'textDocument/didClose'],
  'textDocumentSync.change': ['textDocument/didChange'],
  'textDocumentSync.save': ['textDocument/didSave'],
  'workspace.workspaceFolders.supported': ['workspace/didChangeWorkspaceFolders'],
  'workspace.workspaceFolders.changeNotifications': ['workspace/didChangeWorkspaceFolders'],
  'diagnosticProvider.identifier': ['textDocument/diagnostic'],
  'diagnosticProvider.interFileDependencies': ['textDocument/diagnostic'],
  'diagnosticProvider.workspaceDiagnostics': ['workspace/diagnostic'],
  hoverProvider: ['textDocument/hover'],
  'completionProvider.triggerCharacters': ['textDocument/completion'],
  'codeActionProvider.resolveProvider': ['codeAction/resolve'],
  'codeActionProvider.codeActionKinds': ['textDocument/codeAction'],
  definitionProvider: ['textDocument/definition'],
  referencesProvider: ['textDocument/references'],
  documentHighlightProvider: ['textDocument/documentHighlight'],
  documentFormattingProvider: ['textDocument/formatting'],
  documentRangeFormattingProvider: ['textDocument/rangeFormatting'],
  'renameProvider.prepareProvider': ['textDocument/prepareRename', 'textDocument/rename'],
  documentSymbolProvider: ['textDocument/documentSymbol'],
  workspaceSymbolProvider: ['workspace/symbol'],
  'codeLensProvider.resolveProvider': ['textDocument/codeLens', 'codeLens/resolve'],
  'inlayHintProvider.resolveProvider': ['textDocument/inlayHint', 'inlayHint/resolve'],
  callHierarchyProvider: [
    'textDocument/prepareCallHierarchy',
    'callHierarchy/incomingCalls',
    'callHierarchy/outgoingCalls',
  ],
  foldingRangeProvider: ['textDocument/foldingRange'],
  selectionRangeProvider: ['textDocument/selectionRange'],
  'documentLinkProvider.resolveProvider': ['textDocument/documentLink'],
  'signatureHelpProvider.triggerCharacters': ['textDocument/signatureHelp'],
  'signatureHelpProvider.retriggerCharacters': ['textDocument/signatureHelp'],
  'semanticTokensProvider.legend.tokenTypes': ['textDocument/semanticTokens/full'],
  'semanticTokensProvider.legend.tokenModifiers': ['textDocument/semanticTokens/full'],
  'semanticTokensProvider.full.delta': ['textDocument/semanticTokens/full/delta'],
  'semanticTokensProvider.range': ['textDocument/semanticTokens/range'],
  'experimental.requests': [
    'spaceward/choices',
    'spaceward/explain',
    'spaceward/who',
    'spaceward/runTest',
    'spaceward/tests',
    'spaceward/spaces',
    'spaceward/members',
    'spaceward/editMembers',
    'spaceward/access',
    'spaceward/access/proof',
    'spaceward/access/spaceAt',
  ],
};

/** Every place in capabilities that holds a value: `renameProvider.prepareProvider`. */
export function placesIn(value: unknown, place = ''): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [place];
  return Object.entries(value).flatMap(([name, inner]) =>
    placesIn(inner, place === '' ? name : `${place}.${name}`),
  );
}
