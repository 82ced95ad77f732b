import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import {
  diagnosticsAre,
  extension,
  hoverText,
  open,
  pause,
  rangeOf,
  until,
  uriOf,
} from './support.js';

const POLICY = `users:
  tom: { groups: [] }
spaces:
  Depot:
    type: shared
    owner: tom
    members: { zoe: can view }
`;
const NAME = 'depot.spaceward.yaml';

/** In a folder without a policy, which is not trusted. */
export function restrictedTests(): void {
  describe('in a folder that is not trusted', () => {
    it('the extension is there, and not loaded without a policy', async () => {
      assert.equal(workspace.isTrusted, false);
      assert.ok(!extension().isActive);
      await open('notes.yaml');
      await pause(1500);
      assert.ok(!extension().isActive);
      const there = await commands.getCommands();
      // VS Code knows a command of an extension only once it is loaded.
      assert.ok(!there.includes('spaceward.restartServer'));
    });

    it('a policy that is written there is checked and explained', async () => {
      await workspace.fs.writeFile(uriOf(NAME), Buffer.from(POLICY));
      const policy = await open(NAME);
      assert.equal(policy.languageId, 'spaceward');
      await until(() => extension().isActive, 'the extension is active');
      await diagnosticsAre(policy.uri, ['7 unknown-user 0']);
      const text = await hoverText(policy, rangeOf(policy, 'owner: tom', 'tom'));
      assert.match(text, /\*\*tom\*\*/u);
      assert.equal(workspace.isTrusted, false);
    });
  });
}
