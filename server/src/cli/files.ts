import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { SourceText } from '../core/check.js';
import { append } from '../core/append.js';
import { Failure } from './failure.js';

const POLICY_FILE = /\.spaceward\.ya?ml$/u;
const ROOT_FILES = ['tenant.spaceward.yaml', 'tenant.spaceward.yml'];
const CONFIG_FILE = 'spaceward.config.yaml';
/** Folders that hold other people's files. */
const SKIPPED = new Set(['node_modules', '.git']);

/** The files of one policy, by absolute path. */
export interface PolicyPaths {
  /** The directory of `tenant.spaceward.yaml`; of a file by itself, its own. */
  readonly root: string;
  readonly files: readonly string[];
  readonly config: string | undefined;
}

/**
 * The policies that paths name: of a directory those in its tree, of a file the policy that it belongs to. A policy
 * is read whole, whichever of its files are named.
 *
 * @throws Failure if a path doesn't exist, or there is no policy file
 */
export function findPolicies(paths: readonly string[]): readonly PolicyPaths[] {
  const policies = new Map<string, PolicyPaths>();
  for (const path of paths) {
    const files = policyFilesAt(resolve(path), path);
    if (files.length === 0)
      throw new Failure(`no policy files in ${path}: they are named *.spaceward.yaml`);
    for (const file of files) {
      const root = rootOf(file);
      const key = root ?? file;
      if (!policies.has(key))
        policies.set(key, {
          root: root ?? dirname(file),
          files: root === undefined ? [file] : filesUnder(root, root),
          config: configIn(root ?? dirname(file)),
        });
    }
  }
  return [...policies.values()];
}

function policyFilesAt(path: string, shown: string): readonly string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new Failure(`${shown}: there is no such file or directory`);
  if (stats.isDirectory()) return filesUnder(path, undefined);
  if (!POLICY_FILE.test(path))
    throw new Failure(`${shown}: policy files are named *.spaceward.yaml or *.spaceward.yml`);
  return [path];
}

/** The policy files in a tree, in the order of their names; of a policy's root, without policies nested in it. */
function filesUnder(directory: string, root: string | undefined): readonly string[] {
  const files: string[] = [];
  let entries;
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    throw new Failure(`${shownPath(directory)}: ${reason(error)}`);
  }
  const nested = root !== undefined && directory !== root;
  if (nested && entries.some(({ name }) => ROOT_FILES.includes(name))) return [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) append(files, filesUnder(path, root));
    else if (POLICY_FILE.test(entry.name) && isFile(path)) files.push(path);
  }
  return files;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The nearest directory above a file that holds `tenant.spaceward.yaml`. */
function rootOf(file: string): string | undefined {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    if (ROOT_FILES.some((name) => isFile(join(directory, name)))) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}

function configIn(root: string): string | undefined {
  const path = join(root, CONFIG_FILE);
  return isFile(path) ? path : undefined;
}

/** A path as it is shown: relative to the working directory, with `/`. */
export function shownPath(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/') || '.';
}

/**
 * A file's text.
 *
 * @throws Failure if it can't be read or isn't UTF-8
 */
export function readText(path: string): SourceText {
  const shown = shownPath(path);
  let bytes;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new Failure(`${shown}: ${reason(error)}`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path: shown, text };
  } catch {
    throw new Failure(`${shown}: the file is not UTF-8 text: save it as UTF-8`);
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    { EACCES: 'no permission to read it', ENOENT: 'it is not there', EISDIR: 'it is a directory' }[
      code
    ] ?? `it can't be read (${code})`
  );
}
