import type { Part } from '../plan.js';
import { median } from '../support/statistics.js';
import { tenantOnDisk, type TenantOnDisk } from '../support/tenant-on-disk.js';
import { Client } from './client.js';
import { keystrokes, type Place, typing, undoing } from './places.js';
import { PULLED, type ServerKind, YAML } from './servers.js';

/** Resident memory of a server, in megabytes. */
export interface MemoryResult {
  readonly server: string;
  readonly lines: number;
  readonly opened: number;
  /** After each hundredth of the edits that were planned. */
  readonly course: readonly number[];
  readonly edits: number;
  /** The median of the last tenth of the course over that of the second tenth; NaN where there is no such course. */
  readonly growth: number;
}

interface Limits {
  readonly edits: number;
  readonly seconds: number;
}

export const memoryPart: Part<readonly MemoryResult[]> = {
  title: 'memory of the servers, with a large file open and after edits',
  async run({ quick }) {
    const lines = quick ? 7_000 : 70_000;
    const tenant = tenantOnDisk({ lines });
    const edits = quick ? 1_000 : 10_000;
    const results: MemoryResult[] = [];
    for (const [server, limits] of [
      [PULLED, { edits, seconds: quick ? 20 : 240 }],
      // The peer's memory is compared, its growth is not judged.
      [YAML, { edits: 10, seconds: quick ? 20 : 60 }],
    ] as const) {
      const result = { lines, ...(await measureMemory(server, tenant, limits)) };
      console.log(
        `  ${server.name}: ${result.opened.toFixed(0)} MB opened, ${(result.course.at(-1) ?? NaN).toFixed(0)} MB after ${result.edits} edits, at most ${Math.max(result.opened, ...result.course).toFixed(0)} MB, growth ${result.growth.toFixed(3)}`,
      );
      results.push(result);
    }
    return results;
  },
};

async function measureMemory(
  server: ServerKind,
  { tenant, directory, file }: TenantOnDisk,
  { edits, seconds }: Limits,
): Promise<Omit<MemoryResult, 'lines'>> {
  const client = await Client.start(server, directory, file);
  try {
    await client.open(tenant.files[0]?.text ?? '', seconds * 2);
    const opened = client.residentMegabytes();
    const places: readonly Place[] = keystrokes(tenant)
      .filter(({ reach }) => reach === 'local')
      .flatMap((kind) => kind.places);
    const deadline = performance.now() + seconds * 1000;
    const course: number[] = [];
    let made = 0;
    for (; made < edits && performance.now() < deadline; made += 2) {
      const place = places[(made / 2) % places.length];
      if (place === undefined) break;
      await client.change(typing(place));
      await client.change(undoing(place));
      if ((made + 2) % Math.max(2, edits / 100) === 0) course.push(client.residentMegabytes());
    }
    return { server: server.name, opened, course, edits: made, growth: growthOf(course) };
  } finally {
    client.stop();
  }
}

function growthOf(course: readonly number[]): number {
  const tenth = Math.floor(course.length / 10);
  return median(course.slice(-tenth)) / median(course.slice(tenth, 2 * tenth));
}
