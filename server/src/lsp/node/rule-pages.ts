import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isFile } from '../../disk/disk.js';
import { canonicalUri } from '../uri.js';

/** The URI of the folder of the rules' pages in the package that a program in `dist` is part of, if it has them. */
export function rulePagesOf(program: string | undefined): string | undefined {
  if (program === undefined) return undefined;
  try {
    // npm starts programs by links to them.
    const folder = join(dirname(realpathSync(program)), '..', 'docs', 'rules');
    if (isFile(join(folder, 'yaml-syntax.md'))) return canonicalUri(pathToFileURL(folder).href);
  } catch {
    // What can't be looked at isn't there.
  }
  return undefined;
}
