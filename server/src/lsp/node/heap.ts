import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * By how much of what is in use the heap grows before all of it is collected, in percent. V8's own choice lets the memory of a server
 * with a large policy become several times what it holds while somebody types; a smaller one makes pauses more frequent.
 */
const HEAP_GROWTH = 20;

/**
 * How large a half of the space of new objects becomes, in bytes. V8 lets it grow to 64 MB and more, of which a server keeps two, and
 * what survives a keystroke is then copied all at once: pauses of many milliseconds. A smaller one is collected often, and soon.
 */
const YOUNG = 16 * 2 ** 20;

/** How often it is looked at, in milliseconds: V8 makes it small while nobody types. */
const INTERVAL = 1000;

/** When V8 begins to save memory, in milliseconds from the start: what is made while files are opened isn't moved as well. */
const SAVING_AFTER = 20_000;

/** For processes that are the server's own: makes V8 keep less memory than it does by itself. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  // What is made of a policy that is opened stays. V8 learns from that to make the same of each keystroke old at once, though the next
  // one replaces it, and keeps whatever it refers to until everything is collected.
  setFlagsFromString('--no-allocation-site-pretenuring');
  growYoung();
  setInterval(holdYoung, INTERVAL).unref();
  if (knowsMemorySaver())
    setTimeout(() => {
      setFlagsFromString('--memory-saver-mode');
    }, SAVING_AFTER).unref();
}

/**
 * Whether V8 has a mode in which a collection moves together what is left on pages that are a fifth empty. Otherwise it moves what is
 * on pages that are nearly empty, and as each keystroke leaves something, they become more and more. What a V8 doesn't know it tells on
 * standard error.
 */
function knowsMemorySaver(): boolean {
  return Number.parseInt(process.versions.v8, 10) >= 13;
}

/** Lets the space of new objects grow to its size at once, not while a policy is read, when nobody could stop it there. */
function growYoung(): void {
  // It grows where as much has survived as it holds.
  const surviving: unknown[] = [];
  for (let blocks = 0; holdYoung() && blocks < (4 * YOUNG) / BLOCK; blocks += 1)
    surviving.push(new Array(BLOCK / 8).fill(0));
}

/** Small enough for the space of new objects, in bytes. */
const BLOCK = 2 ** 15;

/** Lets the space of new objects grow as far as its size, and no further. @returns whether it may still grow */
function holdYoung(): boolean {
  const space = getHeapSpaceStatistics().find((each) => each.space_name === 'new_space');
  if (space === undefined) return false;
  // Its size is doubled each time, and a little of it is V8's own.
  const mayGrow = space.space_used_size + space.space_available_size < YOUNG * 0.75;
  setFlagsFromString(`--semi-space-growth-factor=${mayGrow ? 2 : 1}`);
  return mayGrow;
}
