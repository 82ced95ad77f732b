/** What a workspace works out while texts come and go. */
import assert from 'node:assert/strict';
import { Matrix } from '../../server/src/core/matrix/matrix.js';
import { loadMatrixData } from '../../server/src/core/matrix/load.js';
import { PieceText } from '../../server/src/core/text/piece-text.js';
import type { FileSystem, Host } from '../../server/src/lsp/host.js';
import { Workspace } from '../../server/src/lsp/workspace/workspace.js';

const LARGE = 'file:///w/large/tenant.spaceward.yaml';
const TESTS = 12_000;
const SMALL = 'file:///w/small/tenant.spaceward.yaml';

function largeText(entitlement: string): string {
  const tests = Array.from({ length: TESTS }, (_, i) => `  t${i}: [ali can space.delete on S]\n`);
  return `tenant: { entitlement: ${entitlement} }
users: { ali: {}, bea: {} }
spaces: { S: { type: shared, owner: ali } }
tests:
${tests.join('')}`;
}

/** Somebody types once in so many pauses. */
const KEY = 6;

/** A workspace of files that are on no disk, which counts how often it lets others in. */
class Tried {
  pauses = 0;
  /** Called at each pause. */
  between: () => void = () => undefined;
  /** What reading a file gives, where it isn't its text. */
  readonly reads = new Map<string, Promise<string>>();
  readonly files = new Map<string, string>();
  readonly workspace: Workspace;
  #version = 0;

  constructor() {
    const host: Host = {
      disk: undefined,
      rulePages: undefined,
      pause: async () => {
        this.pauses += 1;
        await new Promise((resolve) => setImmediate(resolve));
        this.between();
      },
    };
    const fileSystem: FileSystem = {
      list: () => Promise.resolve([...this.files.keys()]),
      rootAbove: () => Promise.resolve(undefined),
      read: (file) => this.reads.get(file) ?? Promise.resolve(this.files.get(file)),
    };
    this.workspace = new Workspace(new Matrix(loadMatrixData()), fileSystem, host);
    this.workspace.setFolders(['file:///w']);
  }

  edit(uri: string, text: string): void {
    const version = (this.#version += 1);
    this.files.set(uri, text);
    this.workspace.opened({ uri, languageId: 'spaceward', version, text: PieceText.of(text) });
  }
}

describe('a workspace', function () {
  this.timeout(60_000);

  it('comes to an end while somebody types in a large policy that was just opened', async () => {
    const tried = new Tried();
    tried.edit(LARGE, largeText('full'));
    await tried.workspace.state();
    const whole = tried.pauses;
    assert.ok(whole > 8, `${whole} pauses`);

    const typed = new Tried();
    typed.edit(LARGE, largeText('full'));
    // The first check goes on all the same, and the others from it: they come to their end between two keystrokes.
    typed.between = () => {
      if (typed.pauses < 4 * whole && typed.pauses % KEY === 0)
        typed.edit(LARGE, `${largeText('full')}# ${'x'.repeat(typed.pauses)}\n`);
    };
    assert.deepEqual((await typed.workspace.state()).policies[0]?.diagnostics, []);
    assert.ok(typed.pauses < 2 * whole, `${typed.pauses} of ${whole} pauses`);
  });

  it('goes on with the check of one policy where another is edited', async () => {
    const tried = new Tried();
    tried.edit(LARGE, largeText('full'));
    tried.edit(SMALL, 'users: { ali: {} }\n');
    await tried.workspace.state();
    const start = tried.pauses;
    tried.edit(LARGE, largeText('xfull'));
    await tried.workspace.state();
    const whole = tried.pauses - start;
    tried.edit(LARGE, largeText('analyzer'));
    const last = tried.pauses + 2 * whole;
    tried.between = () => {
      if (tried.pauses < last && tried.pauses % KEY === 0)
        tried.edit(SMALL, `users: { ali: {} }\n# ${tried.pauses}\n`);
    };
    const { policies } = await tried.workspace.state();
    assert.ok(tried.pauses < last, `${tried.pauses - last} of ${whole} pauses`);
    assert.ok((policies[0]?.diagnostics.length ?? 0) >= TESTS);
  });

  it('says what is whole though a check that nobody waits for ends later', async () => {
    const tried = new Tried();
    tried.files.set(SMALL, 'users: { ali: {} }\n');
    tried.edit(LARGE, largeText('full'));
    await tried.workspace.state();
    let read: (text: string) => void = () => undefined;
    tried.reads.set(SMALL, new Promise((resolve) => (read = resolve)));
    tried.workspace.changedOnDisk([SMALL]);
    void tried.workspace.soonState();
    for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
    tried.reads.clear();
    tried.workspace.changedOnDisk([SMALL]);
    tried.edit(LARGE, largeText('xfull'));
    assert.equal((await tried.workspace.soonState()).isWhole, false);
    await tried.workspace.state();
    read('users: { bea: {} }\n');
    for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.equal((await tried.workspace.soonState()).isWhole, true);
  });
});
