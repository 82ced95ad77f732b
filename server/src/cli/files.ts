import { dirname, join, relative, resolve, sep } from 'node:path';
import type { SourceText } from '../core/check.js';
import {
  CONFIG_FILE,
  groupPolicies,
  isPolicyFile,
  type PolicyPaths,
} from '../core/workspace/roots.js';
import {
  isFile,
  listTree,
  NotFile,
  NotText,
  readUtf8,
  readUtf8Bytes,
  readUtf8Soon,
  rootAbove,
  statsOf,
} from '../disk/disk.js';
import { Failure } from './failure.js';
import { type SharedSource, sharedSource } from './threads/shared-source.js';

/**
 * The policies that paths name, by absolute paths: of a directory those in its tree, of a file the policy that it
 * belongs to. A policy is read whole, whichever of its files are named.
 *
 * @throws Failure if a path doesn't exist, or there is no policy file
 */
export function findPolicies(paths: readonly string[]): Found {
  const policies = new Map<string, PolicyPaths>();
  const unreadable = new Map<string, Failure>();
  for (const path of paths) {
    const named = policiesAt(resolve(path), path, unreadable);
    if (named.length === 0 && unreadable.size === 0)
      throw new Failure(`no policy files in ${path}: they are named *.spaceward.yaml`);
    for (const policy of named) {
      const key = policy.files[0] ?? policy.root;
      const known = policies.get(key);
      const files = new Set([...(known?.files ?? []), ...policy.files]);
      policies.set(key, { ...policy, files: [...files] });
    }
  }
  return { policies: [...policies.values()], unreadable: [...unreadable.values()] };
}

/** Files that are likely meant as a configuration, whose name isn't that of one. */
const MISNAMED = ['spaceward.config.yml', '.spaceward.config.yaml', '.spaceward.config.yml'];

/**
 * The same for whoever reads configurations: one by another name, which would be passed over in silence, is told of.
 *
 * @throws Failure if a path doesn't exist, or there is no policy file
 */
export function findConfigured(paths: readonly string[]): Found {
  const { policies, unreadable } = findPolicies(paths);
  const roots = new Map(policies.map(({ root, config }) => [root, config]));
  const misnamed = [...roots].flatMap(([root, config]) =>
    MISNAMED.map((name) => join(root, name))
      .filter(isThere)
      .map((path) => {
        const then = config === undefined ? 'rename it' : 'take it away';
        return new Failure(
          `${shownPath(path)}: a configuration is named ${CONFIG_FILE}, so this file is not read: ${then}`,
        );
      }),
  );
  return { policies, unreadable: [...unreadable, ...misnamed] };
}

function isThere(path: string): boolean {
  try {
    return isFile(path);
  } catch {
    return false;
  }
}

/** The policies that were found, and what beside them isn't read. */
export interface Found {
  readonly policies: readonly PolicyPaths[];
  readonly unreadable: readonly Failure[];
}

/** Whether paths name a file: itself, or a directory that it is in. Takes absolute paths. */
export function namedBy(paths: readonly string[]): (file: string) => boolean {
  const named = paths.map((path) => resolve(path));
  return (file) =>
    named.some((path) => file === path || file.startsWith(path.endsWith(sep) ? path : path + sep));
}

/** The policies of which a file or directory holds a part. */
function policiesAt(
  path: string,
  shown: string,
  unreadable: Map<string, Failure>,
): readonly PolicyPaths[] {
  const stats = statsNamed(path, shown);
  if (stats === undefined) throw new Failure(`${shown}: there is no such file or directory`);
  if (!stats.isDirectory() && !isPolicyFile(path))
    throw new Failure(`${shown}: policy files are named *.spaceward.yaml or *.spaceward.yml`);
  if (!stats.isDirectory() && !stats.isFile()) throw new Failure(`${shown}: it is no file`);
  const directory = stats.isDirectory() ? path : dirname(path);
  const root = rootAbove(directory);
  if (root === undefined && !stats.isDirectory()) return [byItself(path)];
  const beneath = directory.endsWith(sep) ? directory : directory + sep;
  const fail = (failed: string, error: unknown): void => {
    unreadable.set(failed, new Failure(`${shownPath(failed)}: ${reason(error)}`));
  };
  const listed = new Set(listTree(root ?? directory, fail));
  // What was named counts, also in a folder that is skipped or behind a link.
  for (const file of stats.isDirectory() ? listTree(directory, fail) : [path]) listed.add(file);
  return groupPolicies([...listed], sep).filter(({ files }) =>
    files.some((file) => (stats.isDirectory() ? file.startsWith(beneath) : file === path)),
  );
}

/** @throws Failure if a folder on the way can't be looked into */
function statsNamed(path: string, shown: string): ReturnType<typeof statsOf> {
  try {
    return statsOf(path);
  } catch (error) {
    throw new Failure(`${shown}: ${reason(error)}`);
  }
}

/** A file with no root above it. */
function byItself(file: string): PolicyPaths {
  const root = dirname(file);
  const config = join(root, CONFIG_FILE);
  return { root, files: [file], config: isFile(config) ? config : undefined };
}

/** A path as it is shown: relative to the working directory, with `/`. */
export function shownPath(path: string): string {
  let directory;
  try {
    directory = process.cwd();
  } catch {
    return path;
  }
  return relative(directory, path).split(sep).join('/') || '.';
}

/**
 * A file's text.
 *
 * @throws Failure if it can't be read or isn't UTF-8
 */
export function readText(path: string): SourceText {
  try {
    return { path: shownPath(path), text: readUtf8(path) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The same, for threads that share it. Throws as `readText`. */
export function readShared(path: string): SharedSource {
  try {
    return sharedSource(shownPath(path), readUtf8Bytes(path));
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The same, read while something else is done. Fails as `readText` throws. */
export async function readTextSoon(path: string): Promise<SourceText> {
  try {
    return { path: shownPath(path), text: await readUtf8Soon(path) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** How many bytes files take; one that can't be looked at counts as empty. */
export function sizeOf(paths: readonly string[]): number {
  let bytes = 0;
  for (const path of paths)
    try {
      bytes += statsOf(path)?.size ?? 0;
    } catch {
      // Reading it will tell what is wrong.
    }
  return bytes;
}

function unreadable(path: string, error: unknown): Failure {
  const what =
    error instanceof NotText ? 'the file is not UTF-8 text: save it as UTF-8' : reason(error);
  return new Failure(`${shownPath(path)}: ${what}`);
}

function reason(error: unknown): string {
  if (error instanceof NotFile) return 'it is no file';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    { EACCES: 'no permission to read it', ENOENT: 'it is not there', EISDIR: 'it is a directory' }[
      code
    ] ?? `it can't be read (${code})`
  );
}
