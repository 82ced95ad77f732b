import type { Tenant } from '../generate/tenant.js';
import { median, summarize, type Summary } from '../support/statistics.js';
import type { TenantOnDisk } from '../support/tenant-on-disk.js';
import { type Answered, Client } from './client.js';
import { keystrokes, type Kind, ROLE, typing, undoing } from './places.js';
import type { ServerKind } from './servers.js';

/** What was measured of one kind of keystroke: milliseconds from the change to its diagnostics. */
export interface KeystrokeResult {
  readonly kind: string;
  readonly reach: Kind['reach'];
  /** Until the first diagnostics. */
  readonly time: Summary;
  /** The median time for which the server's main thread had a processor: little changed by what else the machine does. */
  readonly processor: number;
  /** Without what diagnostics are allowed to take for their number. */
  readonly adjusted: Summary;
  /** The same until all diagnostics. */
  readonly whole: Summary;
  /** The most diagnostics that one keystroke led to. */
  readonly mostShown: number;
}

/** One server, with one policy open. */
export interface Session {
  readonly server: string;
  readonly mode: 'pull' | 'push';
  readonly lines: number;
  /** Milliseconds until the diagnostics of the opened file; undefined where they took longer than they may. */
  readonly opened: number | undefined;
  readonly results: readonly KeystrokeResult[];
}

export interface Effort {
  /** Answereds of each kind, where time permits. */
  readonly samples: number;
  /** Seconds for all kinds of one reach together. */
  readonly seconds: Readonly<Record<Kind['reach'], number>>;
  /** Seconds until the diagnostics of the opened file. */
  readonly openSeconds: number;
}

/** Milliseconds that each 1,000 diagnostics may take. */
export const PER_THOUSAND = 3;
/** What the peer's results are called: it reads the whole file, whatever was typed. */
export const ANYWHERE = 'any of them';
/** Rounds over the kinds before times are taken, and the most of the time that they may take. */
const WARM_UP = 5;
const WARM_UP_SHARE = 0.2;

/** Types in an open policy, one character at a time, and waits for the diagnostics of each. */
export async function measureKeystrokes(
  server: ServerKind,
  { tenant, directory, file }: TenantOnDisk,
  effort: Effort,
): Promise<Omit<Session, 'lines'>> {
  const client = await Client.start(server, directory, file);
  try {
    const opened = await client.open(tenant.files[0]?.text ?? '', effort.openSeconds);
    const results = opened === undefined ? [] : await typeAll(client, server, tenant, effort);
    return { server: server.name, mode: server.mode, opened, results };
  } finally {
    client.stop();
  }
}

async function typeAll(
  client: Client,
  server: ServerKind,
  tenant: Tenant,
  effort: Effort,
): Promise<readonly KeystrokeResult[]> {
  const kinds = keystrokes(tenant).filter(({ places }) => places.length > 0);
  if (server.isPeer) {
    const local = kinds.filter(({ reach }) => reach === 'local');
    await mustKnowRoles(client, kinds);
    const places = interleaved(local.map((kind) => kind.places));
    const anywhere: Kind = { name: ANYWHERE, reach: 'local', breaks: false, places };
    return typeKinds(client, [anywhere], effort.samples, effort.seconds.local, () => undefined);
  }
  const results: KeystrokeResult[] = [];
  for (const reach of ['local', 'wide', 'odd'] as const) {
    // Diagnostics are only sent where they change, so a keystroke that changes none can't be waited for.
    const some = kinds.filter(
      (kind) => kind.reach === reach && (kind.breaks || server.mode === 'pull'),
    );
    for (const result of await typeKinds(
      client,
      some,
      effort.samples,
      effort.seconds[reach],
      mustHaveLooked,
    ))
      results.push(result);
  }
  return results;
}

/** One keystroke of each kind, and again, until there are enough samples or the time is over; at least one of each. */
async function typeKinds(
  client: Client,
  kinds: readonly Kind[],
  samples: number,
  seconds: number,
  verify: (kind: Kind, typed: Answered, undone: Answered) => void,
): Promise<readonly KeystrokeResult[]> {
  const taken = kinds.map((): Answered[] => []);
  const started = performance.now();
  const spent = (share: number): boolean => performance.now() - started > share * seconds * 1000;
  for (let round = -WARM_UP; round < Math.ceil(samples / 2); round += 1)
    for (const [index, kind] of kinds.entries()) {
      const list = taken[index] ?? [];
      const place = kind.places[(round + WARM_UP) % kind.places.length];
      if (place === undefined || (spent(1) && list.length > 0)) continue;
      // Where warming up takes long, there is no time for it.
      const counts = round >= 0 || spent(WARM_UP_SHARE);
      const typed = await client.change(typing(place));
      const undone = await client.change(undoing(place));
      verify(kind, typed, undone);
      if (counts) list.push(typed, undone);
    }
  return kinds.map(({ name, reach }, index) => ({ kind: name, reach, ...summed(taken[index]) }));
}

/** A server that says the wrong thing soon is not fast. */
function mustHaveLooked({ name, breaks }: Kind, typed: Answered, undone: Answered): void {
  if (typed.shown > 0 !== breaks || undone.shown > 0)
    throw new Error(`${name}: ${typed.shown} diagnostics when typed, ${undone.shown} when undone`);
  if (breaks && typed.shownFirst === 0) throw new Error(`${name}: no diagnostics at first`);
}

/** The peer is only one if it looks at the values: a misspelt role is against its schema. */
async function mustKnowRoles(client: Client, kinds: readonly Kind[]): Promise<void> {
  const place = kinds.find(({ name }) => name === ROLE)?.places[0];
  if (place === undefined) throw new Error('there is no role to misspell');
  const typed = await client.change(typing(place));
  const undone = await client.change(undoing(place));
  if (typed.shown === 0 || undone.shown > 0)
    throw new Error(`the peer: ${typed.shown} diagnostics when typed, ${undone.shown} when undone`);
}

function summed(samples: readonly Answered[] = []): Omit<KeystrokeResult, 'kind' | 'reach'> {
  return {
    time: summarize(samples.map(({ milliseconds }) => milliseconds)),
    processor: median(samples.map(({ processor }) => processor)),
    adjusted: summarize(
      samples.map(({ milliseconds, shownFirst }) => without(milliseconds, shownFirst)),
    ),
    whole: summarize(samples.map(({ whole, shown }) => without(whole, shown))),
    mostShown: Math.max(0, ...samples.map(({ shown }) => shown)),
  };
}

/** Milliseconds without what so many diagnostics are allowed to take. */
function without(milliseconds: number, shown: number): number {
  return milliseconds - (shown / 1000) * PER_THOUSAND;
}

/** The first of each list, then the second of each, and so on. */
function interleaved<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  ).flat();
}
