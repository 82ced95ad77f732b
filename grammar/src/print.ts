/** Trees to text: the one canonical way to write a sentence. Parsing the text gives the tree again. */
import type {
  ActionNode,
  ChangeNode,
  ExpectationNode,
  Phrase,
  PrincipalNode,
  ReferenceNode,
  SubjectNode,
  TargetNode,
} from './ast.js';
import { isBareName, isBareWord, quote, quoteName } from './names.js';

/** `Finance/KPI`, quoted as a whole where a part needs it or a kind stands in it. */
export function printReference({ space, item }: ReferenceNode): string {
  if (!item) return quoteName(space.text);
  const { kind, name } = item;
  if (!kind && isBareName(space.text) && isBareName(name.text)) return `${space.text}/${name.text}`;
  return quote(`${space.text}/${kind ? `${kind.text}:` : ''}${name.text}`);
}

/** A principal as a sentence holds it. */
export function printPrincipal(principal: PrincipalNode): string {
  switch (principal.kind) {
    case 'everyone':
      return 'everyone';
    case 'link':
      return 'anyone with the link';
    case 'group':
      return `group ${quoteName(principal.name.text)}`;
    case 'user':
      return `${principal.explicit ? 'user ' : ''}${quoteName(principal.name.text)}`;
  }
}

/** An expectation. */
export function printExpectation(node: ExpectationNode): string {
  const { quantifier, mode, target, because } = node;
  const subjects = series(node.subjects.map(printSubject));
  const who = {
    each: subjects,
    only: `only ${subjects}`,
    nobody: node.subjects.length > 0 ? `nobody except ${subjects}` : 'nobody',
  }[quantifier];
  const parts = [who, mode, series(node.actions.map(printAction))];
  if (target) parts.push(printTarget(target));
  if (because) parts.push(`because ${printPhrase(because, isBareWord)}`);
  return parts.filter((part) => part !== '').join(' ');
}

/** A change. */
export function printChange(node: ChangeNode): string {
  switch (node.kind) {
    case 'remove': {
      const { principal, from } = node;
      return `remove ${printPrincipal(principal)}${from ? ` from ${printPlace(from)}` : ''}`;
    }
    case 'add': {
      const { principal, to } = node;
      const added = `add ${printPrincipal(principal)} to ${printPlace(to)}`;
      if (to.kind === 'group') return added;
      return `${added} as ${to.roles.map((role) => printPhrase(role, isBareWord)).join(', ')}`;
    }
    case 'delete':
      return `delete ${printReference(node.what)}`;
    case 'move':
      return `move ${printReference(node.what)} to ${printReference(node.to)}`;
    case 'give':
      return `give ${printPrincipal(node.principal)} ${printPhrase(node.role, isBareName)}`;
    case 'take':
      return `take ${printPhrase(node.role, isBareName)} from ${printPrincipal(node.principal)}`;
    case 'make-owner':
      return `make ${printPrincipal(node.principal)} owner of ${printReference(node.of)}`;
    case 'make-entitled':
      return `make ${printPrincipal(node.principal)} ${node.entitlement.text}`;
  }
}

type Place =
  | { readonly kind: 'group'; readonly name: { readonly text: string } }
  | { readonly kind: 'reference'; readonly reference: ReferenceNode };

function printPlace(place: Place): string {
  if (place.kind === 'reference') return printReference(place.reference);
  return `group ${quoteName(place.name.text)}`;
}

function printSubject(subject: SubjectNode): string {
  switch (subject.kind) {
    case 'every':
      return `every ${printPhrase(subject.phrase, isBareName)}`;
    case 'members-of':
      return `members of ${printReference(subject.of)}`;
    case 'admins':
      return 'admins';
    case 'everyone':
    case 'link':
    case 'group':
    case 'user':
      return printPrincipal(subject);
  }
}

function printAction({ form, text, section }: ActionNode): string {
  if (form === 'id') return isBareName(text) && !/^not$/i.test(text) ? text : quote(text);
  return quote(section === undefined ? text : `${section} > ${text}`);
}

function printTarget(target: TargetNode): string {
  if (target.kind === 'new-space') return `in a new ${target.type} space`;
  const places = series(target.references.map(printReference));
  return `on ${places}${target.to ? ` to ${printReference(target.to)}` : ''}`;
}

/** Words as they are where each may stand bare, else the phrase in quotes. */
function printPhrase({ text }: Phrase, mayStand: (word: string) => boolean): string {
  return text.split(' ').every(mayStand) ? text : quote(text);
}

/** `a, b and c`. */
function series(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}
