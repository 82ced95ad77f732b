import assert from 'node:assert/strict';
import { spaceward } from '../../support/cli.js';
import type { Answered, Choices } from '../../../server/src/lsp/questions/protocol.js';

import type { AccessReport, Proof } from '../../../server/src/lsp/access/protocol.js';
import type {
  MembersEdited,
  MembersList,
  SpaceSummary,
} from '../../../server/src/lsp/members/protocol.js';
import type { TestsReport } from '../../../server/src/lsp/test-explorer/protocol.js';
import type { TestClient } from '../client.js';
import { ALI, type Contract, DEMO, SALES, TESTS } from './sample.js';

/** Requests beyond the protocol. */
export const REQUESTS: Contract = {
  experimental: async (client) => {
    const choices = await client.request<Choices>('spaceward/choices', {
      uri: TESTS.uri,
      action: 'app.open',
    });
    assert.deepEqual(
      choices.people.map(({ value }) => value),
      ['anna', 'ali', 'anna2', 'admin'],
    );
    assert.deepEqual(
      choices.places.map(({ label }) => label),
      [
        'Sales Development',
        DEMO,
        'Sales Development/Quarterly results',
        'Sales Development/Sales forecast',
      ],
    );
    assert.ok(choices.actions.some(({ value, twoSpaces }) => value === 'app.publish' && twoSpaces));
    const question = { uri: SALES.uri, action: 'app.export', where: DEMO };
    const answer = await client.request<Answered>('spaceward/explain', {
      ...question,
      who: 'anna2',
    });
    assert.ok(answer.kind === 'answer');
    assert.match(answer.markdown, /^# anna2: denied\n/u);
    assert.equal(
      answer.title,
      "Demo App - Beginner's tutorial in Sales Development: anna2 app.export",
    );
    // The same proof as on the command line, each source once, beneath.
    const { out } = spaceward(['explain', 'anna2', 'app.export', DEMO, 'samples/members-list']);
    const plain = answer.markdown.replaceAll('\\', '');
    const lines = [...out.matchAll(/^ {2}(\S.*?)(?: {2}\S+:\d+:\d+)?$/gmu)].map(
      ([, text = '']) => text,
    );
    assert.ok(lines.length >= 3);
    const sources = [...plain.matchAll(/^(\d+)\. (.*)$/gmu)];
    assert.ok(sources.length > 0);
    assert.equal(new Set(sources.map(([, , text]) => text)).size, sources.length);
    const whole = sources.reduce(
      (text, [, number = '', source = '']) => text.replaceAll(`[${number}]`, `(${source})`),
      plain,
    );
    for (const line of lines) assert.ok(whole.includes(line), line);
    const who = await client.request<Answered>('spaceward/who', question);
    assert.ok(who.kind === 'answer');
    assert.equal(
      who.title,
      "Demo App - Beginner's tutorial in Sales Development: who can app.export",
    );
    const [table = '', beneath = ''] = who.markdown.split('## Sources');
    const named = [...table.matchAll(/ \\\[(\d+)\\\]/gu)].map(([, number]) => number);
    assert.ok(named.length >= 3);
    assert.deepEqual(
      [...new Set(named)],
      [...beneath.matchAll(/^(\d+)\. /gmu)].map(([, number]) => number),
    );
    assert.doesNotMatch(table, /, line \d/u);
    assert.deepEqual(
      [...who.markdown.matchAll(/^\| (\w+) \| (allowed|denied|depends) \|/gmu)].map((row) =>
        row.slice(1),
      ),
      [
        ['anna', 'allowed'],
        ['ali', 'allowed'],
        ['anna2', 'denied'],
        ['admin', 'denied'],
      ],
    );
    assert.deepEqual(
      await client.request<Answered>('spaceward/who', { ...question, action: 'app.exprt' }),
      { kind: 'problem', message: 'unknown action app.exprt; did you mean app.export?' },
    );
    const test = TESTS.lines
      .find((line) => /^ {2}\S/u.test(line))
      ?.trim()
      .replace(/:$/u, '');
    const run = await client.request<Answered>('spaceward/runTest', { uri: TESTS.uri, test });
    assert.ok(run.kind === 'answer');
    assert.equal(run.title, test);
    assert.match(
      run.markdown,
      /^# .*\n\n✓ \d+ expectations hold\n\n- ✓ .*\[tests\.spaceward\.yaml:\d+\]/u,
    );
    assert.equal(await client.request('spaceward/runTest', { uri: SALES.uri, test }), null);
    await views(client);
  },
};

/** What the views of tests, members and access ask. */
async function views(client: TestClient): Promise<void> {
  const tests = await client.request<TestsReport>('spaceward/tests', {});
  assert.ok(tests.isWhole && tests.tests.length > 0);
  const [space] = await client.request<readonly SpaceSummary[]>('spaceward/spaces', {});
  assert.ok(space);
  const list = await client.request<MembersList>('spaceward/members', space);
  assert.deepEqual(
    list.rows.map(({ who }) => who),
    ['anna', 'ali', 'anna2'],
  );
  const edited = await client.request<MembersEdited>('spaceward/editMembers', {
    ...space,
    who: 'ali',
    change: { kind: 'remove' },
  });
  assert.equal(edited.kind, 'edit');
  const name = await client.request<string>('spaceward/access/spaceAt', SALES.at(...ALI));
  assert.equal(name, space.space);
  const asked = { uri: SALES.uri, subject: { kind: 'actions', space: name } };
  const report = await client.request<AccessReport>('spaceward/access', asked);
  assert.ok(report.kind === 'access');
  assert.deepEqual(
    report.access.people.map(({ who }) => who),
    ['anna', 'ali', 'anna2', 'admin'],
  );
  const proof = await client.request<Proof>('spaceward/access/proof', {
    ...asked,
    who: 'ali',
    column: report.access.columns[0]?.id,
  });
  assert.equal(proof.kind, 'proof');
}
