/** Changes that are written as they should be. */
import type { ChangeNode, Name, Phrase, ReferenceTarget } from '../ast.js';
import { ENTITLEMENTS } from '../words.js';
import { groupName, phrase, principal, reference } from './parts.js';
import { Scanner } from './scanner.js';

/**
 * A change, read without the grammar: the tree that the grammar gives, without a problem. Nothing where the
 * sentence isn't certain to be right.
 */
export function quickChange(text: string): ChangeNode | undefined {
  const scanner = new Scanner(text);
  const change = changeAt(scanner);
  return scanner.is('end') ? change : undefined;
}

function changeAt(scanner: Scanner): ChangeNode | undefined {
  const { start } = scanner;
  if (scanner.accept('remove')) return removing(scanner, start);
  if (scanner.accept('add')) return adding(scanner, start);
  if (scanner.accept('move')) return moving(scanner, start);
  if (scanner.accept('give')) return giving(scanner, start);
  if (scanner.accept('take')) return taking(scanner, start);
  if (scanner.accept('make')) return making(scanner, start);
  const what = scanner.accept('delete') ? reference(scanner) : undefined;
  return what && { kind: 'delete', what, span: scanner.spanFrom(start) };
}

function moving(scanner: Scanner, start: number): ChangeNode | undefined {
  const what = reference(scanner);
  const to = what && scanner.accept('to') ? reference(scanner) : undefined;
  return what && to && { kind: 'move', what, to, span: scanner.spanFrom(start) };
}

function giving(scanner: Scanner, start: number): ChangeNode | undefined {
  const who = principal(scanner);
  const role = who && phrase(scanner, 'names');
  return role && { kind: 'give', principal: who, role, span: scanner.spanFrom(start) };
}

function taking(scanner: Scanner, start: number): ChangeNode | undefined {
  const role = phrase(scanner, 'names');
  const who = role && scanner.accept('from') ? principal(scanner) : undefined;
  return role && who && { kind: 'take', role, principal: who, span: scanner.spanFrom(start) };
}

function removing(scanner: Scanner, start: number): ChangeNode | undefined {
  const who = principal(scanner);
  if (!who) return undefined;
  if (!scanner.accept('from'))
    return { kind: 'remove', principal: who, span: scanner.spanFrom(start) };
  const from = scanner.keyword === 'group' ? group(scanner) : place(scanner);
  return from && { kind: 'remove', principal: who, span: scanner.spanFrom(start), from };
}

function adding(scanner: Scanner, start: number): ChangeNode | undefined {
  const who = principal(scanner);
  if (!who || !scanner.accept('to')) return undefined;
  if (scanner.keyword === 'group') {
    const to = group(scanner);
    return to && { kind: 'add', principal: who, to, span: scanner.spanFrom(start) };
  }
  const space = place(scanner);
  const roles = space && scanner.accept('as') ? spaceRoles(scanner) : undefined;
  if (!space || !roles) return undefined;
  const to = { kind: space.kind, reference: space.reference, roles };
  return { kind: 'add', principal: who, to, span: scanner.spanFrom(start) };
}

function group(scanner: Scanner): { readonly kind: 'group'; readonly name: Name } | undefined {
  const name = groupName(scanner);
  return name && { kind: 'group', name };
}

function place(scanner: Scanner): ReferenceTarget | undefined {
  const where = reference(scanner);
  return where && { kind: 'reference', reference: where };
}

function spaceRoles(scanner: Scanner): readonly Phrase[] | undefined {
  const roles: Phrase[] = [];
  do {
    const role = phrase(scanner, 'any');
    if (!role) return undefined;
    roles.push(role);
  } while (scanner.acceptSign('comma'));
  return roles;
}

const entitlements: ReadonlySet<string | undefined> = new Set(ENTITLEMENTS);

function making(scanner: Scanner, start: number): ChangeNode | undefined {
  const who = principal(scanner);
  if (!who) return undefined;
  if (scanner.accept('owner')) {
    const of = scanner.accept('of') ? reference(scanner) : undefined;
    return of && { kind: 'make-owner', principal: who, of, span: scanner.spanFrom(start) };
  }
  if (!entitlements.has(scanner.keyword)) return undefined;
  const { text, span } = scanner.name();
  const entitlement = { text, span };
  return { kind: 'make-entitled', principal: who, entitlement, span: scanner.spanFrom(start) };
}
