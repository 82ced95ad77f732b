import { generateTenant } from '../../bench/generate/tenant.js';
import { Folder } from './cli.js';

/** A policy with mistakes that is large enough for several threads. */
export function largeFolder(): Folder {
  const { files } = generateTenant({ lines: 30_000, files: 20 });
  const broken = files.map(({ path, text }): [string, string] => [
    path,
    text
      .replace(/ can app.open on /u, ' cannot app.open on ')
      .replace(/owner: .*/u, 'owner: nobody-there'),
  ]);
  return new Folder(Object.fromEntries(broken));
}
