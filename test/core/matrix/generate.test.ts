import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ListedAction } from '../../../scripts/generate/actions.js';
import { Fields } from '../../../scripts/generate/fields.js';
import { tablesModule } from '../../../scripts/generate/module.js';
import type { Names } from '../../../scripts/generate/names.js';
import { Problems } from '../../../scripts/generate/problems.js';
import { dataUnder, readMatrix } from '../../../scripts/generate/read.js';
import { readTable } from '../../../scripts/generate/tables.js';
import { matrix, root } from './tables.js';

describe('the generator', () => {
  const data = readMatrix(dataUnder(root));

  it('has written what server/data says today', () => {
    const file = join(root, 'server/src/core/matrix/tables.generated.ts');
    const fresh = readFileSync(file, 'utf8') === tablesModule(data);
    assert.ok(fresh, 'tables.generated.ts is stale: run npm run generate');
  });

  it('loses nothing on the way', () => {
    assert.deepEqual(matrix.data, data);
  });
});

const names: Names = {
  spaceRoles: [{ id: 'owner', title: 'Owner', otherNames: [], spaceTypes: [], shareTypes: [] }],
  securityRoles: [{ id: 'AuditAdmin', title: 'Audit Admin', otherNames: [], level: 'admin' }],
  permissions: [
    { id: 'links', title: 'Links', otherNames: [], level: 'user', values: ['allowed'] },
  ],
  columns: [{ id: 'otherUser', title: 'any other user' }],
};

const open: ListedAction = {
  id: 'app.open',
  title: 'Open',
  section: 'Apps',
  askedOf: 'item',
  side: undefined,
  otherTitles: [],
  titleRepeats: false,
  variants: {},
  abstract: false,
  covers: [],
  sameAs: undefined,
};
const actions = new Map([
  ['app.open', open],
  ['app.delete', { ...open, id: 'app.delete', title: 'Delete' }],
]);

const good = {
  table: 'personal',
  spaceType: 'personal',
  document: 'D',
  documents: { D: { title: 'A page' } },
  columns: { owner: 'Owner', otherUser: 'Other' },
  rowCount: 2,
  rows: [
    {
      id: 'app.open',
      section: ['Apps'],
      title: 'Open',
      cells: { owner: 'yes', otherUser: 'no' },
      line: 1,
    },
    {
      id: 'app.delete',
      section: ['Apps'],
      title: 'Delete',
      cells: { owner: 'yes', otherUser: 'no' },
      line: 2,
    },
  ],
};

/** The problems of a table, after `changes` to it and to its first row. */
function problemsOf(changes: object, rowChanges: object = {}): readonly string[] {
  const [first, ...rest] = good.rows;
  const value: unknown = { ...good, rows: [{ ...first, ...rowChanges }, ...rest], ...changes };
  const problems = new Problems();
  readTable(new Fields(value, 'tables/personal.yaml', problems), 'personal', names, actions);
  return problems.messages;
}

describe('the checks of the generator', () => {
  const row = 'tables/personal.yaml app.open: ';

  it('pass a good table', () => {
    assert.deepEqual(problemsOf({}), []);
  });

  const wrong: [what: string, changes: object, rowChanges: object, message: string][] = [
    [
      'an unknown column',
      {},
      { cells: { owner: 'yes', otherUser: 'no', member: 'no' } },
      `${row}unknown column member`,
    ],
    [
      'a column that is no role',
      { columns: { ...good.columns, member: 'Member' } },
      {},
      'tables/personal.yaml: column member is no role of roles.yaml',
    ],
    ['a missing cell', {}, { cells: { owner: 'yes' } }, `${row}the cell otherUser is missing`],
    [
      'a wrong cell',
      {},
      { cells: { owner: 'maybe', otherUser: 'no' } },
      `${row}cell owner is "maybe"`,
    ],
    [
      'a bare yes of YAML 1.1',
      {},
      { cells: parse('{owner: yes, otherUser: no}', { version: '1.1' }) as object },
      `${row}cell owner is true`,
    ],
    [
      'an unknown action',
      {},
      { id: 'app.shut' },
      'tables/personal.yaml app.shut: is not in actions.yaml',
    ],
    [
      'a duplicate id',
      {},
      { id: 'app.delete' },
      'tables/personal.yaml app.delete: stands there twice',
    ],
    ['a wrong count', { rowCount: 3 }, {}, 'tables/personal.yaml: rowCount is 3, there are 2'],
    ['an unknown document', {}, { source: ['E'] }, `${row}unknown document E`],
    [
      'an unused document',
      { documents: { ...good.documents, E: { title: 'B' } } },
      {},
      'tables/personal.yaml: no row names the document E',
    ],
    [
      'a row without source',
      {},
      { line: undefined },
      `${row}line is missing or no positive whole number`,
    ],
    [
      'an unknown security role',
      {},
      { requires: [{ securityRole: 'Boss' }] },
      `${row}unknown security role Boss`,
    ],
    [
      'an unknown permission',
      {},
      { requires: [{ permission: 'Fly', values: ['Allowed'] }] },
      `${row}unknown permission Fly`,
    ],
    [
      'an unknown value',
      {},
      { requires: [{ permission: 'Links', values: ['Maybe'] }] },
      `${row}Links has no value maybe`,
    ],
    [
      'an unknown space role',
      {},
      { otherSpace: { space: 'target', anyOf: ['boss'], text: 'x' } },
      `${row}unknown space role boss`,
    ],
    [
      'an unknown covered action',
      {},
      { covers: ['app.shut'] },
      `${row}covers the unknown action app.shut`,
    ],
    [
      'an unknown section',
      { sectionsWhole: ['Scripts'] },
      {},
      'tables/personal.yaml: no row stands in the section Scripts',
    ],
    ['an unknown key', {}, { cell: {} }, `${row}unknown key cell`],
    [
      'an unknown entailment',
      {},
      {
        cells: { owner: 'unknown', otherUser: 'no' },
        entailed: { owner: 'no' },
        entailedBy: { owner: 'E-X' },
      },
      `${row}unknown entailment "E-X"`,
    ],
    [
      'a difference that is none',
      {},
      { differs: [{ documents: ['D'], cells: { owner: 'yes' } }] },
      `${row}differs owner: says what the cell says`,
    ],
  ];
  for (const [what, changes, rowChanges, message] of wrong) {
    it(`name ${what}`, () => {
      const problems = problemsOf(changes, rowChanges);
      assert.ok(problems.includes(message), problems.join('\n'));
    });
  }
});
