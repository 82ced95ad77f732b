import { releaseContent } from '../syntax/read-block.js';
import type { FileDigest } from './file-digest.js';
import type { Policy } from './policy.js';

/**
 * A policy that is the last state of its files: it keeps what verdicts, tests and rules are read from, and nothing for
 * later states and for editors, which is the greater part. Its files are given up: their blocks keep their texts,
 * heads and comments alone, but for those with comments that silence rules, of which it must be known what they stand above.
 */
export function asLastState(policy: Policy): Policy {
  for (const [index, { tree }] of policy.files.entries()) {
    const silencing = new Set(policy.digests[index]?.silencing);
    for (const block of tree.list) if (!silencing.has(block)) releaseContent(block);
  }
  const { files, world, tests, troubles, names, duplicates, problems, changes, built } = policy;
  return {
    files,
    digests: policy.digests.map(lastDigest),
    world,
    tests,
    troubles,
    names,
    duplicates,
    problems,
    changes,
    built,
    get uses(): never {
      throw new Error('the last state of a policy keeps no uses of names');
    },
    get memo(): never {
      throw new Error('nothing is built from the last state of a policy');
    },
  };
}

/** What is asked of a file after it was merged. */
function lastDigest({ faulty, silencing }: FileDigest): FileDigest {
  return {
    heads: [],
    tenants: [],
    users: [],
    groups: [],
    roles: [],
    spaces: [],
    tests: [],
    problems: [],
    faulty,
    silencing,
  };
}
