import type { Part } from '../plan.js';
import { summarize, type Summary } from '../support/statistics.js';
import { tenantOnDisk, type TenantOnDisk } from '../support/tenant-on-disk.js';
import { Client } from './client.js';
import { Lines, type Position } from './lines.js';
import { SIZES } from './part.js';
import { typing, undoing } from './places.js';
import { PULLED, type ServerKind, YAML } from './servers.js';

export type RequestName = 'completion after a keystroke' | 'completion' | 'hover' | 'rename';

export interface RequestResult {
  readonly server: string;
  readonly lines: number;
  readonly request: RequestName;
  readonly time: Summary;
  /** Of a rename: how many places it changes. Of the others: how many requests had an answer. */
  readonly answers: number;
}

export const requestPart: Part<readonly RequestResult[]> = {
  title: 'milliseconds of hover, completion and rename',
  async run({ quick }) {
    const results: RequestResult[] = [];
    for (const lines of SIZES) {
      const tenant = tenantOnDisk({ lines });
      for (const server of [PULLED, YAML]) {
        const asked = { samples: quick ? 40 : 200, seconds: quick ? 3 : 8, quick };
        for (const result of await measureRequests(server, tenant, asked)) {
          const { p50, p95, p99, count } = result.time;
          console.log(
            `  ${server.name.padEnd(21)} ${String(lines).padStart(6)} lines  ${result.request.padEnd(28)} p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)}  n ${count}  answers ${result.answers}`,
          );
          results.push({ ...result, lines });
        }
      }
    }
    return results;
  },
};

interface Asked {
  readonly samples: number;
  readonly seconds: number;
  readonly quick: boolean;
}

async function measureRequests(
  server: ServerKind,
  { tenant, directory, file }: TenantOnDisk,
  asked: Asked,
): Promise<readonly Omit<RequestResult, 'lines'>[]> {
  const client = await Client.start(server, directory, file);
  const results: Omit<RequestResult, 'lines'>[] = [];
  const measure = async (
    request: RequestName,
    places: readonly Position[],
    ask: (place: Position) => Promise<number>,
    after?: (place: Position) => Promise<unknown>,
  ): Promise<void> => {
    const { times, answers } = await repeat(places, asked, ask, after);
    const most = request === 'rename' ? Math.max(0, ...answers) : answers.filter(Boolean).length;
    results.push({ server: server.name, request, time: summarize(times), answers: most });
  };
  try {
    if ((await client.open(tenant.files[0]?.text ?? '', asked.quick ? 20 : 120)) === undefined)
      return [];
    const lines = new Lines(tenant.files[0]?.text ?? '');
    const places = placesOf(lines);
    await measure('hover', places.hover, (place) => hover(client, place));
    await measure('completion', places.completion, (place) => complete(client, place));
    // The peer completes without reading the text for problems first, so there is nothing to compare.
    if (server.isPeer) return results;
    await measure(
      'completion after a keystroke',
      places.completion,
      async (place) => {
        void client.edit(typing({ ...place, typed: 'a' }));
        return complete(client, { ...place, character: place.character + 1 });
      },
      (place) => client.change(undoing({ ...place, typed: 'a' })),
    );
    await measure('rename', places.rename(tenant.landmarks.busiestUser), (place) =>
      rename(client, place),
    );
    return results;
  } finally {
    client.stop();
  }
}

/** Asks at one place after the other, over and over, until there are enough answers or the time is over; the first few aren't counted. */
async function repeat(
  places: readonly Position[],
  { samples, seconds }: Asked,
  ask: (place: Position) => Promise<number>,
  after: ((place: Position) => Promise<unknown>) | undefined,
): Promise<{ readonly times: readonly number[]; readonly answers: readonly number[] }> {
  const [times, answers]: [number[], number[]] = [[], []];
  const deadline = performance.now() + seconds * 1000;
  for (let index = -WARM_UP; index < samples; index += 1) {
    const place = places[(index + WARM_UP) % places.length];
    if (place === undefined || (performance.now() > deadline && times.length > 0)) break;
    const before = performance.now();
    const answer = await ask(place);
    const milliseconds = performance.now() - before;
    await after?.(place);
    if (index < 0 && performance.now() < deadline) continue;
    times.push(milliseconds);
    answers.push(answer);
  }
  return { times, answers };
}

const WARM_UP = 5;

/** Where people rest the pointer, and where they type. */
function placesOf(lines: Lines): {
  readonly hover: readonly Position[];
  readonly completion: readonly Position[];
  readonly rename: (user: string) => readonly Position[];
} {
  const find = (section: string, pattern: RegExp): readonly Position[] =>
    lines.find({ section, pattern });
  const role = find('spaces', /^( {6}[^ #].*: can )[a-z]+$/du);
  const owner = find('spaces', /^( {8}owner: )[\p{L}\d]/du);
  const action = find('tests', /^( +- .*(?:can|cannot) app\.)[a-z]/du);
  const member = find('groups', /^( {8}| {6}- )[\p{L}\d]/du);
  return {
    hover: mixed([role, owner, action, find('users', /^( {2}[\p{L}\d])/du)]),
    completion: mixed([role, owner, action, member]),
    rename: (user) =>
      lines.find({ section: 'users', entry: user, pattern: /^( {2}['"]?[\p{L}\d])/du }),
  };
}

/** One of each kind in turn. */
function mixed(kinds: readonly (readonly Position[])[]): readonly Position[] {
  const some = kinds.filter(({ length }) => length > 0);
  return Array.from({ length: 200 }, (_, index) => {
    const kind = some[index % some.length] ?? [];
    return kind[Math.floor(index / some.length) % kind.length] ?? { line: 0, character: 0 };
  });
}

async function hover(client: Client, position: Position): Promise<number> {
  return (await client.request('textDocument/hover', at(client, position))) === null ? 0 : 1;
}

async function complete(client: Client, position: Position): Promise<number> {
  const answer = await client.request<
    { readonly items: readonly unknown[] } | readonly unknown[] | null
  >('textDocument/completion', at(client, position));
  if (answer === null) return 0;
  return 'items' in answer ? answer.items.length : answer.length;
}

async function rename(client: Client, position: Position): Promise<number> {
  const edit = await client.request<{
    readonly changes?: Readonly<Record<string, readonly unknown[]>>;
    readonly documentChanges?: readonly { readonly edits: readonly unknown[] }[];
  } | null>('textDocument/rename', { ...at(client, position), newName: 'mary.renamed' });
  const lists =
    edit?.documentChanges?.map(({ edits }) => edits) ?? Object.values(edit?.changes ?? {});
  return lists.reduce((sum, { length }) => sum + length, 0);
}

function at({ uri }: Client, { line, character }: Position): object {
  return { textDocument: { uri }, position: { line, character } };
}
