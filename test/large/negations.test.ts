/** The opposite of what the tables say fails, for every row and role, with a proof that names the row. */
import assert from 'node:assert/strict';
import { check, expectations, matrix } from '../support/policy.js';
import { TableQuestions } from '../core/decide/row-questions.js';
import { transcript } from '../core/decide/transcript.js';

describe('the opposite of every row', () => {
  for (const { table, entitlement, columns } of [
    {
      table: 'shared.professional',
      entitlement: 'professional',
      columns: matrix.table('shared.professional').columns.map(({ id }) => id),
    },
    { table: 'shared.admin', entitlement: 'none', columns: ['TenantAdmin', 'AnalyticsAdmin'] },
  ] as const)
    it(`${table}: fails, and the proof names the row`, () => {
      const questions = new TableQuestions(table, 'shared', entitlement);
      for (const id of transcript(table).keys())
        for (const column of columns) questions.ask(id, column);
      const known = questions.policy.proven.filter(({ verdict }) => verdict !== 'depends');
      assert.ok(known.length > (table === 'shared.professional' ? 1200 : 180), `${known.length}`);
      const sentences = known.map(
        ({ who, action, where, to, verdict }) =>
          `    - ${who} ${verdict === 'allowed' ? 'cannot' : 'can'} ${action} on "${where}"${to === undefined ? '' : ` to "${to}"`}`,
      );
      const text = `${questions.policy.text()}  opposites:\n${sentences.join('\n')}\n`;
      const results = expectations(check(text)).slice(-known.length);
      const wrong = results.flatMap(({ state, message, proof, written }, i) => {
        const said = [message, ...proof.map((line) => line.text)].join('\n');
        const names = known[i]?.names ?? [];
        return state === 'failed' && names.every((name) => said.includes(name))
          ? []
          : [`${written.text}: ${state}\n${said}`];
      });
      assert.deepEqual(wrong, []);
    });
});
