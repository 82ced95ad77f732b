import assert from 'node:assert/strict';
import { inlayHints, membersTooltip } from '../../server/src/core/features/inlay-hints.js';
import { check } from '../support/policy.js';
import { snapshotOf } from './snapshot.js';

const PATH = 'file-0.spaceward.yaml';

/** The hints of a part of a text, each with the word that it stands behind. */
function hints(text: string, part = text, texts: readonly string[] = []): readonly string[] {
  const snapshot = snapshotOf(check([text, ...texts]));
  const start = text.indexOf(part);
  const found = inlayHints(snapshot, PATH, { start, end: start + part.length });
  return found.map(({ offset, label }) => {
    const word = /[\p{L}\p{N} ]*$/u.exec(text.slice(0, offset))?.[0].trim() ?? '';
    return `${word} [${label}]`;
  });
}

const PEOPLE = `tenant: { subscription: enterprise, entitlement: full }
users:
  anna: {}
  ali: { groups: [sales] }
  bea: { groups: [sales], entitlement: basic }
  cem: { groups: [], entitlement: none }
  dan: { groups: [], status: disabled }
  eve: { groups: [], entitlement: analyzer }
groups:
  sales: { members: [anna] }
  it: { others: unknown }
`;

/** A policy with these members of one shared space. */
function members(...lines: readonly string[]): string {
  return `${PEOPLE}spaces:\n  S:\n    type: shared\n    owner: anna\n    members:\n${lines.map((line) => `      ${line}\n`).join('')}`;
}

describe('hints between words', () => {
  it('count the members of groups that are granted something', () => {
    assert.deepEqual(
      hints(`${members('group sales: can view', 'group it: can view')}    apps:
      KPI: { shares: { group sales: can view } }
`),
      [
        'group sales [3]',
        'group it [≥ 0]',
        'group sales [3]',
        'can view [adds nothing to Can view]',
      ],
    );
    const snapshot = snapshotOf(check(PEOPLE));
    assert.equal(membersTooltip(snapshot, PATH, 'sales'), 'sales: anna, ali, bea');
    assert.match(
      membersTooltip(snapshot, PATH, 'it') ?? '',
      /^it: no members; .* does not state$/u,
    );
    assert.equal(membersTooltip(snapshot, PATH, 'gone'), undefined);
    const many = Array.from({ length: 25 }, (_, i) => `u${i}: { groups: [g] }`).join(', ');
    const large = snapshotOf(check(`users: { ${many} }\ngroups: { g: {} }\n`));
    assert.match(membersTooltip(large, PATH, 'g') ?? '', /^g: u0, .*, u19, and 5 more$/u);
  });

  it('tell of roles that give nothing', () => {
    assert.deepEqual(
      hints(members('ali: [can publish, can view]', 'cem: can edit', 'dan: can view')),
      ['can publish [gives nothing]', 'can edit [gives nothing]', 'can view [gives nothing]'],
    );
  });

  it('tell of roles that come to something else by the entitlement', () => {
    assert.deepEqual(hints(members('eve: can manage', 'bea: can view')), [
      'can manage [less for an Analyzer]',
      'can view [makes a Full User]',
    ]);
    const managed = members('bea: has restricted view').replace('type: shared', 'type: managed');
    assert.deepEqual(hints(managed), []);
  });

  it('tell of members who have as much already', () => {
    assert.deepEqual(hints(members('group sales: can manage', 'ali: can view', 'anna: can edit')), [
      'group sales [3]',
      'can view [adds nothing to Can manage]',
      'can edit [adds nothing to Owner and Can manage]',
    ]);
    assert.deepEqual(hints(members('group sales: can view', 'ali: can manage')), [
      'group sales [3]',
    ]);
  });

  it('are those of the part that is asked for', () => {
    const text = members('group sales: can view', 'cem: can edit', 'dan: can view');
    assert.deepEqual(hints(text, 'cem: can edit'), ['can edit [gives nothing]']);
    assert.deepEqual(hints(text, 'type: shared'), []);
  });

  it('stand at the first of two statements, and where policies are broken', () => {
    const text = members('group sales: can view');
    assert.deepEqual(hints(text, text, ['spaces: { S: { members: { cem: can view } } }']), [
      'group sales [3]',
    ]);
    assert.deepEqual(hints('spaces:\n  S:\n    members:\n      group x: can view\n'), []);
    assert.deepEqual(hints('spaces: ['), []);
  });
});
