import {
  TextDocumentContentChangeEvent,
  type TextDocumentsConfiguration,
} from 'vscode-languageserver';
import { PieceText } from '../core/text/piece-text.js';
import { sound } from './session.js';

/** A text that is open in the client. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  /** As the client counts. */
  readonly version: number;
  readonly text: PieceText;
}

/** How open texts follow the client's edits: without being copied. */
export const DOCUMENTS: TextDocumentsConfiguration<OpenDocument> = {
  create: (uri, languageId, version, content) => ({
    uri,
    languageId,
    version,
    text: PieceText.of(content),
  }),
  update: (document, changes, version) => ({
    ...document,
    version,
    text: changes.reduce(changed, document.text),
  }),
};

function changed(text: PieceText, change: TextDocumentContentChangeEvent): PieceText {
  if (!TextDocumentContentChangeEvent.isIncremental(change)) return PieceText.of(change.text);
  const [start, end] = [change.range.start, change.range.end].map((each) =>
    text.offset(sound(each)),
  );
  if (start === undefined || end === undefined) return text;
  return text.edit({ start: Math.min(start, end), end: Math.max(start, end) }, change.text);
}
