/**
 * The grammar as a finite automaton, read off the parser's own description of itself. The language has
 * no recursion, so an automaton tells after any words what may come next, and tries a repair without
 * an exception and without starting over.
 */
import {
  Alternation,
  Alternative,
  NonTerminal,
  Option,
  Repetition,
  Terminal,
  tokenMatcher,
  type IProduction,
  type IToken,
  type TokenType,
} from 'chevrotain';
import { sentenceParser, type Start } from './parser.js';

/** One thing that may come next: a token of a type, as part of a rule. */
export interface Edge {
  readonly type: TokenType;
  readonly rule: string;
  /** Chevrotain's number of the token in its rule: 2 for all but the first word of a phrase. */
  readonly occurrence: number;
  readonly to: number;
}

/** Where the reading of a sentence stands. */
export interface Position {
  /** What may come next, in the order of the grammar. */
  readonly edges: readonly Edge[];
  /** Whether the sentence may end here. */
  readonly mayEnd: boolean;
  /** Whether no sentence begins like what was read. */
  readonly isDead: boolean;
  /** The position after one more token. */
  after(token: IToken): Position;
}

interface State {
  readonly edges: Edge[];
  readonly silent: number[];
}

class Automaton {
  private readonly states: State[] = [];
  private readonly positions = new Map<string, Position>();
  private readonly final = this.state();

  start(rule: Start): Position {
    const rules = sentenceParser().getGAstProductions();
    return this.position([this.sequence(rules[rule]?.definition ?? [], rule, this.final)]);
  }

  /** There are few positions, and each remembers those that follow: reading on is a lookup. */
  private position(from: readonly number[]): Position {
    const states = new Set<number>();
    for (const state of from) this.spread(state, states);
    const key = [...states].join(' ');
    const known = this.positions.get(key);
    if (known) return known;
    const edges = [...states].flatMap((state) => this.at(state).edges);
    const following = new Map<TokenType, Position>();
    const position: Position = {
      edges,
      mayEnd: states.has(this.final),
      isDead: states.size === 0,
      after: (token) => {
        const found =
          following.get(token.tokenType) ??
          this.position(edges.filter(({ type }) => tokenMatcher(token, type)).map(({ to }) => to));
        following.set(token.tokenType, found);
        return found;
      },
    };
    this.positions.set(key, position);
    return position;
  }

  private spread(state: number, states: Set<number>): void {
    if (states.has(state)) return;
    states.add(state);
    for (const next of this.at(state).silent) this.spread(next, states);
  }

  private state(): number {
    return this.states.push({ edges: [], silent: [] }) - 1;
  }

  private at(state: number): State {
    return this.states[state] ?? { edges: [], silent: [] };
  }

  /** The state before a sequence that goes on to `after`. */
  private sequence(parts: readonly IProduction[], rule: string, after: number): number {
    return parts.reduceRight((next, part) => this.part(part, rule, next), after);
  }

  private part(part: IProduction, rule: string, after: number): number {
    if (part instanceof NonTerminal) {
      return this.sequence(part.referencedRule.definition, part.nonTerminalName, after);
    }
    if (part instanceof Alternative) return this.sequence(part.definition, rule, after);
    const before = this.state();
    const { edges, silent } = this.at(before);
    if (part instanceof Terminal) {
      edges.push({ type: part.terminalType, rule, occurrence: part.idx, to: after });
    } else if (part instanceof Alternation) {
      for (const choice of part.definition) silent.push(this.part(choice, rule, after));
    } else if (part instanceof Option) {
      silent.push(this.sequence(part.definition, rule, after), after);
    } else if (part instanceof Repetition) {
      silent.push(this.sequence(part.definition, rule, before), after);
    } else {
      throw new Error('the grammar uses a construct that the automaton does not know');
    }
    return before;
  }
}

const starts = new Map<Start, Position>();

/** The beginning of a kind of sentence. The automaton is built on first use. */
export function beginning(start: Start): Position {
  const position = starts.get(start) ?? new Automaton().start(start);
  starts.set(start, position);
  return position;
}
