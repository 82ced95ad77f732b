import { Disposable, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  CONFIG_FILE,
  isPolicyFile,
  ROOT_FILES,
  SKIPPED_FOLDERS,
} from '../../server/src/core/workspace/roots.js';
import {
  type FileParams,
  LIST_REQUEST,
  READ_REQUEST,
  ROOT_REQUEST,
} from '../../server/src/lsp/files/protocol.js';

/** Tells of what can't be read, and why. */
type Log = (uri: Uri, error: unknown) => void;

/** Reads files for the server through VS Code, which has file systems that are on no disk. */
export function readFilesFor(client: BaseLanguageClient): Disposable {
  const log: Log = (uri, error) => {
    if (isAbsent(error)) return;
    const reason = error instanceof Error ? error.message : String(error);
    client.warn(`${uri.toString(true)} is left out: ${reason}`, undefined, false);
  };
  return Disposable.from(
    client.onRequest(LIST_REQUEST, async ({ uri }: FileParams) => {
      const found = await list(directoryOf(uri), log);
      return found.map((file) => file.toString());
    }),
    client.onRequest(ROOT_REQUEST, async ({ uri }: FileParams) => {
      const root = await rootAbove(directoryOf(uri));
      return root?.toString() ?? null;
    }),
    client.onRequest(READ_REQUEST, ({ uri }: FileParams) => read(Uri.parse(uri), log)),
  );
}

/** The top of a file system has the path `/`, of which URIs are sent without the slash. */
function directoryOf(uri: string): Uri {
  const directory = Uri.parse(uri);
  return directory.path === '' ? directory.with({ path: '/' }) : directory;
}

/**
 * Goes through a directory's tree. VS Code's search for files would leave out what its settings exclude, and finds nothing in
 * file systems that have no search.
 */
async function list(directory: Uri, log: Log): Promise<readonly Uri[]> {
  let entries: readonly [string, FileType][];
  try {
    entries = await workspace.fs.readDirectory(directory);
  } catch (error) {
    log(directory, error);
    return [];
  }
  const found = entries.map(async ([name, type]) => {
    const uri = Uri.joinPath(directory, name);
    // Links to directories aren't followed: they may lead in circles.
    if (type === FileType.Directory) return SKIPPED_FOLDERS.has(name) ? [] : list(uri, log);
    const isFile = (type & FileType.File) !== 0;
    return isFile && (isPolicyFile(name) || name === CONFIG_FILE) ? [uri] : [];
  });
  return (await Promise.all(found)).flat();
}

async function rootAbove(start: Uri): Promise<Uri | undefined> {
  for (let directory = start; ; directory = Uri.joinPath(directory, '..')) {
    for (const name of ROOT_FILES)
      if (await isFile(Uri.joinPath(directory, name))) return directory;
    if (directory.path === '/') return undefined;
  }
}

async function isFile(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.File) !== 0;
  } catch {
    return false;
  }
}

async function read(uri: Uri, log: Log): Promise<string | null> {
  try {
    const bytes = await workspace.fs.readFile(uri);
    // With its byte order mark, which counts in places.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    log(uri, error instanceof TypeError ? new Error('it is not UTF-8 text') : error);
    return null;
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof FileSystemError && error.code === 'FileNotFound';
}
