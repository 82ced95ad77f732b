import type { Engine } from '../../decide/engine.js';
import { VerdictsInSpace } from '../../decide/in-space.js';
import { sharesReaching } from '../../decide/holdings.js';
import { personText, wordsFor } from '../../decide/person.js';
import type { SpaceSets } from '../../decide/space-sets.js';
import type { Person } from '../../decide/types.js';
import type { Space } from '../../model/world.js';
import { heldIn } from '../hover/people.js';
import { type Access, type AccessPerson, cellOf } from './access.js';
import type { AskedColumn, FoundSubject } from './columns.js';

/**
 * Everybody's verdicts on what is compared: those of `decide`. Work that takes long: the generator stops after each part of it,
 * and returns the whole at its end.
 */
export function* buildAccess(
  engine: Engine,
  { title, detail, columns, spaces }: FoundSubject,
): Generator<void, Access> {
  const parts = spaces
    .map((space) => new SpacePart(engine, space, columns))
    .filter(({ isEmpty }) => !isEmpty);
  const rows = new Map<string, number>();
  const people: AccessPerson[] = [];
  for (const person of engine.people.everybody()) {
    let [text, holds] = ['', false];
    for (const part of parts) {
      const found = part.of(person);
      text += found.text;
      holds ||= found.holds;
      if (found.isNew) yield;
    }
    let row = rows.get(text);
    if (row === undefined) rows.set(text, (row = rows.size));
    people.push({ ...entryOf(person), holds, row });
  }
  const shown = columns.map(({ id, label, group, section }) => ({ id, label, group, section }));
  return { title, detail, people, columns: shown, rows: [...rows.keys()] };
}

/** Somebody's verdicts on the columns of one space. */
interface PartOfRow {
  readonly text: string;
  readonly holds: boolean;
}

/** The columns of one space. People whom nothing tells apart there are asked about once. */
class SpacePart {
  private readonly columns: readonly AskedColumn[];
  private readonly byKind = new Map<number, PartOfRow>();
  private readonly byLikeness = new Map<SpaceSets, Map<string, PartOfRow>>();
  private readonly alike;
  /** Whether each column is about an item, and none about the space. */
  private readonly isOfItems: boolean;

  constructor(
    private readonly engine: Engine,
    private readonly space: Space,
    columns: readonly AskedColumn[],
  ) {
    this.columns = columns.filter(({ where }) => where.space === space);
    this.isOfItems = columns.some(({ where }) => where.kind === 'item');
    this.alike = engine.alike([space], []);
  }

  get isEmpty(): boolean {
    return this.columns.length === 0;
  }

  /** `isNew`: whether it took work. */
  of(person: Person): PartOfRow & { readonly isNew: boolean } {
    const kind = this.alike.keyOf(person);
    const known = this.byKind.get(kind);
    if (known !== undefined) return { ...known, isNew: false };
    const found = this.find(person);
    this.byKind.set(kind, found);
    return { ...found, isNew: true };
  }

  private find(person: Person): PartOfRow {
    const { engine, space } = this;
    const verdicts = new VerdictsInSpace({ engine, person, space });
    const holds = holdsSomething(engine, person, space);
    const likeness = verdicts.likeness();
    if (likeness === undefined || (this.isOfItems && likeness.items !== ''))
      return { text: this.textOf(verdicts), holds };
    let kinds = this.byLikeness.get(likeness.columns);
    if (kinds === undefined)
      this.byLikeness.set(likeness.columns, (kinds = new Map<string, PartOfRow>()));
    // A role may give nothing, and yet be held.
    const key = `${engine.people.factsOf(person).kind}\n${holds}\n${likeness.items}`;
    let found = kinds.get(key);
    if (found === undefined) kinds.set(key, (found = { text: this.textOf(verdicts), holds }));
    return found;
  }

  private textOf(verdicts: VerdictsInSpace): string {
    let text = '';
    for (const { action, where } of this.columns)
      text += cellOf(
        where.kind === 'space'
          ? verdicts.on(action)
          : { verdict: verdicts.onItem(where.item, action), differs: false },
      );
    return text;
  }
}

function holdsSomething(engine: Engine, person: Person, space: Space): boolean {
  return (
    heldIn({ engine }, person, space).length > 0 ||
    sharesReaching(engine, person, space).length > 0 ||
    (person.kind === 'user' && engine.grantsOf(space).itemsOf(person.user.id).length > 0)
  );
}

function entryOf(person: Person): Pick<AccessPerson, 'who' | 'name' | 'email'> {
  const who = wordsFor(person);
  if (person.kind !== 'user') {
    const text = personText(person);
    return { who, ...(text !== who && { name: text }) };
  }
  const { id, name, email } = person.user;
  return { who, ...(name !== id && { name }), ...(email !== undefined && { email }) };
}
