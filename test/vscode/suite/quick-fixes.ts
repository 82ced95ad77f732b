import assert from 'node:assert/strict';
import { type CodeAction, CodeActionKind, commands, languages, workspace } from 'vscode';
import { BROKEN_DIAGNOSTICS } from './diagnostics.js';
import { BROKEN, diagnosticsAre, open, reverting } from './support.js';

export function quickFixTests(): void {
  describe('quick fixes', () => {
    it('put the name that was meant in the place of a wrong one', async () => {
      const document = await open(BROKEN);
      const { uri } = document;
      await diagnosticsAre(uri, BROKEN_DIAGNOSTICS);
      const before = document.getText();
      await reverting([document], async () => {
        for (const [wrong] of WRONG) {
          const diagnostic = languages
            .getDiagnostics(uri)
            .find(({ range }) => document.getText(range) === wrong);
          assert.ok(diagnostic, wrong);
          const actions = await commands.executeCommand<CodeAction[]>(
            'vscode.executeCodeActionProvider',
            uri,
            diagnostic.range,
            CodeActionKind.QuickFix.value,
          );
          const preferred = actions.filter(({ isPreferred }) => isPreferred);
          assert.equal(preferred.length, 1);
          const [{ edit } = assert.fail()] = preferred;
          assert.ok(edit && (await workspace.applyEdit(edit)));
        }
        // Roles may be written with a capital and without.
        assert.equal(
          document.getText().replace('Can view', 'can view'),
          WRONG.reduce((text, [wrong, right]) => text.replace(wrong, right), before),
        );
        await diagnosticsAre(uri, ['23 unknown-user 0']);
      });
    });
  });
}

/** What is wrong in the file, in its order, and what was meant. */
const WRONG: readonly (readonly [wrong: string, right: string])[] = [
  ['mara', 'maria'],
  ['can vieww', 'can view'],
  ['aps', 'apps'],
  ['app.opn', 'app.open'],
];
