import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tenant } from './tenant.js';

/** Writes the files of a tenant beneath a directory. */
export function writeTenant({ files }: Tenant, directory: string): void {
  for (const { path, text } of files) {
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
