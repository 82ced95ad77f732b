import { parseChange, parseExpectation } from '../../../../../grammar/src/index.js';
import type { Asked } from '../../decide/types.js';
import { SHORTFALL_KINDS, VIAS } from '../../decide/types.js';
import { asksAbout } from '../../decide/items.js';
import { asContentKind } from '../../model/build-space.js';
import { bothHalves } from '../../model/asked-actions.js';
import { type Item, nameKey, type Space } from '../../model/world.js';
import type { ReferenceNode } from '../../../../../grammar/src/index.js';
import type { Names } from './names.js';
import type { SentenceKind } from './sentence.js';
import type { Candidate } from './types.js';
import { CAUSE_DOCS } from '../words.js';

/** What a reference names, as far as it is there. */
export interface Target {
  readonly space: Space;
  readonly item?: Item;
}

/** Looks up a reference that is being typed. */
export function targetOf({ policy }: Names, node: ReferenceNode): Target | undefined {
  const space = policy.engine.world.spaces.get(nameKey(node.space.text));
  if (space === undefined || node.item === undefined) return space && { space };
  const name = nameKey(node.item.name.text);
  const kind = node.item.kind && asContentKind(node.item.kind.text);
  const item = space.items.find(
    (other) => other.name === name && (kind === undefined || other.kind === kind),
  );
  return { space, ...(item && { item }) };
}

/** The actions that a sentence asks about. */
export function actionsIn({ matrix }: Names, sentence: string): readonly Asked[] {
  const { tree } = parseExpectation(sentence);
  return (tree?.actions ?? []).flatMap((node): readonly Asked[] => {
    const found = matrix.findAction(node.text, node.section);
    if (found.kind === 'found') return [{ kind: 'action', action: found.action }];
    if (found.kind === 'ambiguous')
      return found.candidates.map((action) => ({ kind: 'action', action }));
    const whole = bothHalves(matrix, node.text.toLowerCase());
    return whole === undefined ? [] : [whole];
  });
}

/** The spaces and items that may come next. */
export function placesFor(names: Names, kind: SentenceKind, before: string): readonly Candidate[] {
  if (kind === 'change') return changePlaces(names, before);
  if (/\bmembers\s+of\s+$/iu.test(before))
    return [...names.spaces(), ...names.items(({ kind: of }) => of === 'app' || of === 'note')];
  if (/\bto\s+$/iu.test(before)) return names.spaces();
  const asked = actionsIn(names, before);
  const ofItems = asked.filter((each) => each.kind !== 'action' || each.action.askedOf !== 'space');
  if (asked.length > 0 && ofItems.length === 0) return names.spaces();
  return [
    ...names.spaces(),
    ...names.items((item) => asked.length === 0 || ofItems.some((each) => asksAbout(each, item))),
  ];
}

function changePlaces(names: Names, before: string): readonly Candidate[] {
  const verb = /^\s*(\w+)/u.exec(before)?.[1]?.toLowerCase();
  const shared = names.items(({ kind }) => kind === 'app' || kind === 'note');
  if (verb === 'move') return /\bto\s+$/iu.test(before) ? names.spaces() : names.items();
  if (verb === 'add' || verb === 'remove') return [...names.spaces(), ...shared];
  return [...names.spaces(), ...names.items()];
}

/** The roles that may be given where a change adds somebody. */
export function rolesFor(names: Names, before: string): readonly Candidate[] {
  const { tree } = parseChange(before);
  const to = tree?.kind === 'add' && tree.to.kind === 'reference' ? tree.to.reference : undefined;
  const target = to && targetOf(names, to);
  return names.spaceRoles(target?.space.type, to?.item !== undefined);
}

/** What may stand after because: causes of a can, or of a cannot. */
export function causes(before: string): readonly Candidate[] {
  const { tree } = parseExpectation(before);
  const isCan = tree === undefined || (tree.mode === 'can' && tree.quantifier !== 'nobody');
  return (isCan ? VIAS : SHORTFALL_KINDS).map((text, index) => ({
    text,
    kind: 'cause',
    documentation: CAUSE_DOCS[text] ?? text,
    rank: index < 5 ? 1 : 2,
  }));
}
