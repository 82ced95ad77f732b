/** Where names stand in a policy: what stands behind going to a definition, references, rename and outlines. */
export {
  definitionsAt,
  type Highlight,
  highlightsAt,
  referencesAt,
} from './navigation/definition.js';
export { type FileEdit, prepareRename, type Refusal, rename } from './navigation/rename.js';
export { type DocumentSymbol, documentSymbols, type SymbolKind } from './navigation/symbols.js';
export { type WorkspaceSymbol, workspaceSymbols } from './navigation/workspace-symbols.js';
