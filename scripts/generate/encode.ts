import {
  askedOf,
  cellCharacter,
  noCell,
  type Encoded,
  type EncodedAction,
  type EncodedCell,
  type EncodedRequirement,
  type EncodedRow,
  type EncodedTable,
} from '../../server/src/core/matrix/encoded.js';
import type {
  Action,
  Cell,
  MatrixData,
  Requirement,
  Row,
  SourceDocument,
  SourceRef,
  Table,
} from '../../server/src/core/matrix/types.js';

/** The tables as the module holds them. Equal data give equal text. */
export function encode(data: MatrixData): Encoded {
  return new Encoder(data).encode();
}

/** Things that stand once, told apart by their JSON. */
class Pool<T> {
  readonly items: T[] = [];
  private readonly places = new Map<string, number>();

  place(item: T): number {
    const key = JSON.stringify(item);
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.items.push(item) - 1;
      this.places.set(key, place);
    }
    return place;
  }
}

class Encoder {
  private readonly documents = new Pool<SourceDocument>();
  private readonly refs = new Pool<readonly [number, number]>();
  private readonly sections = new Pool<readonly string[]>();
  private readonly sentences = new Pool<string>();
  private readonly requirements = new Pool<EncodedRequirement>();
  private readonly cells = new Pool<EncodedCell>();
  private readonly actionPlaces: ReadonlyMap<string, number>;

  constructor(private readonly data: MatrixData) {
    this.actionPlaces = new Map(data.actions.map((action, place) => [action.id, place]));
  }

  encode(): Encoded {
    const { data } = this;
    const tables = data.tables.map((table) => this.table(table));
    const creation = data.creation.map(({ sources, ...rest }) => ({
      ...rest,
      sources: this.sources(sources),
    }));
    return {
      documents: this.documents.items,
      refs: this.refs.items,
      sections: this.sections.items,
      sentences: this.sentences.items,
      requirements: this.requirements.items,
      cells: this.cells.items,
      actions: data.actions.map((action) => this.action(action)),
      tables,
      spaceRoles: data.spaceRoles,
      securityRoles: data.securityRoles,
      permissions: data.permissions,
      limits: data.limits,
      creation,
    };
  }

  private action(action: Action): EncodedAction {
    const { id, title, section, askedOf: target, tables } = action;
    const { otherTitles, otherSections, covers, side, titleRepeats, base, variants } = action;
    const rest = compact({
      otherTitles,
      otherSections,
      covers,
      side,
      titleRepeats,
      base,
      variants,
      ownership: action.ownership,
      sameAs: action.sameAs,
    });
    const ids = this.data.tables.map((table) => table.id);
    const places = tables.map((table) => ids.indexOf(table)).join('');
    const short = [id, title, section, askedOf.indexOf(target), places] as const;
    return rest === undefined ? short : [...short, rest];
  }

  private table(table: Table): EncodedTable {
    return {
      ...table,
      document: this.documents.place(table.document),
      rows: table.rows.map((row) => this.row(row, table)),
    };
  }

  private row(row: Row, table: Table): EncodedRow {
    const action = this.actionPlace(row.id);
    const rest = compact({
      title: row.title === this.data.actions[action]?.title ? undefined : row.title,
      requires: row.requires.map((each) => this.requirements.place(this.requirement(each))),
      otherSpace: row.otherSpace,
      otherSpaceTypes: row.otherSpaceTypes,
      covers: row.covers.map((id) => this.actionPlace(id)),
      alsoAllowed: row.alsoAllowed,
      basis: row.basis === 'table' ? undefined : row.basis,
      note: row.note === undefined ? undefined : this.sentences.place(row.note),
      caveats: row.caveats.map((caveat) => this.sentences.place(caveat)),
      perSpaceRole: row.perSpaceRole,
      allEntitlements: row.allEntitlements,
    });
    const cells = table.columns.map(({ id }) => {
      const cell = row.cells[id];
      return cell === undefined ? noCell : cellCharacter(this.cells.place(this.cell(cell)));
    });
    const section = this.sections.place(row.section);
    const short = [action, section, cells.join(''), this.sources(row.sources)] as const;
    return rest === undefined ? short : [...short, rest];
  }

  private cell(cell: Cell): EncodedCell {
    const { value, text, entailed, sources, disputed } = cell;
    return {
      value,
      ...(text === undefined ? {} : { text }),
      ...(entailed && {
        entailed: {
          value: entailed.value,
          by: this.sentences.place(entailed.by),
          sources: this.sources(entailed.sources),
        },
      }),
      ...(sources && { sources: this.sources(sources) }),
      ...(disputed === undefined ? {} : { disputed: this.sentences.place(disputed) }),
    };
  }

  private requirement(requirement: Requirement): EncodedRequirement {
    if (requirement.kind !== 'holds') return requirement;
    const { sources, ...rest } = requirement;
    return sources === undefined ? rest : { ...rest, sources: this.sources(sources) };
  }

  private sources(refs: readonly SourceRef[]): readonly number[] {
    return refs.map((ref) => this.refs.place([this.documents.place(ref.document), ref.line ?? 0]));
  }

  private actionPlace(id: string): number {
    const place = this.actionPlaces.get(id);
    if (place === undefined) throw new Error(`unknown action ${id}`);
    return place;
  }
}

/** Without what is undefined or an empty list; undefined if nothing is left. */
function compact<T extends object>(rest: T): Compact<T> | undefined {
  const entries = Object.entries(rest).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Compact<T>);
}

type Compact<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
