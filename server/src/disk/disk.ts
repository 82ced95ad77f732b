import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { append } from '../core/append.js';
import { CONFIG_FILE, isPolicyFile, ROOT_FILES, SKIPPED_FOLDERS } from '../core/workspace/roots.js';

/** A file that isn't UTF-8 text. */
export class NotText extends Error {}

/**
 * The policy files and configurations in a directory's tree, in the order of their names.
 *
 * @param unreadable is told of each directory that can't be read; what it returns normally is passed over
 */
export function listTree(
  directory: string,
  unreadable: (directory: string, error: unknown) => void,
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
    if (entry.isDirectory()) {
      if (!SKIPPED_FOLDERS.has(entry.name)) append(files, listTree(path, unreadable));
      // A link that leads nowhere is a file that can't be read.
    } else if ((isPolicyFile(entry.name) || entry.name === CONFIG_FILE) && !isDirectory(path))
      files.push(path);
  }
  return files;
}

/** The nearest directory, the given one or above, that holds `tenant.spaceward.yaml`. */
export function rootAbove(start: string): string | undefined {
  for (let directory = start; ; directory = dirname(directory)) {
    if (ROOT_FILES.some((name) => isFile(join(directory, name)))) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * A file's text.
 *
 * @throws NotText if it isn't UTF-8; else what the file system says
 */
export function readUtf8(path: string): string {
  const bytes = readFileSync(path);
  if (!isUtf8(bytes)) throw new NotText(`${path} is not UTF-8 text`);
  return bytes.toString('utf8');
}
