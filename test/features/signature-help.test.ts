import assert from 'node:assert/strict';
import { signaturesAt } from '../../server/src/core/features/signature-help.js';
import { check } from '../support/policy.js';
import { snapshotOf } from './snapshot.js';

const PATH = 'file-0.spaceward.yaml';

/** The forms at `$0` of a text, each with its next part marked. */
function formsIn(text: string): readonly string[] {
  const offset = text.indexOf('$0');
  const snapshot = snapshotOf(check(text.replace('$0', '')));
  return signaturesAt(snapshot, PATH, offset).map(({ label, parts, active }) => {
    const { start, end } = parts[active] ?? { start: 0, end: 0 };
    return `${label.slice(0, start)}»${label.slice(start, end)}«${label.slice(end)}`;
  });
}

/** The next part of each form of a sentence that begins so. */
function next(kind: 'expect' | 'given', sentence: string): readonly string[] {
  const text = `tests:\n  t:\n    ${kind}:\n      - ${sentence}$0\n`;
  return formsIn(text).map((form) => /»(.*)«/u.exec(form)?.[1] ?? '');
}

const WHOLE = (sentence: string): readonly string[] => next('expect', sentence);

describe('how a sentence goes on', () => {
  it('is told part by part', () => {
    assert.deepEqual(formsIn('tests:\n  t:\n    - anna can $0\n'), [
      'WHO can | cannot | could [never] »ACTION« on PLACE [to SPACE] [because CAUSE]',
    ]);
    const verb = 'can | cannot | could [never]';
    const steps: readonly (readonly [string, string])[] = [
      ['anna ', verb],
      ['anna, ', 'WHO'],
      ['anna and group ', 'WHO'],
      ['members of ', 'WHO'],
      ['members of Finance ', verb],
      ['user "Ann B" can ', 'ACTION'],
      ['anna could never ', 'ACTION'],
      ['anna can app.op', 'ACTION'],
      ['anna can app.open, ', 'ACTION'],
      ['anna can app.open ', 'on PLACE'],
      ['anna can app.open on ', 'on PLACE'],
      ['anna can app.open on "Finance De', 'on PLACE'],
      ['anna can app.open on Finance/', 'on PLACE'],
      ['anna can app.open on Finance, ', 'on PLACE'],
      ['anna can space.create in a new ', 'on PLACE'],
      ['anna can app.open on "to" ', '[to SPACE]'],
      ['anna can app.publish on Dev/KPI to ', '[to SPACE]'],
      ['anna can app.publish on Dev/KPI to Prod ', '[because CAUSE]'],
      ['anna can app.open on Finance because ', '[because CAUSE]'],
      ['only ', 'only WHO'],
      ['nobody ', '[except WHO]'],
      ['nobody except ', '[except WHO]'],
    ];
    assert.deepEqual(WHOLE('an'), ['WHO', 'only WHO', 'nobody']);
    for (const [sentence, part] of steps) assert.deepEqual(WHOLE(sentence), [part], sentence);
  });

  it('is told of each form that a change may have', () => {
    assert.equal(next('given', '').length, 9);
    const steps: readonly (readonly [string, ...string[]])[] = [
      ['remove ', 'remove WHO'],
      ['remove ali ', '[from SPACE | SPACE/APP | group NAME]'],
      ['remove group sales from ', '[from SPACE | SPACE/APP | group NAME]'],
      ['add ali to ', 'to SPACE | SPACE/APP', 'to group NAME'],
      ['add ali to group ', 'to group NAME'],
      ['add ali to Finance ', 'as ROLE'],
      ['add ali to Finance as can v', 'as ROLE'],
      ['delete ', 'delete SPACE | SPACE/ITEM'],
      ['move Finance/KPI to ', 'to SPACE'],
      ['give ali ', 'TENANT ROLE'],
      ['take Tenant Admin from ', 'from WHO'],
      ['make ali ', 'owner of SPACE | SPACE/ITEM', 'ENTITLEMENT'],
      ['make ali owner of ', 'owner of SPACE | SPACE/ITEM'],
    ];
    for (const [sentence, ...parts] of steps)
      assert.deepEqual(next('given', sentence), parts, sentence);
  });

  it('is not told outside of sentences, nor of what is none', () => {
    for (const text of [
      'users:\n  an$0na: {}\n',
      'tests:\n  t$0: []\n',
      'tests:\n  t:\n    exp$0ect: []\n',
      'tests:\n  t: [can can can $0]\n',
    ])
      assert.deepEqual(formsIn(text), [], text);
  });
});
