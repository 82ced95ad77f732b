import { createText, ReadOnly, replaceText } from '../disk/write.js';
import { Failure } from './failure.js';
import { shownPath } from './files.js';

/**
 * Replaces the text of a file that is there.
 *
 * @throws Failure if it can't be written: then nothing in it was changed
 */
export function writeText(path: string, text: string): void {
  try {
    replaceText(path, text);
  } catch (error) {
    throw new Failure(`${shownPath(path)}: ${writeReason(error)}`);
  }
}

/**
 * Writes a file that isn't there yet.
 *
 * @throws Failure if there is one of that name, or it can't be written
 */
export function createFile(path: string, text: string): void {
  try {
    createText(path, text);
  } catch (error) {
    throw new Failure(`${shownPath(path)}: ${writeReason(error)}`);
  }
}

/** What keeps a file from being written. */
function writeReason(error: unknown): string {
  if (error instanceof ReadOnly) return 'it is read-only';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const denied = 'no permission to write it, or a file beside it';
  const reasons: Readonly<Record<string, string>> = {
    EACCES: denied,
    EPERM: denied,
    EROFS: denied,
    ENOSPC: 'the disk is full',
    EEXIST: 'it is there already',
    ENOENT: 'the folder is not there',
    EISDIR: 'it is a directory',
    ENOTDIR: 'what it is to be in is no directory',
  };
  return `${reasons[code] ?? `it can't be written (${code})`}: nothing in it was changed`;
}
