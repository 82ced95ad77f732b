import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextDocumentEdit } from 'vscode-languageserver/node';
import {
  EDIT_MEMBERS_REQUEST,
  MEMBERS_CHANGED,
  MEMBERS_REQUEST,
  type MembersChange,
  type MembersEdited,
  type MembersList,
  SPACES_REQUEST,
  type SpaceSummary,
} from '../../server/src/lsp/members/protocol.js';
import { ROOT } from '../support/cli.js';
import { TestClient, uriOf, VSCODE } from './client.js';

const SAMPLE = join(ROOT, 'samples/members-list');
const SALES = join(SAMPLE, 'sales.spaceward.yaml');

describe('members lists', () => {
  let client: TestClient;

  beforeEach(async () => {
    client = await TestClient.start(VSCODE, [SAMPLE]);
  });

  afterEach(() => client.stop());

  const spaces = (): Promise<readonly SpaceSummary[]> => client.request(SPACES_REQUEST, {});

  async function sales(): Promise<SpaceSummary> {
    const [space] = await spaces();
    assert.ok(space);
    return space;
  }

  const edit = async (who: string, change: MembersChange): Promise<MembersEdited> => {
    const { uri, space } = await sales();
    return client.request(EDIT_MEMBERS_REQUEST, { uri, space, who, change });
  };

  it('of every space, with its line', async () => {
    const { space, type, location } = await sales();
    assert.deepEqual([space, type], ['Sales Development', 'shared']);
    assert.deepEqual([location.uri, location.range.start.line], [uriOf(SALES), 1]);
  });

  it('have members and users of shared apps, roles and apps, each with its line', async () => {
    const list = await client.request<MembersList>(MEMBERS_REQUEST, await sales());
    assert.deepEqual(
      list.rows.map(({ who, isOwner, roles, apps }) => [
        who,
        isOwner,
        roles.map(({ title, location }) => `${title} ${location?.range.start.line ?? '?'}`),
        apps.map(({ name, location }) => `${name} ${location?.range.start.line ?? '?'}`),
      ]),
      [
        ['anna', true, [], ["Demo App - Beginner's tutorial 11", 'Quarterly results 17']],
        ['ali', false, ['Can manage 5'], []],
        ['anna2', false, [], ["Demo App - Beginner's tutorial 12"]],
      ],
    );
    assert.deepEqual(list.shareRoles, ['Can view']);
    assert.equal(list.apps.length, 3);
    const gone = { ...(await sales()), space: 'Nowhere' };
    assert.equal(await client.request(MEMBERS_REQUEST, gone), null);
  });

  it('are edited by edits of the text', async () => {
    const edited = await edit('ali', { kind: 'set-roles', roles: ['Can view'] });
    assert.ok(edited.kind === 'edit');
    const [file] = edited.edit.documentChanges as TextDocumentEdit[];
    assert.equal(file?.textDocument.uri, uriOf(SALES));
    assert.deepEqual(
      file.edits.map((each) => ('newText' in each ? [each.range.start, each.newText] : [])),
      [[{ line: 5, character: 11 }, 'can view']],
    );
  });

  it('are not edited where what was chosen is not there', async () => {
    const problem = async (who: string, change: MembersChange): Promise<string> => {
      const edited = await edit(who, change);
      return edited.kind === 'problem' ? edited.message : 'edited';
    };
    const roles = ['Can view'];
    assert.match(await problem('nobody', { kind: 'remove' }), /neither a user nor a group nobody/u);
    assert.match(await problem('ali', { kind: 'remove', app: 'Gone' }), /no longer has/u);
    assert.match(await problem('ali', { kind: 'set-roles', roles: ['Boss'] }), /no longer has/u);
    assert.match(await problem('anna2', { kind: 'set-roles', roles }), /change it by hand/u);
    assert.match(await problem('ali', { kind: 'remove', app: 'Sales forecast' }), /by hand/u);
  });

  it('are announced to have changed, once to who has asked', async () => {
    let announced = 0;
    client.connection.onNotification(MEMBERS_CHANGED, () => {
      announced += 1;
    });
    await client.open(uriOf(SALES), readFileSync(SALES, 'utf8'));
    await sales();
    assert.equal(announced, 0);
    for (const text of ['# one\n', '# two\n'])
      await client.change(uriOf(SALES), {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        text,
      });
    await client.request(MEMBERS_REQUEST, await sales());
    assert.equal(announced, 1);
  });
});
