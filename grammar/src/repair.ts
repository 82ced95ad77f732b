/**
 * Error recovery. A sentence that goes wrong is mended token by token: of the repairs that may be meant
 * the first is taken that lets the reading go on, so that the tree holds what stands before and after.
 */
import type { IToken } from 'chevrotain';
import type { Edge, Position } from './automaton.js';
import { edits, type Edit, type Trouble } from './edits.js';
import { fill } from './fill.js';
import { endOf } from './tokens.js';

/** The first mistake of a sentence, with the repair that is likely meant. */
export interface Diagnosis {
  readonly tokens: readonly IToken[];
  /** The token that cannot stand where it does; the number of tokens if the sentence ends too early. */
  readonly index: number;
  readonly expected: readonly Edge[];
  /** Whether the sentence might end here. */
  readonly mayEnd: boolean;
  /** The repair, if the sentence goes on well after it. */
  readonly edit: Edit | undefined;
}

/** Tokens that the parser reads, and what had to be mended first. */
export interface Mended {
  readonly tokens: IToken[];
  readonly first: Diagnosis | undefined;
}

/** How far a repair is tried, and how many there may be before the rest is dropped. */
const HORIZON = 24;
const LIMIT = 8;

/** Tokens of a sentence of the language, as like the given ones as can be told. */
export function mend(start: Position, tokens: readonly IToken[], text: string): Mended {
  const read: IToken[] = [];
  const trail: Position[] = [start];
  const here = () => trail.at(-1) ?? start;
  const push = (token: IToken) => {
    trail.push(here().after(token));
    read.push(token);
  };
  let first: Diagnosis | undefined;
  let index = 0;
  let repairs = 0;
  for (;;) {
    for (let token = tokens[index]; token; token = tokens[index]) {
      if (here().after(token).isDead) break;
      push(token);
      index += 1;
    }
    if (index >= tokens.length && here().mayEnd) return { tokens: read, first };
    const found =
      repairs < LIMIT
        ? choose({ text, tokens, read, trail, index })
        : { edit: undefined, sound: false };
    first ??= {
      tokens,
      index,
      expected: here().edges,
      mayEnd: here().mayEnd,
      edit: found.sound ? found.edit : undefined,
    };
    repairs += 1;
    if (!found.edit) {
      // The rest is given up: the sentence ends after what was read.
      fill(here(), undefined, endOfWritten(read)).forEach(push);
      return { tokens: read, first };
    }
    const { keep, put, next } = found.edit;
    read.length = keep;
    trail.length = keep + 1;
    put.forEach(push);
    index = next;
  }
}

function endOfWritten(read: readonly IToken[]): number {
  const written = read.filter((token) => !token.isInsertedInRecovery).at(-1);
  return written ? endOf(written) : 0;
}

/** A repair after which so many words can be read is likely right, though there may be more mistakes. */
const ENOUGH = 2;

/**
 * The first repair after which the sentence goes on well, else the one after which it goes furthest; a
 * repair that swallows many words counts as reaching less.
 */
function choose(trouble: Trouble): { edit: Edit | undefined; sound: boolean } {
  let best: Edit | undefined;
  let sound = false;
  let most = trouble.index - 1;
  for (const edit of edits(trouble)) {
    const reached = reach(trouble, edit);
    if (reached === Infinity) return { edit, sound: true };
    const worth = reached - 2 * Math.max(0, edit.next - trouble.index - 1);
    if (reached <= trouble.index || worth <= most) continue;
    best = edit;
    most = worth;
    sound = reached - edit.next >= ENOUGH;
  }
  return { edit: best, sound };
}

/** The token that a repaired sentence reaches; infinite if it meets no obstacle as far as it is tried. */
function reach({ tokens, trail, index }: Trouble, edit: Edit): number {
  let position = trail[edit.keep];
  for (const token of edit.put) position = position?.after(token);
  if (!position || position.isDead) return -1;
  const end = Math.min(tokens.length, index + HORIZON);
  for (let next = edit.next; next < end; next += 1) {
    const token = tokens[next];
    if (token) position = position.after(token);
    if (position.isDead) return next;
  }
  return end < tokens.length || position.mayEnd ? Infinity : end;
}
