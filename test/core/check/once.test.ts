/** A policy that is checked once is found to be what it is for editors: whatever its mistakes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { OnceCheck } from '../../../server/src/core/check-once.js';
import { edited, textEdit } from '../../support/edits.js';
import { matrix } from '../../support/policy.js';
import { runs } from '../../support/runs.js';
import { randomPolicy } from '../decide/random-policy.js';
import { EXAMPLE } from '../syntax/example.js';

const CONFIG = { path: 'config', text: 'rules: { redundant-share: warning }\nfail-on: warning\n' };

const SILENCED = `
# spaceward-ignore unknown-user: they come next week
spaces:
  S9:
    type: shared
    owner: nobody
    members:
      # spaceward-ignore unknown-group: so do they
      group none: can view
      # spaceward-ignore unknown-role
      ali: can paint
tests:
  # spaceward-ignore failed-expectation: not yet
  later:
    - ali can space.delete on S9
`;

/** The texts of two files with mistakes in them. */
const texts = fc
  .tuple(
    fc.oneof(randomPolicy, fc.constant(EXAMPLE)),
    fc.array(textEdit, { maxLength: 4 }),
    fc.array(textEdit, { maxLength: 2 }),
  )
  .map(([text, edits, others]) => [
    edited(text, edits).at(-1) ?? text,
    edited(SILENCED, others).at(-1) ?? SILENCED,
  ]);

/** All that is reported of a policy. */
function reported({ diagnostics, tests, locate }: Checked): unknown {
  return [
    diagnostics.map(({ finding, ...diagnostic }) => [diagnostic, finding.fix !== undefined]),
    tests.map(({ expectations }) =>
      expectations.map(({ state, message, proof }) => [
        state,
        message,
        proof.map(({ text, origin }) => [text, origin && locate(origin)]),
      ]),
    ),
  ];
}

describe('checking once', () => {
  it('finds what checking for an editor finds', () => {
    let silenced = 0;
    fc.assert(
      fc.property(texts, fc.boolean(), (all, isConfigured) => {
        const sources = all.map((text, index) => ({ path: `file-${index}`, text }));
        const config = isConfigured ? readPolicyFile(CONFIG) : undefined;
        const whole = checkPolicy(
          matrix,
          sources.map((source) => readPolicyFile(source)),
          config,
        );
        const once = new OnceCheck(matrix);
        const files = sources.map((source) => once.read(source));
        assert.deepEqual(reported(once.check(files, config)), reported(whole));
        silenced += whole.diagnostics.filter(({ suppressed }) => suppressed !== undefined).length;
      }),
      { numRuns: runs(60) },
    );
    assert.ok(silenced > 0);
  });

  it('is no state to go on from', () => {
    const once = new OnceCheck(matrix);
    const checked = once.check([once.read({ path: 'p', text: EXAMPLE })], undefined);
    const later = readPolicyFile({ path: 'p', text: EXAMPLE });
    assert.throws(() => checkPolicy(matrix, [later], undefined, checked), /last state/u);
    assert.throws(() => checked.policy.memo, /last state/u);
  });
});
