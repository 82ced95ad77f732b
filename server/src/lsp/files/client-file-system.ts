import type { Connection } from 'vscode-languageserver';
import type { FileSystem } from '../host.js';
import { canonicalUri } from '../uri.js';
import { type FileParams, LIST_REQUEST, READ_REQUEST, ROOT_REQUEST } from './protocol.js';

/** Files that the client reads for the server. */
export class ClientFileSystem implements FileSystem {
  /** Whether the client does so; one that doesn't isn't asked, and has no files. */
  isOffered = false;

  constructor(private readonly connection: Connection) {}

  readonly list = async (directory: string): Promise<readonly string[]> =>
    ((await this.#ask<readonly string[]>(LIST_REQUEST, directory)) ?? []).map(canonicalUri);

  readonly rootAbove = async (directory: string): Promise<string | undefined> => {
    const root = await this.#ask<string>(ROOT_REQUEST, directory);
    return root === undefined ? undefined : canonicalUri(root).replace(/\/+$/u, '');
  };

  readonly read = (file: string): Promise<string | undefined> =>
    this.#ask<string>(READ_REQUEST, file);

  async #ask<T>(request: string, uri: string): Promise<T | undefined> {
    if (!this.isOffered) return undefined;
    const params: FileParams = { uri };
    try {
      return (await this.connection.sendRequest<T | null>(request, params)) ?? undefined;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.connection.console.warn(`${request} of ${uri}: ${text}`);
      return undefined;
    }
  }
}

/** The machine's disk, where it has one, for what `file:` names; the client for all else. */
export function fileSystemOf(disk: FileSystem | undefined, client: FileSystem): FileSystem {
  const holderOf = (uri: string): FileSystem =>
    disk !== undefined && uri.startsWith('file:') ? disk : client;
  return {
    list: (directory) => holderOf(directory).list(directory),
    rootAbove: (directory) => holderOf(directory).rootAbove(directory),
    read: (file) => holderOf(file).read(file),
  };
}
