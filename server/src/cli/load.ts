import {
  type Checked,
  checkPolicy,
  openPolicy,
  type OpenPolicy,
  readPolicyFile,
  type SourceText,
} from '../core/check.js';
import { OnceCheck } from '../core/check-once.js';
import type { Matrix } from '../core/matrix/matrix.js';
import type { PolicyFile } from '../core/model/policy.js';
import type { PolicyPaths } from '../core/workspace/roots.js';
import { Failure } from './failure.js';
import { findConfigured, readShared, readText, sizeOf } from './files.js';
import { OneRun } from './one-run.js';
import { Progress } from './progress.js';
import { readAhead } from './read-ahead.js';
import { checkTogether } from './threads/check-together.js';
import { threadsFor } from './threads/how-many.js';
import { type SharedSource, sourceOf } from './threads/shared-source.js';

/** Policies as a command needs them, and the files that couldn't be read. */
export interface Loaded<T> {
  readonly policies: readonly T[];
  readonly unreadable: readonly Failure[];
}

/** How policies are checked. */
export interface CheckWay {
  /** Whether the nodes of the files are needed afterwards: then they aren't given up while the policy is checked. */
  readonly whole?: boolean;
  /** How many threads may check a policy; undefined: one. */
  readonly threads?: number | undefined;
}

/** Finds and checks the policies that paths name. */
export function checkPolicies(
  matrix: Matrix,
  paths: readonly string[],
  { whole = false, threads }: CheckWay = {},
): Promise<Loaded<Checked>> {
  return load(paths, (policy, progress) => {
    if (whole)
      return {
        read: readPolicyFile,
        make: (files, config) => checkPolicy(matrix, files, config),
      };
    const count = threadsFor(threads, () => sizeOf(policy.files));
    if (count > 1) return checkTogether(matrix, count - 1, progress);
    const once = new OnceCheck(matrix);
    return {
      read: (source) => once.read(source),
      make: (files, config) =>
        once.check(files, config, (done, of) => {
          progress.checking(done, of);
        }),
    };
  });
}

/** Finds and reads the policies that paths name. */
export function openPolicies(
  matrix: Matrix,
  paths: readonly string[],
): Promise<Loaded<OpenPolicy>> {
  return load(paths, () => ({
    read: readPolicyFile,
    make: (files, config) => openPolicy(matrix, files, config),
  }));
}

/** How the files of a policy are read, and what is made of them. */
export interface Way<T> {
  /** Is told of the files and of the configuration before the first of them is read as a policy. */
  readonly early?: (sources: readonly SharedSource[], config: SourceText | undefined) => void;
  readonly read: (source: SourceText) => PolicyFile;
  readonly make: (files: readonly PolicyFile[], config: PolicyFile | undefined) => T | Promise<T>;
}

/** @param begin tells the way for each policy */
async function load<T>(
  paths: readonly string[],
  begin: (policy: PolicyPaths, progress: Progress) => Way<T> | Promise<Way<T>>,
): Promise<Loaded<T>> {
  const { policies: found, unreadable: directories } = findConfigured(
    paths.length === 0 ? ['.'] : paths,
  );
  const progress = new Progress(found.reduce((sum, { files }) => sum + files.length, 0));
  const run = new OneRun();
  const unreadable: Failure[] = [...directories];
  const policies: T[] = [];
  for (const policy of found) {
    const { early, read, make } = await begin(policy, progress);
    const config = policy.config === undefined ? undefined : textOf(policy.config);
    const stated = config instanceof Failure ? undefined : config;
    const files: PolicyFile[] = [];
    const tell =
      early &&
      ((sources: readonly SharedSource[]) => {
        early(sources, stated);
      });
    for await (const source of textsOf(policy.files, tell)) {
      progress.reading();
      if (source instanceof Failure) unreadable.push(source);
      else {
        await run.reads(source.text.length);
        files.push(read(source));
      }
    }
    if (config instanceof Failure) unreadable.push(config);
    policies.push(await make(files, stated && readPolicyFile(stated)));
  }
  progress.done();
  return { policies, unreadable };
}

/** So many files and more are read ahead. */
const MANY = 16;

/**
 * The texts of files in their order, with what keeps others from being read.
 *
 * @param early is told of all that can be read; default: nobody is, and they are read as they are needed
 */
function textsOf(
  paths: readonly string[],
  early?: (sources: readonly SharedSource[]) => void,
): AsyncIterable<SourceText | Failure> | Iterable<SourceText | Failure> {
  if (early !== undefined) return sharedTexts(paths, early);
  return paths.length >= MANY ? readAhead(paths) : oneByOne(paths);
}

function* sharedTexts(
  paths: readonly string[],
  early: (sources: readonly SharedSource[]) => void,
): Iterable<SourceText | Failure> {
  const sources = paths.map((path) => orFailure(() => readShared(path)));
  early(sources.flatMap((source) => (source instanceof Failure ? [] : [source])));
  for (const source of sources) yield source instanceof Failure ? source : sourceOf(source);
}

function* oneByOne(paths: readonly string[]): Iterable<SourceText | Failure> {
  for (const path of paths) yield textOf(path);
}

function textOf(path: string): SourceText | Failure {
  return orFailure(() => readText(path));
}

function orFailure<T>(read: () => T): T | Failure {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
