import type { CST } from 'yaml';
import type { Span } from '../text/span.js';
import type { Repair, RepairedText } from './repair.js';
import type { Tokens } from './tokens.js';
import type { SyntaxFix, SyntaxProblem } from './tree.js';

/** What the tokens before a key, a value or an item say. */
export interface Props {
  /** The indicator that was looked for: a colon, a dash or a question mark. */
  readonly found: CST.SourceToken | null;
  readonly commas: number;
  readonly hasNewline: boolean;
}

/** Deeper than any policy goes, and shallow enough for every stack. */
export const MAX_DEPTH = 100;

/** What a character gives way to that is to be read as text: one that starts a plain scalar. */
export const TEXT = 'x';

const OPENERS: ReadonlySet<string> = new Set([
  'block-scalar-header',
  'flow-map-start',
  'flow-seq-start',
]);

/** Why a policy takes none of these. */
const REASONS: ReadonlyMap<string, { readonly code: string; readonly message: string }> = new Map([
  [
    'anchor',
    {
      code: 'anchor',
      message:
        'a policy takes no anchors (&): state the value where it belongs, so that a reader finds it there',
    },
  ],
  [
    'tag',
    {
      code: 'tag',
      message: 'a policy takes no tags (!): every value is text; quote a value that starts with !',
    },
  ],
  [
    'explicit-key-ind',
    {
      code: 'explicit-key',
      message: 'a policy takes no keys with a question mark: write the key and a colon',
    },
  ],
]);

/** The state of one reading of a block: what was found wrong, and what to repair before it is read again. */
export class Reading {
  readonly problems: SyntaxProblem[] = [];
  readonly repairs: Repair[] = [];
  /** Repairs of lines that are indented too far, which tabs above may be the cause of: those come first. */
  readonly alignments: Repair[] = [];
  /** Colons that are missing, which bring back into place what stands below: they come before alignments. */
  readonly colons: Repair[] = [];
  /** Straight quotes for typographic ones: what is in them may read differently. */
  readonly quotes: Repair[] = [];
  /** The flow collections around the node that is being read. */
  readonly flows: CST.FlowCollection[] = [];
  /** Whether something occurred that may be a mistake: then `yaml` composes the tokens too, and says which. */
  isUnusual = false;
  /** Whether nesting was cut off. */
  isTooDeep = false;

  constructor(
    readonly source: RepairedText,
    readonly tokens: Tokens,
  ) {}

  /** The place in the block of an offset of the tokens. */
  at(offset: number): number {
    return this.source.origin(offset);
  }

  /** The end of what a bracket that isn't closed holds. */
  contentEnd(bracket: number): number {
    return this.tokens.cuts.find(({ offset }) => offset > bracket)?.contentEnd ?? bracket + 1;
  }

  span(start: number, end: number): Span {
    const from = this.source.startOrigin(start);
    return { start: from, end: Math.max(from, this.at(end)) };
  }

  /** Whether a token of one character was written, not put in by a repair. */
  isWritten({ offset, source }: { readonly offset: number; readonly source: string }): boolean {
    return this.source.original[this.at(offset)] === source;
  }

  tokenSpan(token: { readonly offset: number; readonly source: string }): Span {
    return this.span(token.offset, token.offset + token.source.length);
  }

  problem(code: string, message: string, span: Span, fix?: SyntaxFix): void {
    this.isUnusual = true;
    this.problems.push(fix === undefined ? { code, message, span } : { code, message, span, fix });
  }

  /** Reads the tokens before something. `flow` allows commas. */
  props(tokens: readonly CST.Token[], indicator: CST.Token['type'], flow = false): Props {
    let found: CST.SourceToken | null = null;
    let commas = 0;
    let hasNewline = false;
    for (const token of tokens) {
      if (token.type === 'newline') hasNewline = true;
      else if (token.type === indicator) {
        if (found !== null) this.isUnusual = true;
        else found = token as CST.SourceToken;
        // A question mark is looked for only to be refused.
        if (indicator === 'explicit-key-ind') this.#trivia(token, true);
      } else if (token.type === 'comma' && flow) {
        commas += 1;
        if (commas > 1) this.isUnusual = true;
      } else this.#trivia(token, true);
    }
    return { found, commas, hasNewline };
  }

  /** Reads the tokens after something: nothing but blanks and comments may stand there. */
  end(tokens: readonly CST.Token[] | undefined): void {
    for (const token of tokens ?? []) {
      if (token.type !== 'newline') this.#trivia(token, false);
    }
  }

  /** Has the character at an offset of the tokens read as the start of a plain scalar, in the next reading. */
  readAsText(offset: number): void {
    this.repairs.push({ at: this.at(offset), remove: 1, insert: TEXT, problem: null });
  }

  #trivia(token: CST.Token, isIndent: boolean): void {
    if (token.type === 'space') {
      if (isIndent && token.source.includes('\t')) this.isUnusual = true;
      return;
    }
    if (token.type === 'comment') {
      const before = this.source.text[token.offset - 1] ?? ' ';
      if (!/[ \t\n]/.test(before)) this.isUnusual = true;
      return;
    }
    this.isUnusual = true;
    // What opens here would take in the lines below: it is read as ordinary text.
    if (OPENERS.has(token.type) && 'offset' in token) this.readAsText(token.offset);
    const reason = REASONS.get(token.type);
    if (reason !== undefined && 'source' in token) {
      this.problem(reason.code, reason.message, this.tokenSpan(token));
    }
  }
}
