import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { BROKEN_DIAGNOSTICS } from './diagnostics.js';
import { BROKEN, diagnosticsAre, extension, open, rangeOf, SALES } from './support.js';

export function commandTests(): void {
  describe('commands', () => {
    it('that the manifest lists are there', async () => {
      const { contributes } = extension().packageJSON as Manifest;
      const wanted = contributes.commands.map(({ command }) => command);
      assert.ok(wanted.length > 0);
      const there = new Set(await commands.getCommands());
      assert.deepEqual(
        wanted.filter((command) => !there.has(command)),
        [],
      );
    });

    it('Restart Server: it answers again, and its diagnostics are back', async () => {
      const sales = await open(SALES);
      await commands.executeCommand('spaceward.restartServer');
      const hovers = await commands.executeCommand<unknown[]>(
        'vscode.executeHoverProvider',
        sales.uri,
        rangeOf(sales, 'ali: can manage', 'ali').start,
      );
      assert.equal(hovers.length, 1);
      await diagnosticsAre(sales.uri, []);
      const { uri } = await open(BROKEN);
      await diagnosticsAre(uri, BROKEN_DIAGNOSTICS);
    });
  });
}

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}
