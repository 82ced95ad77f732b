import { lastDigest } from './file-digest.js';
import type { Policy } from './policy.js';

/**
 * A policy that is the last state of its files: it keeps what verdicts, tests and rules are read from, and nothing for
 * later states and for editors.
 */
export function asLastState(policy: Policy): Policy {
  const { files, world, tests, troubles, names, duplicates, problems, changes, built } = policy;
  return {
    files,
    digests: policy.digests.map(lastDigest),
    world,
    tests,
    troubles,
    names: names.from(built.users, built.groups),
    duplicates,
    problems,
    changes,
    built,
    get memo(): never {
      throw new Error('nothing is built from the last state of a policy');
    },
  };
}
