import {
  type ActionNode,
  type ExpectationNode,
  printExpectation,
  type ReferenceNode,
  type SubjectNode,
} from '../../../../../grammar/src/index.js';
import { nowhere } from '../../ask.js';
import type { Engine } from '../../decide/engine.js';
import { sharesReaching } from '../../decide/holdings.js';
import { personOf } from '../../decide/person.js';
import type { Via } from '../../decide/types.js';
import type { Action } from '../../matrix/types.js';
import { SentenceResolver } from '../../model/resolve.js';
import type { Item, Principal, Space, World } from '../../model/world.js';
import { holds } from '../../tests/check-expectation.js';
import { headlines } from '../hover/counts.js';

const span = { start: 0, end: 0 };

/** A place that sentences speak of. */
export interface StatedPlace {
  readonly space: Space;
  readonly item?: Item;
}

const MODES = ['can', 'cannot'] as const;
/** More actions than this stand in sentences of their own. */
const MOST_ACTIONS = 6;
/** Of the items that are somebody's own or shared with them, so many are spoken of. */
const MOST_ITEMS = 3;

/**
 * Sentences that hold now: what somebody can and cannot do in spaces, by the actions that tell most, and on the items there that are
 * others to them than the rest. What depends is left out. Places of which the same holds share a sentence.
 */
export function statementsOf(
  engine: Engine,
  principal: Principal,
  spaces: readonly Space[],
): readonly string[] {
  const subject = subjectOf(principal);
  const sentences = new Map<string, { readonly node: ExpectationNode; places: ReferenceNode[] }>();
  for (const space of spaces)
    for (const node of statementsIn(engine, principal, subject, space)) {
      const [place] = node.target?.kind === 'references' ? node.target.references : [];
      const key = `${node.mode} ${node.actions.map(({ text }) => text).join()}`;
      const known = sentences.get(key);
      if (place === undefined) continue;
      if (known === undefined) sentences.set(key, { node, places: [place] });
      else known.places.push(place);
    }
  return [...sentences.values()].map(({ node, places }) =>
    printExpectation({ ...node, target: { kind: 'references', references: places, span } }),
  );
}

function* statementsIn(
  engine: Engine,
  principal: Principal,
  subject: SubjectNode,
  space: Space,
): Iterable<ExpectationNode> {
  const open = yield* statementsAt(engine, subject, { space }, actionsOf(engine, space));
  if (open.length === 0) return;
  for (const item of itemsOf(engine, principal, space))
    yield* statementsAt(engine, subject, { space, item }, actionsOn(item, open));
}

/** Whether `statementsOf` has anything to say: found out without saying all of it. */
export function hasStatement(
  engine: Engine,
  principal: Principal,
  spaces: readonly Space[],
): boolean {
  const subject = subjectOf(principal);
  const isSaid = (place: StatedPlace, actions: readonly Action[]): boolean =>
    actions.some((action) =>
      MODES.some((mode) => holdsIn(engine, sentence(subject, mode, [action], place))),
    );
  return spaces.some((space) => {
    const actions = actionsOf(engine, space);
    const onItem = (item: Item): boolean => isSaid({ space, item }, actionsOn(item, actions));
    return isSaid({ space }, actions) || itemsOf(engine, principal, space).some(onItem);
  });
}

/** What can and cannot be done at a place; returns the actions of which neither can be said. */
function* statementsAt(
  engine: Engine,
  subject: SubjectNode,
  place: StatedPlace,
  actions: readonly Action[],
): Generator<ExpectationNode, readonly Action[]> {
  let open = actions;
  for (const mode of MODES) {
    const said = open.filter((action) => holdsIn(engine, sentence(subject, mode, [action], place)));
    open = open.filter((action) => !said.includes(action));
    // Sentences of about one length.
    const size = Math.ceil(said.length / Math.ceil(said.length / MOST_ACTIONS));
    for (let from = 0; from < said.length; from += size)
      yield sentence(subject, mode, said.slice(from, from + size), place);
  }
  return open;
}

/** What somebody can do because of one line of the policy, as a sentence; undefined where it gives nothing for certain. */
export function statementBecause(
  engine: Engine,
  principal: Principal,
  place: StatedPlace,
  cause: Via,
): string | undefined {
  const subject = subjectOf(principal);
  const { space, item } = place;
  const because = { text: cause, span };
  const given: Action[] = [];
  const actions = actionsOf(engine, space);
  for (const action of item === undefined ? actions : actionsOn(item, actions)) {
    if (given.length === MOST_ACTIONS) break;
    if (holdsIn(engine, { ...sentence(subject, 'can', [action], place), because }))
      given.push(action);
  }
  if (given.length === 0) return undefined;
  return printExpectation({ ...sentence(subject, 'can', given, place), because });
}

/** Whether a sentence that stands in no file holds. @param worlds where its names are looked up, the engine's first */
export function holdsIn(
  engine: Engine,
  node: ExpectationNode,
  worlds: readonly [World, ...World[]] = [engine.world],
): boolean {
  return holds(engine, new SentenceResolver(engine.matrix, worlds, nowhere), node);
}

/** The actions that tell most of a space: about it, and about what it is for or holds. */
function actionsOf(engine: Engine, { type, items }: Space): readonly Action[] {
  const kinds = new Set<string>(['space', ...items.map(({ kind }) => kind)]);
  return headlines(engine, type).filter(
    ({ kind }) => type === 'data' || kind === 'app' || kinds.has(kind),
  );
}

/** Those of some actions that are asked of an item. */
function actionsOn(item: Item, actions: readonly Action[]): readonly Action[] {
  return actions.filter(({ kind, askedOf }) => kind === item.kind && askedOf === 'item');
}

/** Items that are somebody's own, or shared with them. */
function itemsOf(engine: Engine, principal: Principal, space: Space): readonly Item[] {
  const person = personOf(engine.world, principal);
  const own = principal.kind === 'user' ? engine.grantsOf(space).itemsOf(principal.id) : [];
  const shared = person === undefined ? [] : sharesReaching(engine, person, space);
  const items = new Set([...shared.map(({ item }) => item), ...own]);
  return [...items].slice(0, MOST_ITEMS);
}

function sentence(
  subject: SubjectNode,
  mode: 'can' | 'cannot',
  actions: readonly Action[],
  place: StatedPlace,
): ExpectationNode {
  return {
    kind: 'expectation',
    quantifier: 'each',
    subjects: [subject],
    mode,
    actions: actions.map(({ id }): ActionNode => ({ form: 'id', text: id, span })),
    target: { kind: 'references', references: [referenceTo(place)], span },
    span,
  };
}

function subjectOf(principal: Principal): SubjectNode {
  if (principal.kind === 'everyone' || principal.kind === 'link')
    return { kind: principal.kind, span };
  const name = { text: principal.id, span };
  return principal.kind === 'group'
    ? { kind: 'group', name, span }
    : { kind: 'user', name, explicit: false, span };
}

/** The kind stands before the name of an item where another has the same name. */
function referenceTo({ space, item }: StatedPlace): ReferenceNode {
  const name = { text: space.name, span };
  if (item === undefined) return { space: name, span };
  const isAlone = space.items.every((other) => other === item || other.name !== item.name);
  const kind = isAlone ? {} : { kind: { text: item.kind, span } };
  return { space: name, item: { ...kind, name: { text: item.name, span } }, span };
}
