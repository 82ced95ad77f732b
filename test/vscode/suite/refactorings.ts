import assert from 'node:assert/strict';
import { type CodeAction, CodeActionKind, commands, workspace } from 'vscode';
import { diagnosticsAre, open, rangeOf, reverting, SALES, TESTS, uriOf } from './support.js';

export function refactoringTests(): void {
  describe('refactorings', () => {
    it('give their edits when one is chosen', async () => {
      const sales = await open(SALES);
      const offered = (resolved: number): Thenable<CodeAction[]> =>
        commands.executeCommand(
          'vscode.executeCodeActionProvider',
          sales.uri,
          rangeOf(sales, 'ali: can manage', 'ali'),
          CodeActionKind.RefactorRewrite.value,
          resolved,
        );
      const title = 'Write a test from what ali can do in Sales Development now';
      const before = (await offered(0)).find((action) => action.title === title);
      assert.ok(before);
      assert.equal(before.edit, undefined);
      const { edit } = (await offered(10)).find((action) => action.title === title) ?? {};
      assert.ok(edit);
      const tests = await workspace.openTextDocument(uriOf(TESTS));
      await reverting([tests], async () => {
        assert.ok(await workspace.applyEdit(edit));
        const text = tests.getText();
        assert.match(text, /\n {2}What ali can do in Sales Development:\n {4}- ali can /u);
        // Every sentence of it holds.
        await diagnosticsAre(tests.uri, []);
      });
    });
  });
}
