import { CONFIG_FILE, directoryOf, fileNameOf, isPolicyFile } from '../../core/workspace/roots.js';
import type { FileSystem } from '../host.js';

/** Whether a document of that URI matters to policies by its name. */
export function isKnownName(uri: string): boolean {
  return isPolicyFile(uri) || fileNameOf(uri) === CONFIG_FILE;
}

/**
 * The files that policies of the workspace are made of: those in its folders, and around open documents elsewhere. What
 * was found is kept until `forget`.
 */
export class Folders {
  #folders: readonly string[] = [];
  readonly #roots = new Map<string, Promise<string | undefined>>();
  readonly #trees = new Map<string, Promise<readonly string[]>>();

  constructor(private readonly fileSystem: FileSystem) {}

  get folders(): readonly string[] {
    return this.#folders;
  }

  set folders(folders: readonly string[]) {
    this.#folders = folders.map((folder) => folder.replace(/\/+$/u, ''));
  }

  /** To be called when files come or go. */
  forget(): void {
    this.#roots.clear();
    this.#trees.clear();
  }

  /** Paths of policy files and configurations; an open document's is among them, on disk or not. */
  async paths(open: readonly string[]): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const folder of this.#folders) add(found, await this.#around(folder, true));
    for (const uri of open) {
      const directory = directoryOf(uri);
      if (!isKnownName(uri) || directory === undefined) found.add(uri);
      else if (!found.has(uri)) {
        found.add(uri);
        add(found, await this.#around(directory, false));
        found.add(`${directory}/${CONFIG_FILE}`);
      }
    }
    return [...found].sort(byPlace);
  }

  /** The tree of the policy that a directory lies in; without one, its own tree if that is wanted. */
  async #around(directory: string, whole: boolean): Promise<readonly string[]> {
    const root = await kept(this.#roots, directory, () => this.fileSystem.rootAbove(directory));
    const top = root ?? (whole ? directory : undefined);
    return top === undefined ? [] : kept(this.#trees, top, () => this.fileSystem.list(top));
  }
}

function add(set: Set<string>, paths: readonly string[]): void {
  for (const path of paths) set.add(path);
}

function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

/** In the order in which a tree is listed: name by name. */
function byPlace(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    if (x !== y) return decoded(x) < decoded(y) ? -1 : 1;
  }
  return left.length - right.length;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
