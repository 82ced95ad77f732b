import assert from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  commands,
  DiagnosticSeverity,
  type TextDocument,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { diagnosticsAre, open, rangeOf, reverting, SALES, TESTS, uriOf } from './support.js';

/** What is offered where a text stands, with the edits of the first ones. */
function offeredAt(
  document: TextDocument,
  line: string,
  word: string,
  kind: CodeActionKind,
): Thenable<CodeAction[]> {
  return commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    rangeOf(document, line, word),
    kind.value,
    10,
  );
}

/** Applies the one whose title begins so. */
async function choose(actions: readonly CodeAction[], title: string): Promise<void> {
  const chosen = actions.find((action) => action.title.startsWith(title));
  assert.ok(chosen?.edit, actions.map((action) => action.title).join('\n'));
  assert.ok(await workspace.applyEdit(chosen.edit));
}

export function refactoringTests(): void {
  describe('refactorings', () => {
    it('turn shares into a membership, and a membership into shares', async () => {
      const sales = await open(SALES);
      await reverting([sales], async () => {
        const share = sales.getText().indexOf('anna2: can view');
        assert.ok(share > sales.getText().indexOf('shares:'));
        await choose(
          await offeredAt(sales, 'anna2: can view', 'anna2', CodeActionKind.RefactorRewrite),
          'Make anna2 a member of Sales Development instead of sharing apps',
        );
        assert.match(sales.getText(), /members:\n {6}ali: can manage\n {6}anna2: can view\n/u);
        assert.equal(sales.getText().split('anna2').length, 2);
        await choose(
          await offeredAt(sales, 'anna2: can view', 'anna2', CodeActionKind.RefactorRewrite),
          'Share all 3 apps with anna2 as Can view',
        );
        assert.match(sales.getText(), /members:\n {6}ali: can manage\n {4}apps:/u);
        assert.equal(sales.getText().split('anna2: can view').length, 4);
      });
    });

    it('expect what an expectation rests on', async () => {
      const tests = await open(TESTS);
      await reverting([tests], async () => {
        const line = '- anna2 can space.see on "Sales Development" because share';
        const edit = new WorkspaceEdit();
        edit.replace(tests.uri, rangeOf(tests, line, ' because share'), '');
        assert.ok(await workspace.applyEdit(edit));
        await choose(
          await offeredAt(tests, '- anna2 can space.see', 'can', CodeActionKind.RefactorRewrite),
          'Expect this: anna2 can space.see on "Sales Development" because',
        );
        assert.ok(tests.getText().includes(line), tests.getText());
        await diagnosticsAre(tests.uri, []);
      });
    });

    it('take away a role that adds nothing', async () => {
      const sales = await open(SALES);
      await reverting([sales], async () => {
        const edit = new WorkspaceEdit();
        edit.insert(
          sales.uri,
          rangeOf(sales, 'ali: can manage', 'ali').start,
          'anna: can edit\n      ',
        );
        assert.ok(await workspace.applyEdit(edit));
        await diagnosticsAre(sales.uri, [`6 redundant-grant ${DiagnosticSeverity.Information}`]);
        await choose(
          await offeredAt(sales, 'anna: can edit', 'can edit', CodeActionKind.QuickFix),
          'Take Can edit away from anna',
        );
        assert.match(sales.getText(), /members:\n {6}ali: can manage\n/u);
        await diagnosticsAre(sales.uri, []);
      });
    });

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
