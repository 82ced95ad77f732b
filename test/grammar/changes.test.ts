/** Changes: every production, as a tree. */
import assert from 'node:assert/strict';
import { parseChange } from '../../grammar/src/index.js';
import { plain } from './trees.js';

const anna = { kind: 'user', name: { text: 'anna' }, explicit: false };
const finance = { kind: 'group', name: { text: 'finance' } };
const link = { kind: 'link' };
const dev = { space: { text: 'Dev' } };
const kpi = { space: { text: 'Dev' }, item: { name: { text: 'KPI' } } };
const place = (reference: object) => ({ kind: 'reference', reference });
const roles = (...texts: string[]) => ({ roles: texts.map((text) => ({ text })) });

const productions: [string, object][] = [
  ['remove anna', { kind: 'remove', principal: anna }],
  ['Remove ANNA', { kind: 'remove', principal: { ...anna, name: { text: 'ANNA' } } }],
  [
    'remove everyone from Dev',
    { kind: 'remove', principal: { kind: 'everyone' }, from: place(dev) },
  ],
  ['remove anna from group finance', { kind: 'remove', principal: anna, from: finance }],
  [
    'remove anyone with the link from Dev/KPI',
    { kind: 'remove', principal: link, from: place(kpi) },
  ],
  ['remove anyone', { kind: 'remove', principal: { ...anna, name: { text: 'anyone' } } }],
  ['add anna to group finance', { kind: 'add', principal: anna, to: finance }],
  [
    'add group finance to Dev as can view, Can edit data in applications, "is owner"',
    {
      kind: 'add',
      principal: finance,
      to: { ...place(dev), ...roles('can view', 'Can edit data in applications', 'is owner') },
    },
  ],
  [
    'add anyone with the link to "Dev/KPI" as can view',
    { kind: 'add', principal: link, to: { ...place(kpi), ...roles('can view') } },
  ],
  ['delete Dev', { kind: 'delete', what: dev }],
  ['delete Dev/KPI', { kind: 'delete', what: kpi }],
  ['move Dev/KPI to Dev', { kind: 'move', what: kpi, to: dev }],
  ['give anna Tenant  Admin', { kind: 'give', principal: anna, role: { text: 'Tenant Admin' } }],
  [
    'give anna "Head of and in"',
    { kind: 'give', principal: anna, role: { text: 'Head of and in' } },
  ],
  [
    'take Tenant Admin from anna',
    { kind: 'take', role: { text: 'Tenant Admin' }, principal: anna },
  ],
  ['make anna owner of Dev/KPI', { kind: 'make-owner', principal: anna, of: kpi }],
  ...['full', 'basic', 'professional', 'analyzer', 'none', 'unknown', 'Full'].map(
    (text): [string, object] => [
      `make anna ${text}`,
      { kind: 'make-entitled', principal: anna, entitlement: { text } },
    ],
  ),
];

describe('parseChange', () => {
  for (const [text, tree] of productions) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const { tree: found, problems } = parseChange(text);
      assert.deepEqual(problems, []);
      assert.deepEqual(plain(found), tree);
    });
  }

  it('keeps what is there and leaves the rest empty', () => {
    const { tree } = parseChange('add anna to Dev as ');
    assert.deepEqual(plain(tree), {
      kind: 'add',
      principal: anna,
      to: { ...place(dev), roles: [] },
    });
    const lone = parseChange('give anna').tree;
    assert.deepEqual(plain(lone), { kind: 'give', principal: anna, role: { text: '' } });
  });
});
