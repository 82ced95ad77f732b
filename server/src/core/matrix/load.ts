import {
  askedOf,
  cellPlace,
  noCell,
  type Encoded,
  type EncodedAction,
  type EncodedCell,
  type EncodedRequirement,
  type EncodedRow,
  type EncodedRowRest,
  type EncodedTable,
} from './encoded.js';
import { encodedTables } from './tables.generated.js';
import type {
  Action,
  Cell,
  MatrixData,
  Requirement,
  Row,
  SourceRef,
  Table,
  TableId,
} from './types.js';

/**
 * The permission tables that this version was built with. Each call decodes them anew (a few ms): call it once and keep
 * what it gives.
 */
export function loadMatrixData(): MatrixData {
  return decode(JSON.parse(encodedTables) as Encoded);
}

/** @param encoded as `scripts/generate/encode.ts` made it; anything else throws */
export function decode(encoded: Encoded): MatrixData {
  return new Decoder(encoded).decode();
}

/** Things that are made of a text and often of the same: each once. */
class Pool<T> {
  private readonly made = new Map<string, T>();

  constructor(private readonly make: (text: string) => T) {}

  get(text: string): T {
    let thing = this.made.get(text);
    if (thing === undefined) this.made.set(text, (thing = this.make(text)));
    return thing;
  }
}

class Decoder {
  private readonly refs: readonly SourceRef[];
  private readonly cells: readonly Cell[];
  private readonly requirements: readonly Requirement[];
  private readonly actions: readonly Action[];
  private readonly tableIds = new Pool((digits) =>
    Array.from(digits, (digit): TableId => at(this.encoded.tables, Number(digit)).id),
  );

  constructor(private readonly encoded: Encoded) {
    this.refs = encoded.refs.map(([place, line]) => {
      const document = at(encoded.documents, place);
      return line === 0 ? { document } : { document, line };
    });
    this.cells = encoded.cells.map((cell) => this.cell(cell));
    this.requirements = encoded.requirements.map((requirement) => this.requirement(requirement));
    this.actions = encoded.actions.map((action) => this.action(action));
  }

  decode(): MatrixData {
    const { encoded } = this;
    const creation = encoded.creation.map((rule) => ({
      ...rule,
      sources: this.sources(rule.sources ?? []),
    }));
    return {
      tables: encoded.tables.map((table) => this.table(table)),
      actions: this.actions,
      spaceRoles: encoded.spaceRoles,
      securityRoles: encoded.securityRoles,
      permissions: encoded.permissions,
      limits: encoded.limits,
      creation,
    };
  }

  private action([id, title, section, target, tables, rest]: EncodedAction): Action {
    const action = {
      id,
      kind: id.slice(0, id.indexOf('.')),
      title,
      section,
      askedOf: at(askedOf, target),
      otherTitles: none,
      otherSections: none,
      covers: none,
      tables: this.tableIds.get(tables),
    };
    return rest === undefined ? action : { ...action, ...rest };
  }

  /** The rows are decoded when they are first read: a policy rarely needs every table. */
  private table({ rows: encodedRows, document, ...rest }: EncodedTable): Table {
    const row = (each: EncodedRow, cells: Pool<Row['cells']>): Row => this.row(each, cells);
    const cellsOf = (text: string, columns: readonly string[]) => this.cellsOf(text, columns);
    let rows: readonly Row[] | undefined;
    return {
      ...rest,
      document: at(this.encoded.documents, document),
      get rows(): readonly Row[] {
        if (rows === undefined) {
          const columns = rest.columns.map((column) => column.id);
          const cells = new Pool((text) => cellsOf(text, columns));
          rows = encodedRows.map((each) => row(each, cells));
        }
        return rows;
      },
    };
  }

  private row([place, section, text, sources, rest]: EncodedRow, cells: Pool<Row['cells']>): Row {
    const action = at(this.actions, place);
    const row = {
      id: action.id,
      section: at(this.encoded.sections, section),
      title: action.title,
      cells: cells.get(text),
      requires: none,
      covers: none,
      alsoAllowed: none,
      basis: 'table' as const,
      sources: this.sources(sources),
      caveats: none,
    };
    return rest === undefined ? row : { ...row, ...this.rowRest(rest) };
  }

  private rowRest({ requires, covers, note, caveats, ...others }: EncodedRowRest): Partial<Row> {
    return {
      ...(requires && { requires: requires.map((each) => at(this.requirements, each)) }),
      ...(covers && { covers: covers.map((each) => at(this.actions, each).id) }),
      ...(note === undefined ? {} : { note: at(this.encoded.sentences, note) }),
      ...(caveats && { caveats: caveats.map((each) => at(this.encoded.sentences, each)) }),
      ...others,
    };
  }

  private cellsOf(cells: string, columns: readonly string[]): Record<string, Cell> {
    const byColumn: Record<string, Cell> = {};
    columns.forEach((column, i) => {
      if (cells[i] !== noCell) byColumn[column] = at(this.cells, cellPlace(cells.charCodeAt(i)));
    });
    return byColumn;
  }

  private cell({ entailed, sources, disputed, ...rest }: EncodedCell): Cell {
    return {
      ...rest,
      ...(entailed && {
        entailed: {
          value: entailed.value,
          by: at(this.encoded.sentences, entailed.by),
          sources: this.sources(entailed.sources),
        },
      }),
      ...(sources && { sources: this.sources(sources) }),
      ...(disputed === undefined ? {} : { disputed: at(this.encoded.sentences, disputed) }),
    };
  }

  private requirement(requirement: EncodedRequirement): Requirement {
    if (requirement.kind !== 'holds') return requirement;
    const { sources, ...rest } = requirement;
    return sources === undefined ? rest : { ...rest, sources: this.sources(sources) };
  }

  private sources(places: readonly number[]): readonly SourceRef[] {
    return places.map((place) => at(this.refs, place));
  }
}

const none: readonly never[] = [];

function at<T>(pool: readonly T[], place: number): T {
  const item = pool[place];
  if (item === undefined) throw new Error('the generated tables are damaged');
  return item;
}
