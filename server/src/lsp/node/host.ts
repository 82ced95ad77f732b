import { fileURLToPath, pathToFileURL } from 'node:url';
import { isFile, listTree, readUtf8, rootAbove } from '../../disk/disk.js';
import type { Host } from '../host.js';
import { canonicalUri } from '../uri.js';
import { rulePagesOf } from './rule-pages.js';

/** The machine's own disk. Documents of other schemes are known by their text in the editor alone. */
export function nodeHost(log: (message: string) => void): Host {
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
    rulePages: rulePagesOf(process.argv[1]),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
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
