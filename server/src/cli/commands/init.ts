import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isFile, listTree, rootAbove } from '../../disk/disk.js';
import { isPolicyFile } from '../../core/workspace/roots.js';
import type { Given } from '../arguments.js';
import { EXAMPLE } from '../example.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { shownPath } from '../files.js';
import { finish } from '../output.js';
import { printable } from '../terminal.js';
import { createFile } from '../write-text.js';

/** `spaceward init`: writes a small policy to begin with. */
export function init({ paths }: Given): ExitCode {
  const [given = '.', second] = paths;
  if (second !== undefined) throw new Failure('init takes one folder');
  const folder = resolve(given);
  if (isFile(folder)) throw new Failure(`${given} is a file: init takes a folder`);
  refuseIfTaken(folder, given);
  makeFolder(folder, given);
  const written = [...EXAMPLE].map(([name, text]) => {
    const path = join(folder, name);
    createFile(path, text);
    return `wrote ${shownPath(path)}\n`;
  });
  const there = given === '.' ? '' : ` ${given.includes(' ') ? `"${given}"` : given}`;
  const next: readonly (readonly [string, string])[] = [
    [`spaceward check${there}`, 'checks the policy and runs its tests'],
    [`spaceward who app.open Finance${there}`, 'tells who can open apps, and through what'],
    [`spaceward explain gus app.open Finance/Budget${there}`, 'tells why somebody can or cannot'],
  ];
  const width = Math.max(...next.map(([command]) => command.length));
  const report = [
    ...written,
    '\nNext, state your own users and spaces in the place of these. Then try:\n',
    ...next.map(([command, what]) => `  ${command.padEnd(width)}  ${what}\n`),
  ];
  return finish(printable(report.join('')), EXIT.clean);
}

function makeFolder(folder: string, given: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Failure(`${given}: the folder can't be made (${code})`);
  }
}

/** @throws Failure if there is a policy already: nothing is overwritten, and the example would become a part of it */
function refuseIfTaken(folder: string, given: string): void {
  const root = rootAbove(folder);
  if (root !== undefined)
    throw new Failure(
      root === folder
        ? `${given} holds a policy already`
        : `${given} is in the policy of ${shownPath(root)} already: add a file to it, or write a tenant.spaceward.yaml yourself to start one of its own`,
    );
  const [file] = listTree(folder, () => undefined).filter(isPolicyFile);
  if (file !== undefined)
    throw new Failure(
      `there are policy files in ${given} already (${shownPath(file)}): a tenant.spaceward.yaml beside them makes them one policy`,
    );
}
