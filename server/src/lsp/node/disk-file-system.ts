import { fileURLToPath, pathToFileURL } from 'node:url';
import { isFile, listTree, readUtf8, rootAbove } from '../../disk/disk.js';
import type { FileSystem } from '../host.js';
import { canonicalUri } from '../uri.js';

/** The machine's own disk. */
export function diskFileSystem(log: (message: string) => void): FileSystem {
  return {
    list: (directory) =>
      Promise.resolve(
        mapPath(directory, [], (path) =>
          listTree(path, (unreadable, error) => {
            log(`${unreadable}: ${messageOf(error)}`);
          }).map(uriOf),
        ),
      ),
    rootAbove: (directory) =>
      Promise.resolve(
        mapPath(directory, undefined, (path) => {
          const root = rootAbove(path);
          return root === undefined ? undefined : uriOf(root);
        }),
      ),
    read: (file) =>
      Promise.resolve(
        mapPath(file, undefined, (path) => (isFile(path) ? readOrLog(path, log) : undefined)),
      ),
  };
}

function readOrLog(path: string, log: (message: string) => void): string | undefined {
  try {
    return readUtf8(path);
  } catch (error) {
    log(`${path} is left out: ${messageOf(error)}`);
    return undefined;
  }
}

/** What holds of the path of a URI; `otherwise` where it isn't one of this machine's files. */
function mapPath<T>(uri: string, otherwise: T, read: (path: string) => T): T {
  let path;
  try {
    path = fileURLToPath(uri);
  } catch {
    return otherwise;
  }
  return read(path);
}

function uriOf(path: string): string {
  return canonicalUri(pathToFileURL(path).href);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
