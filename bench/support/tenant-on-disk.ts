import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateTenant, type Tenant, type TenantSize } from '../generate/tenant.js';
import { writeTenant } from '../generate/write.js';
import { CACHE } from './paths.js';

export interface TenantOnDisk {
  readonly tenant: Tenant;
  readonly directory: string;
  /** The root file: of a tenant of one file, all of it. */
  readonly file: string;
  readonly bytes: number;
}

/** An invented tenant as files, written anew. */
export function tenantOnDisk(size: TenantSize): TenantOnDisk {
  const tenant = generateTenant(size);
  const directory = join(CACHE, `tenant-${size.lines}-${size.files ?? 1}`);
  rmSync(directory, { recursive: true, force: true });
  writeTenant(tenant, directory);
  const bytes = tenant.files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  return { tenant, directory, file: join(directory, 'tenant.spaceward.yaml'), bytes };
}
