import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CancellationToken, CancellationTokenSource } from 'vscode-languageserver/node';
import {
  ACCESS_CHANGED,
  ACCESS_REQUEST,
  type AccessReport,
  type Proof,
  PROOF_REQUEST,
  SPACE_AT_REQUEST,
} from '../../server/src/lsp/access/protocol.js';
import { TestClient, uriOf, VSCODE } from './client.js';

const POLICY = `spaceward: 1
users:
  ada: { entitlement: full }
  bob: { entitlement: full }
spaces:
  Finance:
    type: shared
    owner: ada
    members: { bob: can view }
    apps: { KPI: { owner: ada } }
  "Odd/name: with # marks":
    type: shared
    owner: ada
    apps: { "a/b: c": { owner: bob } }
`;

const FINANCE = { kind: 'actions', space: 'Finance' } as const;

describe('access for a view of it', () => {
  let folder: string;
  let client: TestClient;
  let uri: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'spaceward-'));
    const path = join(folder, 'tenant.spaceward.yaml');
    writeFileSync(path, POLICY);
    client = await TestClient.start(VSCODE, [folder]);
    uri = await client.openFile(path);
  });

  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  const ask = (more: object = {}): Promise<AccessReport | null> =>
    client.request(ACCESS_REQUEST, { uri, subject: FINANCE, ...more });

  const prove = (who: string, column: string, subject: object = FINANCE): Promise<Proof | null> =>
    client.request(PROOF_REQUEST, { uri, subject, who, column });

  const grant = (text: string): Promise<void> =>
    client.change(uri, {
      range: { start: { line: 8, character: 20 }, end: { line: 8, character: 28 } },
      text,
    });

  it('each cell is that of its proof', async () => {
    const report = await ask();
    assert.ok(report?.kind === 'access');
    const { people, columns, rows } = report.access;
    assert.deepEqual(
      people.map(({ who }) => who),
      ['ada', 'bob'],
    );
    for (const person of people)
      for (const [place, { id }] of columns.entries()) {
        if (place % 20 !== 0) continue;
        const proof = await prove(person.who, id);
        assert.ok(proof?.kind === 'proof');
        const character = rows[person.row]?.charAt(place).toLowerCase();
        assert.equal({ y: 'allowed', n: 'denied', d: 'depends' }[character ?? ''], proof.verdict);
      }
  });

  it('a proof says why, by which line, and what would change it', async () => {
    const proof = await prove('bob', 'app.delete');
    assert.ok(proof?.kind === 'proof');
    assert.deepEqual([proof.who, proof.verdict, proof.place], ['bob', 'denied', 'Finance']);
    assert.deepEqual(
      proof.sections.map(({ heading }) => heading),
      ['Because', 'What would allow it, least first'],
    );
    const link = proof.sections[0]?.lines.find((line) => line.link !== undefined)?.link;
    assert.equal(link?.label, 'tenant.spaceward.yaml:9');
    assert.deepEqual([link.uri, link.range.start.line], [uri, 8]);
  });

  it('names that would be read otherwise in a question can be explained', async () => {
    const space = 'Odd/name: with # marks';
    const subject = { kind: 'items', action: 'app.open', space };
    const report = await ask({ subject });
    assert.ok(report?.kind === 'access');
    const [column] = report.access.columns;
    assert.equal(column?.label, 'a/b: c');
    const proof = await prove('ada', column.id, subject);
    assert.ok(proof?.kind === 'proof');
    assert.equal(proof.verdict, 'allowed');
  });

  it('who has asked is told of changes once, and what has not changed is not sent again', async () => {
    let announced = 0;
    client.connection.onNotification(ACCESS_CHANGED, () => {
      announced += 1;
    });
    const first = await ask();
    assert.ok(first?.kind === 'access');
    await client.change(uri, {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      text: '# a comment\n',
    });
    const { resultId } = first;
    assert.deepEqual(await ask({ previousResultId: resultId }), { kind: 'same', resultId });
    assert.equal(announced, 1);
    const line = await prove('bob', 'app.delete');
    assert.ok(line?.kind === 'proof');
    assert.match(JSON.stringify(line), /tenant\.spaceward\.yaml:10/u);
    await client.change(uri, {
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
      text: '',
    });
    await grant('can manage');
    const second = await ask({ previousResultId: resultId });
    assert.ok(second?.kind === 'access');
    assert.notDeepEqual(second.access.rows, first.access.rows);
    assert.equal(announced, 2);
  });

  it('what is gone is said to be gone', async () => {
    const problem = async (answer: Promise<AccessReport | Proof | null>): Promise<string> => {
      const found = await answer;
      assert.ok(found?.kind === 'problem');
      return found.message;
    };
    assert.match(
      await problem(ask({ subject: { kind: 'actions', space: 'Gone' } })),
      /no space Gone/u,
    );
    assert.match(await problem(prove('zoe', 'app.open')), /^zoe is not in this policy/u);
    assert.match(await problem(prove('bob', 'app.fly')), /^app\.fly is not/u);
    assert.equal(await ask({ uri: uriOf('/nowhere/tenant.spaceward.yaml') }), null);
  });

  it('the space where the cursor is', async () => {
    const at = (line: number): Promise<string | null> =>
      client.request(SPACE_AT_REQUEST, {
        textDocument: { uri },
        position: { line, character: 4 },
      });
    assert.deepEqual(await Promise.all([8, 11, 2, 99].map(at)), [
      'Finance',
      'Odd/name: with # marks',
      null,
      null,
    ]);
  });

  it('a large one lets other requests in, and ends when it is cancelled', async () => {
    const users = Array.from({ length: 1500 }, (_, n) => `u${n}`);
    const large = [
      'spaceward: 1',
      'users:',
      ...users.map((id) => `  ${id}: { entitlement: full }`),
      'spaces:',
      '  Finance:',
      '    type: shared',
      '    members:',
      ...users.map((id) => `      ${id}: can view`),
      // What others decide about: everybody is asked about by themselves.
      '    ml-experiments: { Try: {} }',
      '    ml-deployments: { Live: { from: Finance/Try } }',
    ].join('\n');
    await client.change(uri, { text: large });
    const { token, cancel } = source();
    let isAnswered = false;
    const params = { uri, subject: FINANCE };
    const asked = client.connection
      .sendRequest(ACCESS_REQUEST, params, token)
      .finally(() => (isAnswered = true));
    await client.request(SPACE_AT_REQUEST, {
      textDocument: { uri },
      position: { line: 1510, character: 4 },
    });
    assert.ok(!isAnswered);
    cancel();
    await assert.rejects(asked, /cancelled/u);
  });
});

function source(): { token: CancellationToken; cancel: () => void } {
  const made = new CancellationTokenSource();
  return {
    token: made.token,
    cancel: () => {
      made.cancel();
    },
  };
}
