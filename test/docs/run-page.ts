import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folder, PROGRAM, plainEnvironment } from '../support/cli.js';
import { asShown, type Block, blocksIn, commandsIn, withDiff, wordsOf } from './page.js';

/** A page as its blocks, written and run from first to last in an empty folder, make it. */
export function runPage(page: string): string {
  const folder = new Folder();
  const reader = new PageReader(folder);
  try {
    const outputs = blocksIn(page).map((block) => ({ block, text: reader.read(block) }));
    let anew = page;
    // From the end on, so that places before stay.
    for (const { block, text } of outputs.reverse())
      anew = anew.slice(0, block.start) + text + anew.slice(block.start + block.text.length);
    return anew;
  } finally {
    folder.remove();
  }
}

class PageReader {
  private exitCode = 0;

  constructor(private readonly folder: Folder) {}

  /** Does what a block says; what it should say. */
  read({ language, info, text }: Block): string {
    if (language === 'console') return this.session(text);
    if (info === '') return text;
    const path = join(this.folder.path, info);
    this.folder.write(
      info,
      language === 'diff' ? withDiff(readFileSync(path, 'utf8'), text) : text,
    );
    return text;
  }

  private session(text: string): string {
    return commandsIn(text)
      .map(({ line, output }) => `$ ${line}\n${asShown(this.run(line), output)}`)
      .join('');
  }

  /** @throws Error if it is no command of the command line, nor `echo $?`, nor `cat` of a file */
  private run(line: string): string {
    if (line === 'echo $?') return `${this.exitCode}\n`;
    const [program, ...args] = wordsOf(line.replace(/^npx /u, ''));
    if (program === 'cat') return readFileSync(join(this.folder.path, args[0] ?? ''), 'utf8');
    if (program !== 'spaceward') throw new Error(`this can't be run here: ${line}`);
    const log = join(this.folder.path, '.output');
    const file = openSync(log, 'w');
    // One file for both, so that they stand in the order of a terminal.
    const { status } = spawnSync(process.execPath, [PROGRAM, ...args], {
      cwd: this.folder.path,
      env: plainEnvironment(),
      stdio: ['ignore', file, file],
    });
    closeSync(file);
    this.exitCode = status ?? -1;
    const output = readFileSync(log, 'utf8');
    return output === '' || output.endsWith('\n') ? output : `${output}\n`;
  }
}
