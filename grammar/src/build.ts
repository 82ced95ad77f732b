/** Concrete trees to the trees of `ast.ts`: what both kinds of sentence hold, and expectations. */
import type { CstNode } from 'chevrotain';
import type {
  ActionNode,
  ExpectationNode,
  Name,
  PrincipalNode,
  ReferenceNode,
  SubjectNode,
  TargetNode,
} from './ast.js';
import { unquote } from './names.js';
import { has, node, nodes, tokens, type Reader } from './reader.js';
import { titleOf } from './titles.js';
import { markOf, Quoted } from './tokens.js';

/** An expectation. */
export function buildExpectation(reader: Reader, cst: CstNode): ExpectationNode {
  const quantifier = tokens(cst, 'only')[0] ? 'only' : tokens(cst, 'nobody')[0] ? 'nobody' : 'each';
  const target = node(cst, 'target');
  const targetTree = target && buildTarget(reader, target);
  const cause = node(cst, 'cause');
  const because = cause && reader.phrase(cause);
  return {
    kind: 'expectation',
    quantifier,
    subjects: list(cst, 'subjects', 'subject').flatMap((each) => subject(reader, each) ?? []),
    mode: modeOf(node(cst, 'verb') ?? node(cst, 'affirmation')),
    actions: list(cst, 'actions', 'action').flatMap((each) => action(reader, each) ?? []),
    ...(targetTree && { target: targetTree }),
    ...(because && { because }),
    span: reader.span(cst),
  };
}

function list(cst: CstNode, rule: string, element: string): CstNode[] {
  const parent = node(cst, rule);
  return parent ? nodes(parent, element) : [];
}

function modeOf(verb: CstNode | undefined): ExpectationNode['mode'] {
  if (verb && tokens(verb, 'cannot')[0]) return 'cannot';
  if (!verb || !tokens(verb, 'could')[0]) return 'can';
  return tokens(verb, 'never')[0] ? 'could never' : 'could';
}

function subject(reader: Reader, cst: CstNode): SubjectNode | undefined {
  const span = reader.span(cst);
  if (has(cst, 'admins')) return { kind: 'admins', span };
  const holders = node(cst, 'holders');
  if (holders) {
    const phrase = reader.phrase(holders);
    return phrase && { kind: 'every', phrase, span };
  }
  const reference = node(cst, 'reference');
  if (reference) {
    const of = reader.reference(reference);
    return of && { kind: 'members-of', of, span };
  }
  return principal(reader, cst);
}

/** A principal; nothing where its name is missing. */
export function principal(reader: Reader, cst: CstNode): PrincipalNode | undefined {
  const span = reader.span(cst);
  if (has(cst, 'everyone')) return { kind: 'everyone', span };
  if (tokens(cst, 'link')[0]) return { kind: 'link', span };
  const [anyone] = tokens(cst, 'anyone');
  if (anyone) return { kind: 'user', name: { text: anyone.image, span }, explicit: false, span };
  const group = node(cst, 'groupNamed');
  if (group) {
    const name = groupName(reader, group);
    return name && { kind: 'group', name, span };
  }
  const explicit = node(cst, 'userName');
  const name = reader.name(explicit ?? cst);
  return name && { kind: 'user', name, explicit: explicit !== undefined, span };
}

/** The name after `group`; nothing where it is missing. */
export function groupName(reader: Reader, group: CstNode): Name | undefined {
  const name = node(group, 'groupName');
  return name && reader.name(name);
}

function action(reader: Reader, cst: CstNode): ActionNode | undefined {
  const name = reader.name(cst);
  const [token] = tokens(cst, 'name');
  if (!name || !token) return undefined;
  const { span } = name;
  if (token.tokenType !== Quoted) return { form: 'id', text: name.text, span };
  return { form: 'title', ...titleOf(markOf(token)?.text ?? unquote(token.image)), span };
}

function buildTarget(reader: Reader, cst: CstNode): TargetNode | undefined {
  const newSpace = node(cst, 'newSpace');
  const written = has(cst, 'on') || has(cst, 'in');
  const span = reader.span(cst);
  if (newSpace) {
    const type = tokens(newSpace, 'managed')[0]
      ? 'managed'
      : tokens(newSpace, 'data')[0]
        ? 'data'
        : 'shared';
    return { kind: 'new-space', type, span };
  }
  const references = nodes(cst, 'reference').flatMap((each) => reader.reference(each) ?? []);
  const to = destination(reader, cst);
  if (!written && references.length === 0 && !to) return undefined;
  return { kind: 'references', references, ...(to && { to }), span };
}

/** The reference after `to`; nothing where it is missing. */
export function destination(reader: Reader, cst: CstNode): ReferenceNode | undefined {
  const place = node(cst, 'destination');
  const reference = place && node(place, 'reference');
  return reference && reader.reference(reference);
}
