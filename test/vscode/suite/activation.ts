import assert from 'node:assert/strict';
import { version } from 'vscode';
import { extension, open, pause, SALES, until } from './support.js';

/** The oldest VS Code runs in these tests without the program that it searches with: its package is not installed by scripts. */
const CANNOT_SEARCH = version.startsWith('1.100.');

/** Long enough for VS Code to take a file for another language. */
const LOADING = 1500;

export function activationTests(): void {
  describe('the extension', () => {
    it('is loaded for a folder of policies, none of them open, where VS Code can search it', async () => {
      if (CANNOT_SEARCH) assert.ok(!extension().isActive);
      else await until(() => extension().isActive, 'the extension is active');
    });

    it('leaves other YAML alone', async () => {
      const notes = await open('notes.yaml');
      await pause(LOADING);
      assert.equal(notes.languageId, 'yaml');
    });

    it('knows a policy that is opened', async () => {
      const { languageId } = await open(SALES);
      assert.equal(languageId, 'spaceward');
      await until(() => extension().isActive, 'the extension is active');
    });
  });
}
