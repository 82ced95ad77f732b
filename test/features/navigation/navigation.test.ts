import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  definitionsAt,
  type DocumentSymbol,
  documentSymbols,
  highlightsAt,
  prepareRename,
  referencesAt,
  rename,
  workspaceSymbols,
} from '../../../server/src/core/features/navigation.js';
import { runs } from '../../support/runs.js';
import { root } from '../../core/matrix/tables.js';
import { cursorIn, type Files, shown, snapshotOf } from './snapshots.js';

const files: Files = {
  'tenant.spaceward.yaml': 'users:\n  anna: { email: a@b.c, name: Anna Lind }\n  ali: {}\n',
  'groups.spaceward.yaml': 'groups:\n  finance: { members: [anna, a@b.c] }\n',
  'dev.spaceward.yaml': `spaces:
  Dev:
    type: shared
    owner: anna
    members: { group finance: [can view, can consume data] }
    apps:
      KPI: { shares: { ali: can view } }
`,
  'tests.spaceward.yaml': `tests:
  t:
    given: [remove ali]
    expect:
      - anna and "anna" can app.open on "Dev/KPI" because owner
      - group finance can app.open on Dev/KPI
`,
};

/** The files with the cursor before a text in one of them. */
function at(path: string, text: string): ReturnType<typeof cursorIn> {
  const file = `${path}.spaceward.yaml`;
  return cursorIn({ ...files, [file]: (files[file] ?? '').replace(text, `$0${text}`) });
}

describe('definitionsAt', () => {
  const definitions = (path: string, text: string): readonly string[] => {
    const { snapshot, path: file, offset } = at(path, text);
    return shown(files, definitionsAt(snapshot, file, offset));
  };

  it('leads from any use to the entry', () => {
    assert.deepEqual(definitions('tests', 'anna and'), ['tenant:2 anna']);
    assert.deepEqual(definitions('tests', 'anna" can'), ['tenant:2 anna']);
    assert.deepEqual(definitions('groups', 'a@b.c'), ['tenant:2 anna']);
    assert.deepEqual(definitions('dev', 'finance'), ['groups:2 finance']);
    assert.deepEqual(definitions('tests', 'Dev/KPI"'), ['dev:2 Dev']);
    assert.deepEqual(definitions('tests', 'KPI"'), ['dev:7 KPI']);
    assert.deepEqual(definitions('tests', 'ali]'), ['tenant:3 ali']);
  });

  it('leads from an entry to itself', () => {
    assert.deepEqual(definitions('dev', 'Dev:'), ['dev:2 Dev']);
    assert.deepEqual(definitions('tests', 't:\n    given'), ['tests:2 t']);
  });

  it('leads nowhere from what Qlik Cloud names', () => {
    for (const [path, text] of [
      ['dev', 'can view,'],
      ['tests', 'app.open'],
      ['tests', 'owner'],
      ['tests', 'remove'],
      ['tenant', 'name:'],
    ] as const)
      assert.deepEqual(definitions(path, text), [], text);
  });

  it('shows both places of what is stated twice', () => {
    const text = 'users:\n  a: {}\n  a: {}\ngroups:\n  g: { members: [$0a] }\n';
    const cursor = cursorIn(text);
    const places = definitionsAt(cursor.snapshot, cursor.path, cursor.offset);
    assert.deepEqual(shown(cursor.files, places), ['a:2 a', 'a:3 a']);
  });
});

describe('referencesAt', () => {
  const uses = [
    'tenant:2 anna',
    'groups:2 anna',
    'groups:2 a@b.c',
    'dev:4 anna',
    'tests:5 anna',
    'tests:5 "anna"',
  ];

  it('finds every use in every file', () => {
    for (const [path, text] of [
      ['tenant', 'anna:'],
      ['groups', 'a@b.c'],
      ['tests', 'anna"'],
    ] as const) {
      const { snapshot, path: file, offset } = at(path, text);
      assert.deepEqual(shown(files, referencesAt(snapshot, file, offset, true)), uses);
      assert.deepEqual(shown(files, referencesAt(snapshot, file, offset, false)), uses.slice(1));
    }
  });

  it('finds uses of roles and actions too', () => {
    const { snapshot, path, offset } = at('dev', 'can view,');
    assert.deepEqual(shown(files, referencesAt(snapshot, path, offset, true)), [
      'dev:5 can view',
      'dev:7 can view',
    ]);
  });
});

describe('highlightsAt', () => {
  it('tells the entry from its uses, in the file alone', () => {
    const {
      snapshot,
      path,
      offset,
      files: all,
    } = cursorIn('users:\n  $0anna: {}\ngroups: { g: { members: [anna] } }\n');
    const text = all[path] ?? '';
    assert.deepEqual(
      highlightsAt(snapshot, path, offset).map(({ span, kind }) => [span.start, kind]),
      [
        [text.indexOf('anna'), 'write'],
        [text.lastIndexOf('anna'), 'read'],
      ],
    );
  });
});

describe('documentSymbols', () => {
  const outline = (symbols: readonly DocumentSymbol[], text: string, depth = 0): string =>
    symbols
      .map(({ kind, name, detail, span, selectionSpan, children }) => {
        assert.ok(span.start <= selectionSpan.start && selectionSpan.end <= span.end, name);
        for (const child of children)
          assert.ok(span.start <= child.span.start && child.span.end <= span.end, child.name);
        return `${'  '.repeat(depth)}${kind} ${name}${detail === '' ? '' : ` (${detail})`}\n${outline(children, text, depth + 1)}`;
      })
      .join('');

  it('shows sections, entries and what stands in them', () => {
    const snapshot = snapshotOf(files);
    const shownAs = Object.keys(files).map((path) =>
      outline(documentSymbols(snapshot, path), files[path] ?? ''),
    );
    assert.equal(
      shownAs.join(''),
      `section users (2)
  user anna (Anna Lind)
  user ali
section groups (1)
  group finance (2 members)
section spaces (1)
  space Dev (shared)
    member group finance (can view, can consume data)
    content KPI (app)
      share ali (can view)
section tests (1)
  test t
    change remove ali
    expectation anna and "anna" can app.open on "Dev/KPI" because owner
    expectation group finance can app.open on Dev/KPI
`,
    );
  });

  it('shows several sections of one file, and settings', () => {
    const text =
      'spaceward: 1\ntenant: { name: T }\nusers: { a: {}, b: }\nroles:\n  R: { permissions: { p: allowed } }\n';
    const snapshot = snapshotOf({ 'a.spaceward.yaml': text });
    assert.equal(
      outline(documentSymbols(snapshot, 'a.spaceward.yaml'), text),
      'section spaceward\ntenant tenant\nsection users (2)\n  user a\n  user b\nsection roles (1)\n  role R\n    permission p (allowed)\n',
    );
    assert.deepEqual(documentSymbols(snapshot, 'nowhere.yaml'), []);
  });
});

describe('workspaceSymbols', () => {
  const found = (query: string): readonly string[] =>
    workspaceSymbols(snapshotOf(files), query).map(
      ({ name, kind, container }) => `${kind} ${name}${container && ` in ${container}`}`,
    );

  it('finds what holds the letters in order', () => {
    assert.deepEqual(found('AN'), ['user anna', 'group finance']);
    assert.deepEqual(found('kpi'), ['content KPI in Dev']);
    assert.equal(found('').length, 6);
    assert.deepEqual(found('zz'), []);
  });
});

describe('navigation on any text', () => {
  const samples = join(root, 'samples');
  const texts = readdirSync(samples, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.spaceward.yaml'))
    .map((path) => readFileSync(join(samples, path), 'utf8'));

  it('answers on broken files and at any offset', () => {
    const base = [...Object.values(files), ...texts].map((text) => text.slice(0, 1500));
    const noise = fc.constantFrom(
      '',
      '"',
      "'",
      '{',
      ']',
      ': ',
      '\n',
      '\t',
      '&a ',
      '- ',
      '  ',
      '\0',
      '|\n',
    );
    const check = fc.property(
      fc.constantFrom(...base),
      fc.nat(1500),
      fc.nat(40),
      noise,
      fc.integer({ min: -5, max: 1600 }),
      (text, cut, length, put, offset) => {
        const path = 'a.spaceward.yaml';
        const broken = text.slice(0, cut) + put + text.slice(cut + length);
        const snapshot = snapshotOf({ ...files, [path]: broken });
        for (const file of [path, 'nowhere']) {
          definitionsAt(snapshot, file, offset);
          referencesAt(snapshot, file, offset, true);
          highlightsAt(snapshot, file, offset);
          prepareRename(snapshot, file, offset);
          documentSymbols(snapshot, file);
          const result = rename(snapshot, file, offset, 'new: name');
          if ('edits' in result)
            for (const { span } of result.edits) assert.ok(span.start <= span.end);
        }
        workspaceSymbols(snapshot, put);
        assert.deepEqual(definitionsAt(snapshot, path, Infinity), []);
        definitionsAt(snapshot, path, NaN);
      },
    );
    fc.assert(check, { numRuns: runs(25) });
  });
});
