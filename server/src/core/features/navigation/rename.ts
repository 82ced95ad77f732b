import type { Checked } from '../../check.js';
import { nameKey } from '../../model/world.js';
import { scalarMap } from '../../syntax/scalar-map.js';
import type { Block, ScalarNode } from '../../syntax/tree.js';
import type { Span } from '../../text/span.js';
import { replaceInBlock } from '../edit-scalar.js';
import type { NameIndex, NamePlace } from '../name-index.js';
import { plainEdits } from '../plain-change.js';
import type { ScalarPart } from '../scalar-source.js';
import { policyOf, type Snapshot } from '../snapshot.js';
import { nameAt } from './definition.js';
import { contentOf } from './moved.js';
import { newNameProblem } from './new-name.js';
import { unsafe } from './rename-check.js';
import { type NewName, renamedParts } from './rename-text.js';
import { NameScalars, type ScalarForm } from './scalar-at.js';
import { refusal } from './renameable.js';
import { isSubstitution } from './substitution.js';

/** A change of one file; the span counts from the start of the file. */
export interface FileEdit {
  readonly path: string;
  readonly span: Span;
  readonly newText: string;
}

/** Why something can't be done, as it is shown. */
export interface Refusal {
  readonly message: string;
}

/** What a rename at an offset would rename: the place of the name there, and the name as it is now. */
export function prepareRename(
  snapshot: Snapshot<Checked>,
  path: string,
  offset: number,
): { readonly span: Span; readonly placeholder: string } | Refusal {
  const found = nameAt(snapshot, path, offset);
  const no = refusal(found, snapshot.matrix);
  if (no !== undefined || found === undefined) return { message: no ?? '' };
  return { span: found.name.span, placeholder: declarationOf(found).text };
}

/**
 * The edits that rename what is named at an offset, in every file of its policy: its entry and all and only its uses. Uses of
 * a user by email address stay. Edits are given only where each name is known to mean the same after them, by themselves or
 * because what comes of them was checked.
 */
export function rename(
  snapshot: Snapshot<Checked>,
  path: string,
  offset: number,
  newName: string,
): { readonly edits: readonly FileEdit[] } | Refusal {
  const plan = planRename(snapshot, path, offset, newName);
  if ('message' in plan) return plan;
  const { checked, index, declaration, edits } = plan;
  if (isSubstitution(checked, index, declaration, newName)) return { edits };
  const danger = unsafe(snapshot, checked, index, declaration, newName, edits);
  return danger === undefined ? { edits } : { message: danger };
}

/** A rename that isn't known to be safe yet. */
export interface Plan {
  readonly checked: Checked;
  readonly index: NameIndex;
  readonly declaration: NamePlace;
  readonly edits: readonly FileEdit[];
}

/** What a rename would write, where the name may be written. */
export function planRename(
  snapshot: Snapshot<Checked>,
  path: string,
  offset: number,
  newName: string,
): Plan | Refusal {
  const checked = policyOf(snapshot, path);
  const found = nameAt(snapshot, path, offset);
  const no = refusal(found, snapshot.matrix);
  if (no !== undefined || found === undefined || checked === undefined)
    return { message: no ?? '' };
  const { index } = found;
  const declaration = declarationOf(found);
  const problem = newNameProblem(checked, declaration, newName);
  if (problem !== undefined) return { message: problem };
  const places = index.same(declaration).filter(isByName);
  const edits = editsOf(places, newNameFor(checked, declaration, newName));
  return 'message' in edits ? edits : { checked, index, declaration, edits };
}

function declarationOf({ index, name }: { index: NameIndex; name: NamePlace }): NamePlace {
  return index.same(name).find(({ declares }) => declares) ?? name;
}

/** Whether a place writes the name itself: a user may be written as an email address. */
function isByName({ kind, id = '', text, declares }: NamePlace): boolean {
  if (declares) return true;
  const key = nameKey(text);
  if (kind === 'content') return key === contentOf(id).name;
  return kind === 'tenant role' ? key.toLowerCase() === id : key === id;
}

function newNameFor(checked: Checked, { kind, id = '' }: NamePlace, text: string): NewName {
  if (kind !== 'content') return { text, isPhrase: kind === 'tenant role' };
  const content = contentOf(id);
  // Items that moved by a test's changes may meet others anywhere.
  const mustState = [...checked.policy.world.spaces.values()].some(
    ({ name, items }) =>
      (name === content.space || isMoved(checked, content.name)) &&
      items.some((item) => item.kind !== content.kind && item.name === nameKey(text)),
  );
  return { text, isPhrase: false, content: { kind: content.kind, mustState } };
}

function isMoved({ tests }: Checked, item: string): boolean {
  return tests.some(({ test }) =>
    test.given.some(
      ({ tree }) =>
        tree?.kind === 'move' && nameKey(tree.what.item?.name.text ?? '') === nameKey(item),
    ),
  );
}

function editsOf(places: readonly NamePlace[], name: NewName): readonly FileEdit[] | Refusal {
  const blocks = new Map<Block, NamePlace[]>();
  for (const place of places) {
    const list = blocks.get(place.origin.block);
    if (list === undefined) blocks.set(place.origin.block, [place]);
    else list.push(place);
  }
  const edits: FileEdit[] = [];
  for (const [block, list] of blocks) {
    const [first] = list;
    const changes = changesIn(block, list, name);
    const inBlock = changes && (plainEdits(changes) ?? replaceInBlock(block, changes));
    if (first === undefined || inBlock === undefined)
      return { message: cannotWrite(name.text, first?.path ?? '') };
    const start = first.span.start - first.origin.span.start;
    for (const { span, newText } of inBlock)
      if (block.text.slice(span.start, span.end) !== newText)
        edits.push({
          path: first.path,
          span: { start: start + span.start, end: start + span.end },
          newText,
        });
  }
  return edits;
}

function cannotWrite(name: string, path: string): string {
  return `${name} cannot be written so that it reads as a name everywhere it is used in ${path}`;
}

/** What changes in the scalars of a block; undefined where the new name can't be written. */
function changesIn(
  block: Block,
  places: readonly NamePlace[],
  name: NewName,
): ReadonlyMap<ScalarNode, readonly ScalarPart[]> | undefined {
  const scalars = new Map<ScalarNode, { form: ScalarForm; spans: Span[] }>();
  const inBlock = new NameScalars(block);
  for (const { origin } of places) {
    const at = inBlock.at(origin.span);
    if (at === undefined) return undefined;
    const map = scalarMap(at.scalar);
    const span = { start: map.index(origin.span.start), end: map.index(origin.span.end) };
    const known = scalars.get(at.scalar);
    if (known === undefined) scalars.set(at.scalar, { form: at.form, spans: [span] });
    else known.spans.push(span);
  }
  const changes = new Map<ScalarNode, readonly ScalarPart[]>();
  for (const [scalar, { form, spans }] of scalars) {
    const parts = renamedParts({ scalar, form }, spans, name);
    if (parts === undefined) return undefined;
    changes.set(scalar, parts);
  }
  return changes;
}
