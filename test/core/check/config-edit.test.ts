/** What is checked again after an edit of the configuration is what a check from the start finds. */
import assert from 'node:assert/strict';
import { checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { check, matrix } from '../../support/policy.js';

const POLICY = `tenant: { subscription: enterprise, entitlement: full }
users: { anna: {}, ali: {}, bo: {} }
spaces:
  S: { type: shared, owner: anna, members: { ali: [can view, can edit], bo: can view, zoe: can view } }
tests:
  t: [ali can app.export on S, bo cannot app.create on S]
`;
const FACT = '{ table: shared.professional, action: app.create, yes: can view, source: tried }';
/** The configuration as it is typed. */
const EDITS = [
  '',
  'rules:\n',
  'rules:\n  unknown-user:',
  'rules:\n  unknown-user: off\n',
  `rules:\n  unknown-user: off\nfacts: [${FACT}]\n`,
  `rules:\n  unknown-user: warning\nfacts: [${FACT}]\n`,
  `# moved\n\nfacts: [${FACT}]\n`,
  `facts: [${FACT.replace('yes', 'no')}]\n`,
  'facts: [\n',
  'limits: { shares-per-space: 1 }\n',
];

describe('an edit of the configuration', () => {
  it('leads to what a check from the start finds', () => {
    const file = readPolicyFile({ path: 'file-0.spaceward.yaml', text: POLICY });
    const seen = new Set<string>();
    let before = checkPolicy(matrix, [file]);
    for (const text of [...EDITS, ...[...EDITS].reverse()]) {
      const config = readPolicyFile({ path: 'spaceward.config.yaml', text }, before.config.file);
      before = checkPolicy(matrix, [file], config, before);
      const shown = (list: typeof before.diagnostics): readonly string[] =>
        list.map((one) => `${one.path} ${one.span.start} ${one.severity} ${one.message}`);
      assert.deepEqual(shown(before.diagnostics), shown(check(POLICY, text).diagnostics), text);
      seen.add(shown(before.diagnostics).join('\n'));
    }
    assert.ok(seen.size > 5);
  });

  it('that changes no site fact changes no verdict: the engine stays', () => {
    const file = readPolicyFile({ path: 'p', text: POLICY });
    const of = (text: string): ReturnType<typeof readPolicyFile> =>
      readPolicyFile({ path: 'spaceward.config.yaml', text });
    const first = checkPolicy(matrix, [file], of(`facts: [${FACT}]\n`));
    const second = checkPolicy(matrix, [file], of(`fail-on: info\nfacts: [${FACT}]\n`), first);
    assert.equal(second.engine, first.engine);
    const third = checkPolicy(
      matrix,
      [file],
      of(`facts: [${FACT.replace('yes', 'no')}]\n`),
      second,
    );
    assert.notEqual(third.engine, second.engine);
  });
});
