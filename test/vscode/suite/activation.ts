import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { extension, open, SALES, until } from './support.js';

/** Long enough for VS Code to load an extension that it is asked for. */
const LOADING = 1500;

export function activationTests(): void {
  describe('the extension', () => {
    it('is not loaded for a folder of policies, none of them open', () => {
      assert.ok(!extension().isActive);
    });

    it('is not loaded for other YAML', async () => {
      const notes = await open('notes.yaml');
      await pause(LOADING);
      assert.equal(notes.languageId, 'yaml');
      assert.ok(!extension().isActive);
    });

    it('is loaded when a policy is opened', async () => {
      const { languageId } = await open(SALES);
      assert.equal(languageId, 'spaceward');
      await until(() => extension().isActive, 'the extension is active');
    });
  });
}
