import type { SourceText } from '../../core/check.js';

/** A file's text in UTF-8, in memory that threads share, with the path that it is shown by. */
export interface SharedSource {
  readonly path: string;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

/** @param text a text in UTF-8, which is copied */
export function sharedSource(path: string, text: Uint8Array): SharedSource {
  const bytes = new Uint8Array(new SharedArrayBuffer(text.length));
  bytes.set(text);
  return { path, bytes };
}

/** The same as a text, which takes longer to read than the bytes, and more memory: each thread does so when it comes to the file. */
export function sourceOf({ path, bytes }: SharedSource): SourceText {
  const { buffer, byteOffset, byteLength } = bytes;
  return { path, text: Buffer.from(buffer, byteOffset, byteLength).toString('utf8') };
}
