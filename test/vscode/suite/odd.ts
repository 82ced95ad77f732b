import assert from 'node:assert/strict';
import {
  commands,
  type CompletionList,
  type DocumentSymbol,
  type Hover,
  languages,
  type Location,
  Position,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { diagnosticsAre, hoverText, open, rangeOf, reverting, SALES, until } from './support.js';

/** Broken texts, places that aren't there, and documents that belong to nothing. */
export function oddTests(): void {
  describe('what is odd', () => {
    it('broken YAML takes the hovers of the rest from nobody', async () => {
      const sales = await open(SALES);
      const editor = await window.showTextDocument(sales);
      const member = (): Promise<string> =>
        hoverText(sales, rangeOf(sales, 'ali: can manage', 'ali'));
      await reverting([sales], async () => {
        await editor.edit((edit) => {
          edit.replace(
            rangeOf(sales, 'Sales forecast: {', '{ owner: anna }'),
            '{ owner: [anna, "x',
          );
        });
        await until(() => languages.getDiagnostics(sales.uri).length > 0, 'a mistake is reported');
        assert.match(await member(), /^\*\*ali\*\* \(Ali\) in \*\*Sales Development\*\*/u);
        const outline = await commands.executeCommand<DocumentSymbol[]>(
          'vscode.executeDocumentSymbolProvider',
          sales.uri,
        );
        assert.deepEqual(
          outline.flatMap(({ children }) => children.map(({ name }) => name)),
          ['Sales Development'],
        );
      });
      await diagnosticsAre(sales.uri, []);
      assert.match(await member(), /^\*\*ali\*\*/u);
    });

    it('a line beyond the text has nothing, a character beyond a line is its end', async () => {
      const { uri } = await open(SALES);
      const beyond = new Position(9999, 0);
      assert.deepEqual(await ask<Hover[]>('vscode.executeHoverProvider', uri, beyond), []);
      assert.deepEqual(await ask<Location[]>('vscode.executeDefinitionProvider', uri, beyond), []);
      const list = 'vscode.executeCompletionItemProvider';
      const { items } = await ask<CompletionList>(list, uri, beyond);
      assert.ok(items.every(({ label }) => label !== 'can manage'));
      const role = rangeOf(await open(SALES), 'ali: can manage', 'can manage').end;
      const atEnd = await ask<Hover[]>('vscode.executeHoverProvider', uri, role);
      const after = await ask<Hover[]>('vscode.executeHoverProvider', uri, role.translate(0, 9999));
      assert.equal(atEnd.length, 1);
      assert.deepEqual(after, atEnd);
      await answers();
    });

    it('a file that is not there is refused by VS Code, and the server goes on', async () => {
      const { uri } = await open(SALES);
      const missing = uri.with({ path: uri.path.replace('sales.', 'missing.') });
      await assert.rejects(ask('vscode.executeHoverProvider', missing, new Position(0, 0)));
      await answers();
    });

    it('a policy that has never been saved is checked by itself', async () => {
      const text = 'spaces:\n  Depot: { type: shared, owner: tom }\n';
      const untitled = await workspace.openTextDocument({ language: 'spaceward', content: text });
      await window.showTextDocument(untitled);
      await diagnosticsAre(untitled.uri, ['2 unknown-user 0']);
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await until(() => languages.getDiagnostics(untitled.uri).length === 0, 'they are gone');
      await answers();
    });

    it('an empty policy says so, and is offered its sections', async () => {
      const empty = await workspace.openTextDocument({ language: 'spaceward', content: '' });
      await window.showTextDocument(empty);
      await diagnosticsAre(empty.uri, ['1 empty-file 0']);
      const { items } = await ask<CompletionList>(
        'vscode.executeCompletionItemProvider',
        empty.uri,
        new Position(0, 0),
      );
      assert.ok(items.some(({ label }) => label === 'spaces'));
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await answers();
    });
  });
}

async function ask<T>(command: string, uri: Uri, at: Position): Promise<T> {
  return commands.executeCommand<T>(command, uri, at);
}

/** The server is alive. */
export async function answers(): Promise<void> {
  const sales = await open(SALES);
  const text = await hoverText(sales, rangeOf(sales, 'ali: can manage', 'ali'));
  assert.match(text, /^\*\*ali\*\*/u);
}
