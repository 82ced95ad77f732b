import type { Checked } from '../../server/src/core/check.js';
import { usesOf } from './uses.js';

/** All that is shown of a policy. */
export function shown({ diagnostics, tests, policy, locate }: Checked): string {
  return JSON.stringify(
    [
      diagnostics.map((diagnostic) => ({ ...diagnostic, finding: undefined })),
      tests.map(({ expectations }) =>
        expectations.map(({ state, message, proof }) => [
          state,
          message,
          proof.map(({ text, origin }) => [text, origin && (locate(origin) ?? 'nowhere')]),
        ]),
      ),
      usesOf(policy).map(({ kind, text, found, origin }) => [kind, text, found, locate(origin)]),
      [...policy.world.groups.values()].map(({ members }) =>
        [...members].map(([user, origin]) => [user, locate(origin)]),
      ),
      [...policy.world.users.keys(), ...policy.world.groups.keys(), ...policy.world.spaces.keys()],
    ],
    undefined,
    1,
  );
}
