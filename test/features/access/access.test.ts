/** Who may do what, as a table: its axes, its verdicts, and what filters choose of it. */
import assert from 'node:assert/strict';
import { decide } from '../../../server/src/core/decide/decide.js';
import { wordsFor } from '../../../server/src/core/decide/person.js';
import {
  type Access,
  type AccessSubject,
  CELLS,
  cellOf,
} from '../../../server/src/core/features/access/access.js';
import { buildAccess } from '../../../server/src/core/features/access/build.js';
import {
  findSubject,
  type FoundSubject,
} from '../../../server/src/core/features/access/columns.js';
import {
  type AccessFilter,
  chooseAccess,
  NO_FILTER,
} from '../../../server/src/core/features/access/filter.js';
import { spaceAt } from '../../../server/src/core/features/access/space-at.js';
import type { OpenPolicy } from '../../../server/src/core/check.js';
import { open } from '../../support/policy.js';

const POLICY = `spaceward: 1
users:
  ada: { name: Ada Lovelace, email: ada@example.com, entitlement: full }
  bob: { entitlement: full }
  cem: { entitlement: full }
  user: { entitlement: analyzer, groups: [] }
  tom: { entitlement: full, roles: [Tenant Admin] }
  off: { entitlement: full, status: disabled, groups: [] }
groups: { team: { members: [cem], others: unknown } }
spaces:
  Finance:
    type: shared
    owner: ada
    members: { bob: can view, group team: can edit }
    apps:
      KPI: { owner: bob, shares: { user user: can view } }
      Plan: { owner: ada }
    scripts: { Load: { owner: ada } }
  Archive:
    type: managed
    owner: tom
    apps: { Old: { owner: ada } }
`;

const policy = open(POLICY);

function subjectOf(subject: AccessSubject, { engine }: OpenPolicy = policy): FoundSubject {
  const found = findSubject(engine, subject);
  assert.ok(typeof found !== 'string');
  return found;
}

function accessTo(subject: AccessSubject, to = policy): { access: Access; steps: number } {
  const work = buildAccess(to.engine, subjectOf(subject, to));
  for (let steps = 0; ; steps += 1) {
    const step = work.next();
    if (step.done === true) return { access: step.value, steps };
  }
}

const FINANCE: AccessSubject = { kind: 'actions', space: 'Finance' };
const OPEN: AccessSubject = { kind: 'items', action: 'app.open' };

/** The cells of an access as a filter leaves them: `who column verdict`. */
function chosen(access: Access, filter: Partial<AccessFilter>): readonly string[] {
  const { people, columns } = chooseAccess(access, { ...NO_FILTER, ...filter });
  return people.flatMap((row) => {
    const person = access.people[row];
    return columns.map((place) => {
      const cell = CELLS[access.rows[person?.row ?? -1]?.charAt(place) ?? ''];
      return `${person?.who ?? ''} ${access.columns[place]?.label ?? ''} ${cell?.verdict ?? ''}`;
    });
  });
}

describe('access', () => {
  for (const subject of [FINANCE, { ...FINANCE, space: 'Archive' }, OPEN])
    it(`has the verdict of the whole decision in every cell: ${JSON.stringify(subject)}`, () => {
      const { engine } = policy;
      const found = subjectOf(subject);
      const { access } = accessTo(subject);
      engine.people.everybody().forEach((who, index) => {
        const person = access.people[index];
        assert.equal(person?.who, wordsFor(who));
        const row = access.rows[person.row] ?? '';
        assert.equal(row.length, access.columns.length);
        found.columns.forEach(({ action, where, id }, place) => {
          const { verdict } = decide(engine, { who, asked: { kind: 'action', action }, where });
          assert.equal(CELLS[row.charAt(place)]?.verdict, verdict, `${person.who} ${id}`);
        });
      });
    });

  it('names people as questions do, and tells who holds something', () => {
    const { access } = accessTo(FINANCE);
    assert.deepEqual(
      access.people.map(({ who, name, holds }) => `${who}|${name ?? ''}|${holds}`),
      [
        'ada|Ada Lovelace|true',
        'bob||true',
        'cem||true',
        'user user||true',
        'tom||true',
        'off||false',
        'group team|an unnamed member of group team|true',
      ],
    );
    assert.equal(access.people[0]?.email, 'ada@example.com');
  });

  it('tells members from others of the same verdicts', () => {
    const idle = open(`
users:
  ali: { entitlement: none, groups: [] }
  bea: { entitlement: none, groups: [] }
  cem: { entitlement: none, groups: [], roles: [Tenant Admin] }
  dan: { entitlement: none, groups: [], roles: [Tenant Admin] }
spaces:
  S: { type: shared, owner: cem, members: { bea: can view, dan: can view } }
`);
    const { access } = accessTo({ kind: 'actions', space: 'S' }, idle);
    const holders = access.people.filter(({ holds }) => holds).map(({ who }) => who);
    assert.deepEqual(holders, ['bea', 'cem', 'dan']);
  });

  it('has the actions of the type of space, those on one kind of content together', () => {
    const { columns } = accessTo(FINANCE).access;
    assert.equal(new Set(columns.map(({ id }) => id)).size, columns.length);
    assert.ok(columns.some(({ id }) => id === 'app.edit-data-model-own'));
    assert.ok(!columns.some(({ id }) => id === 'space.create' || id.startsWith('data-product.')));
    const groups = columns.map(({ group }) => group);
    const changes = groups.filter((group, index) => group !== groups[index - 1]);
    assert.equal(changes.length, new Set(groups).size);
    assert.equal(groups[0], 'the space itself');
  });

  it('has the items that an action is about, of one space or all', () => {
    const labels = (subject: AccessSubject): readonly string[] =>
      subjectOf(subject).columns.map(({ label, group }) => `${group}/${label}`);
    assert.deepEqual(labels(OPEN), ['Finance/KPI', 'Finance/Plan', 'Archive/Old']);
    assert.deepEqual(labels({ ...OPEN, space: 'Archive' }), ['Archive/Old']);
  });

  it('says what cannot be shown', () => {
    const message = (subject: AccessSubject): unknown => findSubject(policy.engine, subject);
    assert.equal(
      message({ kind: 'actions', space: 'Gone' }),
      'there is no space Gone in this policy any more: choose another one with Change…',
    );
    assert.equal(
      message({ kind: 'items', action: 'space.delete' }),
      'space.delete is no action that is asked of items',
    );
    assert.match(String(message({ kind: 'items', action: 'x' })), /^x is no action/u);
  });

  it('stops after each part of its work, and works once for people who are alike', () => {
    const many = Array.from({ length: 300 }, (_, n) => `  p${n}: { entitlement: full }`).join('\n');
    const { engine } = open(POLICY.replace('users:\n', `users:\n${many}\n`));
    const found = findSubject(engine, FINANCE);
    assert.ok(typeof found !== 'string');
    const work = buildAccess(engine, found);
    let steps = 0;
    let step = work.next();
    for (; step.done !== true; step = work.next()) steps += 1;
    assert.equal(step.value.people.length, 307);
    assert.ok(steps >= 5 && steps <= 8, `${steps} steps`);
    assert.ok(step.value.rows.length <= 8);
  });

  it('a character stands for each verdict', () => {
    for (const [character, cell] of Object.entries(CELLS)) assert.equal(cellOf(cell), character);
    assert.equal(cellOf({ verdict: 'allowed', differs: true }), 'y');
  });
});

describe('filters of access', () => {
  const { access } = accessTo(OPEN);

  it('look for words in names and addresses, and in actions and sections', () => {
    assert.deepEqual(chosen(access, { people: 'EXAMPLE lovelace', columns: 'kpi' }), [
      'ada KPI allowed',
    ]);
    const { columns } = chooseAccess(accessTo(FINANCE).access, {
      ...NO_FILTER,
      columns: 'app.open',
    });
    assert.ok(columns.length > 0 && columns.length < 6);
    assert.deepEqual(chosen(access, { people: 'nobody' }), []);
  });

  it('keep people and columns with a verdict, among what is chosen otherwise', () => {
    assert.deepEqual(chosen(access, { verdict: 'allowed', people: 'user' }), [
      'user user KPI allowed',
    ]);
    const denied = chosen(access, { verdict: 'denied', group: 'Archive' });
    assert.ok(denied.includes('bob Old denied'));
    assert.ok(!denied.some((cell) => cell.startsWith('tom ')));
  });

  it('choose a group or a section, and who holds something', () => {
    const { columns, people } = chooseAccess(accessTo(FINANCE).access, {
      ...NO_FILTER,
      group: 'apps',
      section: 'App actions – Notes',
      holders: true,
    });
    assert.ok(columns.length > 0);
    assert.equal(people.length, 6);
  });

  it('count what is shown', () => {
    const { counts } = chooseAccess(access, { ...NO_FILTER, people: 'user' });
    assert.deepEqual(counts, { allowed: 1, denied: 2, depends: 0 });
    const all = chooseAccess(access, NO_FILTER);
    const sum = all.counts.allowed + all.counts.denied + all.counts.depends;
    assert.equal(sum, access.people.length * access.columns.length);
  });
});

describe('the space at a place', () => {
  it('is that of the entry which the place is in', () => {
    const at = (text: string): string | undefined =>
      spaceAt(policy, 'file-0.spaceward.yaml', POLICY.indexOf(text) + 1);
    assert.equal(at('bob: can view'), 'Finance');
    assert.equal(at('Archive'), 'Archive');
    assert.equal(at('Ada Lovelace'), undefined);
    assert.equal(at('spaces:'), undefined);
    assert.equal(spaceAt(policy, 'other.spaceward.yaml', 0), undefined);
  });
});
