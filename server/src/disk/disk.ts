import { isUtf8 } from 'node:buffer';
import { readdirSync, readFile, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { append } from '../core/append.js';
import { CONFIG_FILE, isPolicyFile, ROOT_FILES, SKIPPED_FOLDERS } from '../core/workspace/roots.js';

/** A file that isn't UTF-8 text. */
export class NotText extends Error {}

/** Something that bears a file's name and is none: a pipe, a socket or a device, which may never end. */
export class NotFile extends Error {}

/**
 * The policy files and configurations in a directory's tree, in the order of their names.
 *
 * @param unreadable is told of each directory that can't be read, and of what bears a file's name and is none; what it returns normally is passed over
 */
export function listTree(
  directory: string,
  unreadable: (path: string, error: unknown) => void,
): readonly string[] {
  const files: string[] = [];
  let entries;
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    unreadable(directory, error);
    return files;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() && entry.name !== CONFIG_FILE) {
      if (!SKIPPED_FOLDERS.has(entry.name)) append(files, listTree(path, unreadable));
    } else if (isPolicyFile(entry.name) || entry.name === CONFIG_FILE) {
      if (entry.isFile()) files.push(path);
      else addOther(path, files, unreadable);
    }
  }
  return files;
}

/** Adds what isn't plainly a file. A link that leads nowhere, and a directory named like a configuration, can't be read. */
function addOther(
  path: string,
  files: string[],
  unreadable: (path: string, error: unknown) => void,
): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || stats.isFile()) files.push(path);
  else if (!stats.isDirectory()) unreadable(path, new NotFile(`${path} is no file`));
  else if (!isPolicyFile(path)) files.push(path);
}

/** The nearest directory, the given one or above, that holds `tenant.spaceward.yaml`. */
export function rootAbove(start: string): string | undefined {
  for (let directory = start; ; directory = dirname(directory)) {
    if (ROOT_FILES.some((name) => isFile(join(directory, name)))) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}

export function isFile(path: string): boolean {
  return statsOf(path)?.isFile() ?? false;
}

/** What is at a path; undefined where nothing can be: also beneath a file, which isn't a folder. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/**
 * A file's text in UTF-8.
 *
 * @throws NotText if it isn't UTF-8; else what the file system says
 */
export function readUtf8Bytes(path: string): Buffer {
  return mustBeUtf8(path, readFileSync(path));
}

/**
 * A file's text.
 *
 * @throws as `readUtf8Bytes`
 */
export function readUtf8(path: string): string {
  return readUtf8Bytes(path).toString('utf8');
}

/**
 * The same, read while something else is done. Fails as `readUtf8` throws.
 */
export function readUtf8Soon(path: string): Promise<string> {
  return new Promise<Buffer>((resolve, reject) => {
    readFile(path, (error, bytes) => {
      if (error === null) resolve(bytes);
      else reject(error);
    });
  }).then((bytes) => mustBeUtf8(path, bytes).toString('utf8'));
}

function mustBeUtf8(path: string, bytes: Buffer): Buffer {
  if (!isUtf8(bytes)) throw new NotText(`${path} is not UTF-8 text`);
  return bytes;
}
