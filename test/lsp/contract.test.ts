import assert from 'node:assert/strict';
import { TestClient, VSCODE } from './client.js';
import { LANGUAGE } from './contract/language.js';
import { placesIn, PROMISES } from './contract/promises.js';
import { REQUESTS } from './contract/requests.js';
import { FILES, SAMPLE } from './contract/sample.js';
import { SHOWN } from './contract/shown.js';

/** What each capability must answer on the sample. One that isn't here, or has no answer, fails. */
const CONTRACT = { ...LANGUAGE, ...SHOWN, ...REQUESTS };

describe('what the language server says that it can', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start(VSCODE, [SAMPLE], {
      commands: ['spaceward.runTest', 'spaceward.showCallers'],
      rulePages: 'file:///pages',
    });
    for (const { uri, lines } of FILES.values()) await client.open(uri, lines.join('\n'));
  });
  after(async () => {
    await client.stop();
  });

  it('is in the contract, and nothing else is', () => {
    assert.deepEqual(
      Object.keys(client.initialized.capabilities).sort(),
      Object.keys(CONTRACT).sort(),
    );
  });

  it('is promised to the last option, and nothing else is', () => {
    assert.deepEqual(
      [...placesIn(client.initialized.capabilities)].sort(),
      Object.keys(PROMISES).sort(),
    );
    const { requests } = client.initialized.capabilities.experimental as { requests: string[] };
    assert.deepEqual(requests, PROMISES['experimental.requests']);
  });

  for (const [capability, check] of Object.entries(CONTRACT))
    it(`${capability} answers as it must`, () => check(client));

  it('has been asked for, each request and each notification', () => {
    const promised = new Set(Object.values(PROMISES).flat());
    assert.deepEqual(
      [...promised].filter((method) => !client.sent.has(method)),
      [],
    );
  });

  it('is registered for files on disk and settings', () => {
    assert.deepEqual(client.registered.sort(), [
      'workspace/didChangeConfiguration',
      'workspace/didChangeWatchedFiles',
    ]);
  });

  it('is answered without a defect being logged', () => {
    assert.deepEqual(client.logged, []);
  });
});
