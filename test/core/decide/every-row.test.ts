/**
 * Every row of every permission table that verdicts are read from: a policy's own test expects what the document says.
 * The answers come from the transcripts of the documents, not from the tables that the engine reads.
 */
import assert from 'node:assert/strict';
import type { Checked } from '../../../server/src/core/check.js';
import { decide } from '../../../server/src/core/decide/decide.js';
import { proofLines } from '../../../server/src/core/decide/describe.js';
import type { Question } from '../../../server/src/core/decide/types.js';
import type { SpaceType, TableId } from '../../../server/src/core/matrix/types.js';
import { check, expectations, matrix } from '../../support/policy.js';
import type { Expected, Proven } from './row-policy.js';
import { TableQuestions } from './row-questions.js';
import { transcript } from './transcript.js';

/** Expectations that came out otherwise. */
function otherwise(checked: Checked, expected: readonly Expected[]): readonly string[] {
  const results = expectations(checked);
  assert.equal(results.length, expected.length);
  return expected.flatMap(({ text, state, names }, i) => {
    const result = results[i];
    assert.equal(result?.written.text, text);
    const said = [result.message, ...result.proof.map((line) => line.text)].join('\n');
    return result.state === state
      ? unnamed(text, said, names)
      : [`${text}: ${result.state}, not ${state}\n${said}`];
  });
}

function unnamed(text: string, said: string, names: readonly string[]): readonly string[] {
  const left = names.filter((name) => !said.includes(name));
  return left.length === 0 ? [] : [`${text}: ${left.join(', ')} not named in\n${said}`];
}

/** Questions with another verdict, or a proof that does not name the row. */
function unproven(checked: Checked, questions: readonly Proven[]): readonly string[] {
  return questions.flatMap((asked) => {
    const found = decide(checked.engine, questionOf(checked, asked));
    const said = proofLines(found).map(({ text }) => text);
    const text = `${asked.who} ${asked.action} ${asked.where}`;
    return found.verdict === asked.verdict
      ? unnamed(text, said.join('\n'), asked.names)
      : [`${text}: ${found.verdict}, not ${asked.verdict}`];
  });
}

function questionOf({ engine }: Checked, { who, action, where, to }: Proven): Question {
  const { users, spaces } = engine.world;
  const [name = '', itemName] = where.split('/');
  const [user, space, found] = [users.get(who), spaces.get(name), matrix.action(action)];
  const item = space?.items.find((each) => each.name === itemName);
  const other = to === undefined ? undefined : spaces.get(to);
  assert.ok(user && space && found);
  return {
    who: { kind: 'user', user },
    asked: { kind: 'action', action: found },
    where: item === undefined ? { kind: 'space', space } : { kind: 'item', space, item },
    ...(other && { to: other }),
  };
}

interface Asked {
  readonly table: TableId;
  readonly type: SpaceType;
  readonly entitlement: string;
  readonly rows: number;
  /** Rows × columns. */
  readonly cells: number;
}

const tables: readonly Asked[] = [
  {
    table: 'shared.professional',
    type: 'shared',
    entitlement: 'professional',
    rows: 204,
    cells: 1428,
  },
  { table: 'shared.analyzer', type: 'shared', entitlement: 'analyzer', rows: 45, cells: 315 },
  { table: 'shared.admin', type: 'shared', entitlement: 'none', rows: 122, cells: 244 },
  { table: 'managed.professional', type: 'managed', entitlement: 'full', rows: 119, cells: 1071 },
  { table: 'managed.analyzer', type: 'managed', entitlement: 'analyzer', rows: 59, cells: 413 },
  { table: 'managed.admin', type: 'managed', entitlement: 'none', rows: 72, cells: 144 },
  { table: 'data.space', type: 'data', entitlement: 'analyzer', rows: 31, cells: 310 },
  { table: 'personal', type: 'personal', entitlement: 'basic', rows: 17, cells: 51 },
];

describe('every row of the permission tables', () => {
  for (const { table, type, entitlement, rows, cells } of tables) {
    it(`${table}: ${rows} rows, ${cells} cells`, () => {
      const questions = new TableQuestions(table, type, entitlement);
      const columns = matrix.table(table).columns.map(({ id }) => id);
      const asked = table.endsWith('.admin') ? ['TenantAdmin', 'AnalyticsAdmin'] : columns;
      for (const id of transcript(table).keys())
        for (const column of asked) questions.ask(id, column);
      assert.equal(transcript(table).size, rows);
      assert.equal(questions.cells, cells);
      const checked = check(questions.policy.text());
      assert.deepEqual(otherwise(checked, questions.policy.sentences()), []);
      assert.deepEqual(unproven(checked, questions.policy.proven), []);
    });
  }
});
