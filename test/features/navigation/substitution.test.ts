/** Renames that are known to be safe without a check would pass it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NameIndex } from '../../../server/src/core/features/name-index.js';
import { planRename, rename } from '../../../server/src/core/features/navigation/rename.js';
import { unsafe } from '../../../server/src/core/features/navigation/rename-check.js';
import { isSubstitution } from '../../../server/src/core/features/navigation/substitution.js';
import { randomPolicy } from '../../core/decide/random-policy.js';
import { runs } from '../../support/runs.js';
import { anyName } from './any-name.js';
import { cursorIn, snapshotOf } from './snapshots.js';

const TESTS = `tests:
  who can:
    - ali can app.open on S0
    - "bea, 'cem' and group g1 can app.open on S1/app"
    - only ali, members of S2 and admins can space.delete on S2
    - nobody except eve can app.opn on S3
    - dan can app.open on
    - group g2 cannot app.open on S1 because
  changed:
    given: [remove ali from group g1, add bea to S1 as can edit, remove dan, give eve Open]
    expect: [dan cannot app.open on S0, eve can app.open on S1, make x]
more:
  ali: bea
`;

/** Names of every kind: new ones, such as are there, parts and spellings of those. */
const names = fc.oneof(
  fc.constantFrom('fresh', 'new.user', 'x@y.z', 'q', 'Zoe'),
  fc.constantFrom('al', 'ali2', 'ALI', 'g1', 'Open', 'S0', 'everyone'),
  fc.constantFrom('true', 'null', 'only', 'user', 'opn', 'app', 'admins', 'a-b', '_a', '1a', 'can'),
  anyName,
);

describe('a rename that only puts one name in the place of another', () => {
  it('passes the check of what comes of it', function () {
    this.timeout(0);
    let taken = 0;
    const declared = fc.constantFrom('ali', 'bea', 'cem', 'dan', 'eve', 'g1', 'g2', 'g3');
    fc.assert(
      fc.property(randomPolicy, declared, names, (policy, old, name) => {
        const files = { 'a.spaceward.yaml': policy, 'b.spaceward.yaml': TESTS };
        const snapshot = snapshotOf(files);
        const offset = policy.indexOf(`\n  ${old}: {`) + 3;
        const plan = planRename(snapshot, 'a.spaceward.yaml', offset, name);
        if ('message' in plan) return;
        const { checked, index, declaration, edits } = plan;
        if (!isSubstitution(checked, index, declaration, name)) return;
        taken += 1;
        assert.equal(unsafe(snapshot, checked, index, declaration, name, edits), undefined);
      }),
      { numRuns: runs(60) },
    );
    assert.ok(taken > 8, `${taken}`);
  });

  const isKnown = (marked: string, name: string): boolean => {
    const { snapshot, path, offset } = cursorIn(marked);
    const plan = planRename(snapshot, path, offset, name);
    assert.ok(!('message' in plan), 'message' in plan ? plan.message : '');
    return isSubstitution(plan.checked, plan.index, plan.declaration, name);
  };

  it('needs a name that stands nowhere, and an old one that names nothing else', () => {
    const policy =
      'users:\n  $0ann: {}\n  bob: { name: Kim Lee } # was kim\ngroups: { kims: {} }\n';
    assert.ok(isKnown(policy, 'ken'));
    assert.ok(isKnown(policy, 'kim2'));
    assert.ok(!isKnown(policy, 'kim'), 'a comment or a full name');
    assert.ok(!isKnown(policy, 'KIM'));
    assert.ok(!isKnown(policy, 'Ken Lee'), 'two words');
    assert.ok(
      !isKnown(`${policy}  ann: {}\n`.replace('{ kims: {} }', '\n  kims: {}'), 'ken'),
      'a group of that name',
    );
    assert.ok(!isKnown('spaces:\n  $0S: { type: shared }\n', 'T'), 'a space');
  });

  it('writes what a checked rename writes', () => {
    const cursor = cursorIn(
      'users: { $0ann: {} }\nspaces:\n  S: { type: shared, owner: "ann", members: { user ann: can view, ann: can edit } }\n' +
        "tests: { t: ['ann can app.open on S', ann can space.see on S] }\n",
    );
    const { snapshot, path, offset } = cursor;
    const done = rename(snapshot, path, offset, 'ken');
    assert.ok('edits' in done);
    assert.deepEqual(
      done.edits.map(({ newText }) => newText),
      ['ken', 'ken', 'ken', 'ken', 'ken', 'ken'],
    );
  });

  it('finds the places of a name that a list of all names has', () => {
    fc.assert(
      fc.property(randomPolicy, (policy) => {
        const [checked] = snapshotOf({ a: `${policy}  S0: { owner: ali }\n`, b: TESTS }).policies;
        assert.ok(checked);
        const index = new NameIndex(checked);
        for (const place of index.names) {
          const { kind, id, path, span } = place;
          const same = index.names.filter((name) => name.kind === kind && name.id === id);
          assert.deepEqual(index.same(place), id === undefined ? [] : same);
          assert.ok(index.some((otherKind, otherId) => otherKind === kind && otherId === id));
          for (const offset of [span.start, span.end]) {
            const found = index.at(path, offset);
            assert.ok(found && found.span.start <= offset && offset <= found.span.end);
          }
        }
      }),
      { numRuns: runs(5) },
    );
  });
});
