import { accessSync, chmodSync, chownSync, constants, realpathSync } from 'node:fs';
import { renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file that nobody may write. */
export class ReadOnly extends Error {}

/**
 * Replaces a file's text. It is written beside the file first and then put in its place, with its mode and owner, so
 * that the file is whole at every moment. Behind a link, the file that it leads to is replaced.
 *
 * @throws ReadOnly if nobody may write the file; else what the file system says
 */
export function replaceText(path: string, text: string): void {
  const target = realpathSync(path);
  const stats = statSync(target);
  // A system's administrator could write it still: its mode says that nobody is to.
  if ((stats.mode & 0o222) === 0) throw new ReadOnly(`${path} is read-only`);
  accessSync(target, constants.W_OK);
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(beside, text, { flag: 'wx', flush: true });
    keepOwner(beside, stats);
    chmodSync(beside, stats.mode & 0o7777);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/**
 * Writes a file that isn't there yet.
 *
 * @throws what the file system says: `EEXIST` if there is a file of that name
 */
export function createText(path: string, text: string): void {
  writeFileSync(path, text, { flag: 'wx', flush: true });
}

/** Only an administrator can give a file to others; for everyone else it is theirs anyway. */
function keepOwner(path: string, { uid, gid }: Stats): void {
  const own = statSync(path);
  if (own.uid === uid && own.gid === gid) return;
  try {
    chownSync(path, uid, gid);
  } catch {
    // Who may write the file and isn't its owner becomes its owner.
  }
}
