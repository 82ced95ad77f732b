/** Expectations that are written as they should be. */
import type { ActionNode, ExpectationNode, SubjectNode, TargetNode } from '../ast.js';
import { titleOf } from '../titles.js';
import { phrase, plainName, reference, series, stated } from './parts.js';
import { Scanner } from './scanner.js';

/**
 * An expectation, read without the grammar: the tree that the grammar gives, without a problem. Nothing
 * where the sentence isn't certain to be right.
 */
export function quickExpectation(text: string): ExpectationNode | undefined {
  const scanner = new Scanner(text);
  const { start } = scanner;
  const quantifier = scanner.accept('only') ? 'only' : scanner.accept('nobody') ? 'nobody' : 'each';
  const isNamed = quantifier !== 'nobody' || scanner.accept('except');
  const subjects = isNamed ? series(scanner, subject) : [];
  const mode = subjects && verb(scanner, quantifier);
  const actions = mode && series(scanner, action);
  const target = actions && targetOf(scanner);
  if (!target) return undefined;
  if (!scanner.accept('because')) {
    if (!scanner.is('end')) return undefined;
    const span = scanner.spanFrom(start);
    return { kind: 'expectation', quantifier, subjects, mode, actions, target, span };
  }
  const because = phrase(scanner, 'any');
  if (!because || !scanner.is('end')) return undefined;
  const span = scanner.spanFrom(start);
  return { kind: 'expectation', quantifier, subjects, mode, actions, target, because, span };
}

function subject(scanner: Scanner): SubjectNode | undefined {
  const { start } = scanner;
  if (scanner.accept('admins')) return { kind: 'admins', span: scanner.spanFrom(start) };
  if (scanner.accept('every')) {
    const holders = phrase(scanner, 'names');
    return holders && { kind: 'every', phrase: holders, span: scanner.spanFrom(start) };
  }
  if (!scanner.accept('members')) return stated(scanner);
  const of = scanner.accept('of') ? reference(scanner) : undefined;
  return of && { kind: 'members-of', of, span: scanner.spanFrom(start) };
}

function verb(
  scanner: Scanner,
  quantifier: ExpectationNode['quantifier'],
): ExpectationNode['mode'] | undefined {
  if (scanner.accept('can')) return 'can';
  if (scanner.accept('could'))
    return quantifier === 'each' && scanner.accept('never') ? 'could never' : 'could';
  return quantifier === 'each' && scanner.accept('cannot') ? 'cannot' : undefined;
}

function action(scanner: Scanner): ActionNode | undefined {
  // `can not` is a slip of `cannot`.
  const name = scanner.keyword === 'not' ? undefined : plainName(scanner);
  if (!name) return undefined;
  const { text, span, quote } = name;
  return quote ? { form: 'title', ...titleOf(text), span } : { form: 'id', text, span };
}

function targetOf(scanner: Scanner): TargetNode | undefined {
  const { start } = scanner;
  if (!scanner.accept('on') && !scanner.accept('in')) return undefined;
  if (scanner.accept('a')) return newSpace(scanner, start);
  const references = series(scanner, reference);
  if (!references) return undefined;
  if (!scanner.accept('to'))
    return { kind: 'references', references, span: scanner.spanFrom(start) };
  const to = references.length === 1 ? reference(scanner) : undefined;
  return to && { kind: 'references', references, to, span: scanner.spanFrom(start) };
}

function newSpace(scanner: Scanner, start: number): TargetNode | undefined {
  const type = scanner.accept('new') ? scanner.keyword : undefined;
  if (type !== 'shared' && type !== 'managed' && type !== 'data') return undefined;
  scanner.next();
  if (!scanner.accept('space')) return undefined;
  return { kind: 'new-space', type, span: scanner.spanFrom(start) };
}
