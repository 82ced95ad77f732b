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
import { findPolicies, readText } from './files.js';
import { Progress } from './terminal.js';

/** Policies as a command needs them, and the files that couldn't be read. */
export interface Loaded<T> {
  readonly policies: readonly T[];
  readonly unreadable: readonly Failure[];
}

/**
 * Finds and checks the policies that paths name.
 *
 * @param whole whether the nodes of the files are needed afterwards: then they aren't given up while the policy is checked
 */
export function checkPolicies(
  matrix: Matrix,
  paths: readonly string[],
  whole = false,
): Loaded<Checked> {
  return load(paths, () => {
    if (whole)
      return {
        read: readPolicyFile,
        make: (files, config) => checkPolicy(matrix, files, config),
      };
    const once = new OnceCheck(matrix);
    return {
      read: (source) => once.read(source),
      make: (files, config) => once.check(files, config),
    };
  });
}

/** Finds and reads the policies that paths name. */
export function openPolicies(matrix: Matrix, paths: readonly string[]): Loaded<OpenPolicy> {
  return load(paths, () => ({
    read: readPolicyFile,
    make: (files, config) => openPolicy(matrix, files, config),
  }));
}

/** How the files of a policy are read, and what is made of them. */
interface Way<T> {
  readonly read: (source: SourceText) => PolicyFile;
  readonly make: (files: readonly PolicyFile[], config: PolicyFile | undefined) => T;
}

/** @param begin tells the way for each policy */
function load<T>(paths: readonly string[], begin: () => Way<T>): Loaded<T> {
  const { policies: found, unreadable: directories } = findPolicies(
    paths.length === 0 ? ['.'] : paths,
  );
  const total = found.reduce((sum, { files }) => sum + files.length, 0);
  const progress = new Progress();
  const unreadable: Failure[] = [...directories];
  const policies: T[] = [];
  let done = 0;
  for (const policy of found) {
    const { read, make } = begin();
    const files = policy.files.flatMap((path) => {
      progress.update(`reading ${(done += 1)} of ${total} files`);
      return readable(path, unreadable, read);
    });
    progress.update(`checking ${done} of ${total} files`);
    policies.push(make(files, configOf(policy, unreadable)));
  }
  progress.done();
  return { policies, unreadable };
}

function configOf({ config }: PolicyPaths, unreadable: Failure[]): PolicyFile | undefined {
  return config === undefined ? undefined : readable(config, unreadable)[0];
}

function readable(
  path: string,
  unreadable: Failure[],
  read: Way<unknown>['read'] = readPolicyFile,
): readonly PolicyFile[] {
  try {
    return [read(readText(path))];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    unreadable.push(error);
    return [];
  }
}
