import { CHECK, PARSE } from '../check/full.js';
import type { DecisionName } from '../decisions/part.js';
import type { KeystrokeResult, Session } from '../editor/keystrokes.js';
import type { RequestName } from '../editor/requests.js';
import type { Report } from './report.js';

/** What is wanted, and what was measured. */
export interface Target {
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
}

const LARGE = 70_000;
const SMALL = 700;
/** Edits after which the memory has settled, up to chance. */
const SETTLED = 1.05;
const LINEAR = 1.1;
/** Milliseconds by which a keystroke in the large policy may take longer than in the small one. */
const NEAR = 8;
const MOST_MEGABYTES = 2048;
/** How much sooner two processors are to be than one. */
const WORTH_A_CORE = 1.5;
/**
 * The machine that limits in milliseconds, seconds and decisions a second were set on, by what `parseDocument` with its default
 * options takes of a large policy there: milliseconds for a million bytes.
 */
export const SET_AT = 800;

/** How many times as long as the machine that limits were set on this one takes, by `parseDocument` in the same run. */
export function slowness({ full: { results, bytes } }: Report): number {
  const parse = results.find(({ name }) => name === PARSE)?.milliseconds ?? NaN;
  return parse / (SET_AT * (bytes / 1e6));
}

/** Every target, in the order of the page. What could not be measured is not met. */
export function targetsOf(report: Report): readonly Target[] {
  const [pulled, pushed] = [sessionOf(report, 'pull', LARGE), sessionOf(report, 'push', LARGE)];
  const soon = (wanted: string, limit: number, value: number): Target =>
    within(report, wanted, limit, value);
  return [
    soon(
      'A keystroke in 70,000 lines, diagnostics asked for: p95 of every kind, ms',
      16,
      worst(pulled, 'local'),
    ),
    soon('The same, diagnostics sent', 16, worst(pushed, 'local')),
    sooner(report, pulled),
    sameAsSmall(report, pulled),
    soon(
      'A keystroke in the tenant, User Default, or a group of 300 spaces, until its first diagnostics: p95 of every kind, ms',
      150,
      worst(pulled, 'wide', 'adjusted'),
    ),
    soon('The same until all of them', 150, worst(pulled, 'wide')),
    request(report, 'hover', 'Hover: p95, ms', 5),
    request(report, 'completion', 'Completion: p95, ms', 20),
    request(report, 'rename', 'Rename of a user with 1,000 uses: p95, ms', 200),
    growth(report),
    peerMemory(report),
    full(report),
    most(
      'A check of a small policy, in starts of Node.js',
      1.6,
      report.cold.check / report.cold.node,
    ),
    ...report.full.interrupts.map(({ name, lines: count, milliseconds }) =>
      most(`Ctrl+C until ${name} of ${lines(count)} has ended: median, ms`, 50, milliseconds),
    ),
    ...scale(report),
    ...decisions(report),
  ];
}

export function sessionOf(
  { keystrokes }: Report,
  mode: Session['mode'],
  lines: number,
  server = 'spaceward',
): Session | undefined {
  return keystrokes.find(
    (one) => one.server === server && one.mode === mode && one.lines === lines,
  );
}

/**
 * The slowest kind's p95, without what its diagnostics may take; NaN where nothing was measured.
 *
 * @param until all diagnostics, or the first
 */
export function worst(
  session: Session | undefined,
  reach: KeystrokeResult['reach'],
  until: 'adjusted' | 'whole' = 'whole',
): number {
  const times = (session?.results ?? [])
    .filter((result) => result.reach === reach)
    .map((result) => result[until].p95);
  return times.length === 0 ? NaN : Math.max(...times);
}

function most(wanted: string, limit: number, value: number): Target {
  return { wanted: `${wanted}: at most ${limit}`, measured: number(value), met: value <= limit };
}

/** A time, which is compared as it would be at the pace of the machine that limits were set on. */
function within(report: Report, wanted: string, limit: number, value: number): Target {
  const there = value / slowness(report);
  return {
    wanted: `${wanted}: at most ${limit}`,
    measured: `${number(value)}, there ${number(there)}`,
    met: there <= limit,
  };
}

function atLeast(wanted: string, limit: number, value: number): Target {
  return { wanted: `${wanted}: at least ${limit}`, measured: number(value), met: value >= limit };
}

function sooner(report: Report, pulled: Session | undefined): Target {
  const peer = sessionOf(report, 'push', LARGE, 'yaml-language-server');
  const ratio = (peer?.results[0]?.time.p50 ?? NaN) / worst(pulled, 'local');
  return {
    wanted: 'The slowest kind’s p95 against the median of yaml-language-server: 100 times sooner',
    measured: Number.isNaN(ratio) ? 'no diagnostics from it in time' : `${number(ratio)} times`,
    met: ratio >= 100,
  };
}

function sameAsSmall(report: Report, large: Session | undefined): Target {
  const small = sessionOf(report, 'pull', SMALL);
  const pairs = (large?.results ?? []).flatMap((result) => {
    const other = small?.results.find(({ kind }) => kind === result.kind);
    return result.reach !== 'local' || other === undefined
      ? []
      : [{ kind: result.kind, large: result.whole.p95, small: other.whole.p95 }];
  });
  const farther = NEAR * slowness(report);
  const over = pairs.filter((pair) => pair.large > Math.max(2 * pair.small, pair.small + farther));
  return {
    wanted: `Every kind within twice, or ${NEAR} ms there, of its p95 in 700 lines`,
    measured:
      pairs.length === 0
        ? 'not measured'
        : `${pairs.length - over.length} of ${pairs.length} kinds`,
    met: pairs.length > 0 && over.length === 0,
  };
}

function request(report: Report, name: RequestName, wanted: string, limit: number): Target {
  const result = report.requests.find(
    (one) => one.server === 'spaceward' && one.request === name && one.lines === LARGE,
  );
  const target = within(report, wanted, limit, result?.time.p95 ?? NaN);
  // An answer without what was asked for is none.
  const enough = (result?.answers ?? 0) >= (name === 'rename' ? 1000 : (result?.time.count ?? 1));
  return enough
    ? target
    : { ...target, measured: `${target.measured}, ${result?.answers ?? 0} answers`, met: false };
}

function growth({ memory }: Report): Target {
  const own = memory.find(({ server }) => server === 'spaceward');
  const edits = own?.edits ?? 0;
  return {
    wanted: `Memory after 10,000 edits in ${lines(own?.lines)}, of that after 1,500: at most ${SETTLED}`,
    measured:
      edits < 10_000
        ? `only ${edits.toLocaleString('en')} edits in time`
        : number(own?.growth ?? NaN),
    met: edits >= 10_000 && (own?.growth ?? NaN) <= SETTLED,
  };
}

function peerMemory({ memory }: Report): Target {
  const [own, peer] = ['spaceward', 'yaml-language-server'].map((name) => {
    const result = memory.find(({ server }) => server === name);
    return result && (result.course.at(-1) ?? result.opened);
  });
  return most(
    'Memory of the server, of that of yaml-language-server',
    0.33,
    (own ?? NaN) / (peer ?? NaN),
  );
}

function full({ full: { results, lines: count } }: Report): Target {
  const time = (name: string): number =>
    results.find((result) => result.name === name)?.milliseconds ?? NaN;
  return most(
    `A whole check of ${lines(count)}, of the time of yaml’s parseDocument`,
    0.6,
    time(CHECK) / time(PARSE),
  );
}

function scale({ scale: { results, timeExponent, limitSeconds } }: Report): readonly Target[] {
  const largest = results.filter(({ files }) => files === results.at(-1)?.files);
  const all = largest.filter(({ pinned }) => !pinned);
  const [last] = all;
  const onOne = largest.find(({ pinned }) => pinned)?.milliseconds ?? NaN;
  const soonest = Math.min(...all.map(({ milliseconds = Infinity }) => milliseconds));
  if (last?.milliseconds === undefined)
    return [
      {
        wanted: 'A million lines in 500 files: memory bounded, time linear',
        measured: `not done in ${limitSeconds} s`,
        met: false,
      },
    ];
  return [
    most(
      'A million lines in 500 files, one thread: time grows with the lines to the power of',
      LINEAR,
      timeExponent,
    ),
    most(
      'A million lines in 500 files, one thread: peak memory, MB',
      MOST_MEGABYTES,
      last.peakMegabytes ?? NaN,
    ),
    atLeast(
      'A million lines in 500 files: two processors, with one thread or two, times as soon as one',
      WORTH_A_CORE,
      onOne / soonest,
    ),
  ];
}

function decisions(report: Report): readonly Target[] {
  const { results, whole } = report.decisions;
  const rate = (name: DecisionName): number =>
    results.find((result) => result.name === name)?.perSecond ?? NaN;
  const least = (wanted: string, limit: number, value: number): Target => {
    const there = value * slowness(report);
    return {
      wanted: `${wanted}: at least ${limit.toLocaleString('en')}`,
      measured: `${number(value)}, there ${number(there)}`,
      met: there >= limit,
    };
  };
  const everything = within(
    report,
    'Everybody in every space, every action: 10,000 users, 1,000 spaces, seconds',
    2,
    whole.seconds,
  );
  const peers = results.filter(({ name }) => name === 'cedar-wasm' || name === 'casbin');
  return [
    least('Decisions a second, without proofs', 5_000_000, rate('Spaceward, without proofs')),
    least('Decisions a second, with proofs', 200_000, rate('Spaceward, with proofs')),
    { ...everything, met: everything.met && whole.users >= 10_000 && whole.spaces >= 1000 },
    ...peers.map(({ name, same, questions }) => ({
      wanted: `${name} gives the same answers`,
      measured: `${same.toLocaleString('en')} of ${questions.toLocaleString('en')}`,
      met: same === questions && same > 0,
    })),
  ];
}

function lines(count = LARGE): string {
  return `${count.toLocaleString('en')} lines`;
}

/** Three digits that matter, or the whole number. */
export function number(value: number): string {
  if (Number.isNaN(value)) return 'not measured';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
