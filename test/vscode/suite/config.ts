import assert from 'node:assert/strict';
import { Position, Range, window, workspace, WorkspaceEdit } from 'vscode';
import { BROKEN_DIAGNOSTICS } from './diagnostics.js';
import { completions } from './features.js';
import { BROKEN, diagnosticsAre, hoverText, open, rangeOf, reverting, uriOf } from './support.js';

export function configTests(): void {
  describe('the configuration', () => {
    it('is completed, explained, and counts before it is saved', async () => {
      await open(BROKEN);
      await diagnosticsAre(uriOf(BROKEN), BROKEN_DIAGNOSTICS);
      const config = await open('broken/spaceward.config.yaml');
      assert.equal(config.languageId, 'spaceward-config');
      assert.equal(window.activeTextEditor?.options.tabSize, 2);
      await reverting([config], async () => {
        const write = async (text: string): Promise<void> => {
          const edit = new WorkspaceEdit();
          edit.replace(config.uri, new Range(0, 0, config.lineCount, 0), text);
          assert.ok(await workspace.applyEdit(edit));
        };
        await write('rules:\n  unknown-user:');
        assert.deepEqual(await completions(config, new Position(1, 15)), [
          'error',
          'info',
          'off',
          'warning',
        ]);
        await write('rules:\n  unknown-user: info\n  unknown-usr: off\n');
        const text = await hoverText(config, rangeOf(config, 'unknown-user', 'unknown-user'));
        assert.match(text, /Default: `error`.*docs\/rules\/unknown-user\.md\)/su);
        await diagnosticsAre(config.uri, ['3 unknown-key 0']);
        await diagnosticsAre(
          uriOf(BROKEN),
          BROKEN_DIAGNOSTICS.map((each) => each.replace('unknown-user 0', 'unknown-user 2')),
        );
      });
      await diagnosticsAre(uriOf(BROKEN), BROKEN_DIAGNOSTICS);
    });
  });
}
