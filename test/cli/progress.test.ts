import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateTenant } from '../../bench/generate/tenant.js';
import { Progress } from '../../server/src/cli/progress.js';
import { Folder, plainEnvironment, PROGRAM } from '../support/cli.js';

/** A terminal with a clock of its own. */
class Terminal {
  time = 0;
  text = '';
  asked = 0;

  constructor(private readonly watched = true) {}

  /** What stood on the line, one after the other. */
  get lines(): readonly string[] {
    return this.text.split('\r\u001B[K').slice(1);
  }

  readonly isWatched = (): boolean => {
    this.asked += 1;
    return this.watched;
  };
  readonly write = (text: string): void => {
    this.text += text;
  };
  readonly now = (): number => this.time;
}

/** Runs a program on a terminal and writes what it wrote there. */
const ON_TERMINAL = `
import os, pty, sys
pty.spawn(sys.argv[1:], lambda descriptor: os.read(descriptor, 65536))
`;

describe('the progress of a check', () => {
  it('is shown after half a second, ten times a second at the most, and taken away', () => {
    const terminal = new Terminal();
    const progress = new Progress(2000, terminal);
    terminal.time = 499;
    progress.reading();
    assert.deepEqual([terminal.text, terminal.asked], ['', 0]);
    terminal.time = 500;
    progress.reading();
    terminal.time = 599;
    progress.reading();
    assert.deepEqual(terminal.lines, ['reading 2 of 2,000 files']);
    terminal.time = 600;
    progress.checking(5, 30);
    assert.equal(terminal.lines.at(-1), 'running tests and rules: 16 %');
    terminal.time = 700;
    progress.checking(31, 30);
    progress.done();
    assert.deepEqual(terminal.lines.slice(-2), ['running tests and rules: 100 %', '']);
    assert.equal(terminal.asked, 1);
  });

  it('is not written where the work is soon done, or nobody looks', () => {
    const terminals = [new Terminal(), new Terminal(false)];
    for (const terminal of terminals) {
      const progress = new Progress(1, terminal);
      terminal.time = terminals.indexOf(terminal) * 1000;
      progress.reading();
      progress.checking(1, 2);
      progress.done();
      assert.equal(terminal.text, '');
    }
  });

  describe('of a large policy', function () {
    let folder: Folder;
    const environment = { ...plainEnvironment(), NO_COLOR: '1' };
    const command = [process.execPath, PROGRAM, 'check', '--threads', '1'];

    // As large as it must be for this machine to be busy well beyond the half second, its start included.
    before(() => {
      for (let lines = 15_000; lines < 500_000; lines *= 2) {
        const { files } = generateTenant({ lines });
        folder = new Folder(Object.fromEntries(files.map(({ path, text }) => [path, text])));
        const before = performance.now();
        spawnSync(process.execPath, command.slice(1), { cwd: folder.path, env: environment });
        if (performance.now() - before > 1500) return;
        folder.remove();
      }
      assert.fail('no policy takes a while');
    });
    after(() => {
      folder.remove();
    });

    if (spawnSync('python3', ['-c', 'import pty']).status === 0)
      it('is shown on a terminal, and not in CI', () => {
        for (const CI of ['', 'true']) {
          const { stdout } = spawnSync('python3', ['-c', ON_TERMINAL, ...command], {
            cwd: folder.path,
            env: { ...environment, CI },
            encoding: 'utf8',
          });
          const lines = stdout.split('\r\u001B[K');
          if (CI === '') assert.match(lines.join('\n'), /\nrunning tests and rules: \d+ %\n/u);
          else assert.equal(lines.length, 1);
          assert.match(lines.at(-1) ?? '', /^✓ 1 file, 0 errors/u);
        }
      });

    it('is not written to pipes', () => {
      const [program = '', ...args] = command;
      const { stdout, stderr } = spawnSync(program, args, {
        cwd: folder.path,
        env: { ...environment, CI: '' },
        encoding: 'utf8',
      });
      assert.match(stdout, /^✓ 1 file/u);
      assert.equal(stderr, '');
    });
  });
});
