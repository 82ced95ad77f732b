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

/** Where the reading of a sentence stands: numbers of states. None: no sentence begins so. */
export type States = readonly number[];

interface State {
  readonly edges: Edge[];
  readonly silent: number[];
}

/** Reads one kind of sentence token by token. */
export class Automaton {
  readonly start: States;
  private readonly states: State[] = [];
  private readonly final: number;

  constructor(rule: Start) {
    const rules = sentenceParser().getGAstProductions();
    this.final = this.state();
    const definition = rules[rule]?.definition ?? [];
    this.start = this.closure([this.sequence(definition, rule, this.final)]);
  }

  /** The states after one more token. */
  step(states: States, token: IToken): States {
    const next: number[] = [];
    for (const edge of this.edges(states)) {
      if (tokenMatcher(token, edge.type)) next.push(edge.to);
    }
    return this.closure(next);
  }

  /** What may come next. */
  edges(states: States): Edge[] {
    return states.flatMap((state) => this.states[state]?.edges ?? []);
  }

  /** Whether the sentence may end here. */
  accepts(states: States): boolean {
    return states.includes(this.final);
  }

  private state(): number {
    return this.states.push({ edges: [], silent: [] }) - 1;
  }

  private at(state: number): State {
    return this.states[state] ?? { edges: [], silent: [] };
  }

  private closure(from: readonly number[]): States {
    const seen = new Set(from);
    for (const state of seen) for (const next of this.at(state).silent) seen.add(next);
    return [...seen];
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

const made = new Map<Start, Automaton>();

/** The automaton of a kind of sentence, built on first use. */
export function automatonOf(start: Start): Automaton {
  const automaton = made.get(start) ?? new Automaton(start);
  made.set(start, automaton);
  return automaton;
}
