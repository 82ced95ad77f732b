import assert from 'node:assert/strict';
import { LSPErrorCodes } from 'vscode-languageserver/node';
import { Folder } from '../support/cli.js';
import { TestClient, uriOf, VSCODE } from './client.js';

describe('what is asked of a text that has changed since', () => {
  const text = 'users: { anna: {} }\n';
  const folder = new Folder({ 'a.spaceward.yaml': text });
  const uri = `${uriOf(folder.path)}/a.spaceward.yaml`;
  let client: TestClient;
  before(async () => {
    client = await TestClient.start(VSCODE, [folder.path]);
    await client.open(uri, text);
  });
  after(async () => {
    await client.stop();
    folder.remove();
  });

  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  for (const method of ['semanticTokens/full', 'inlayHint', 'codeLens', 'foldingRange'])
    it(`is not worked out: ${method}`, async () => {
      const ask = (): Promise<unknown> =>
        client.request(`textDocument/${method}`, { textDocument: { uri }, range });
      // Whether the change comes before the answer is up to the streams between: one of many does.
      const codes = new Set<number>();
      for (let i = 0; i < 50 && codes.size === 0; i++) {
        const asked = ask().catch((error: unknown) => codes.add((error as { code: number }).code));
        await client.change(uri, { text: `${text}# ${method} ${i}\n` });
        await asked;
      }
      assert.deepEqual([...codes], [LSPErrorCodes.ContentModified]);
      assert.ok(await ask());
    });
});
