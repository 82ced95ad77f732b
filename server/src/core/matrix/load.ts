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

/** Lists of the encoded tables are read by place: taken apart by name, each would cost several objects where code runs but once. */
class Decoder {
  private readonly refs: readonly SourceRef[];
  private readonly cells: readonly Cell[];
  private readonly requirements: readonly Requirement[];
  private readonly actions: readonly Action[];
  private readonly tableIds = new Pool((digits) =>
    Array.from(digits, (digit): TableId => at(this.encoded.tables, Number(digit)).id),
  );

  constructor(private readonly encoded: Encoded) {
    this.refs = encoded.refs.map((ref) => {
      const document = at(encoded.documents, ref[0]);
      const line = ref[1];
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
      alsoAllowed: this.alsoAllowed(),
    };
  }

  /** Told by the encoded rows: decoding them takes longer. */
  private alsoAllowed(): MatrixData['alsoAllowed'] {
    const rows = this.encoded.tables.flatMap((table) => table.rows);
    return rows.flatMap((row) => (row[4]?.alsoAllowed ? [at(this.actions, row[0]).id] : []));
  }

  private action(encoded: EncodedAction): Action {
    const id = encoded[0];
    const rest = encoded[5];
    const action = {
      id,
      kind: id.slice(0, id.indexOf('.')),
      title: encoded[1],
      section: encoded[2],
      askedOf: at(askedOf, encoded[3]),
      otherTitles: none,
      otherSections: none,
      covers: none,
      tables: this.tableIds.get(encoded[4]),
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

  private row(encoded: EncodedRow, cells: Pool<Row['cells']>): Row {
    const action = at(this.actions, encoded[0]);
    const rest = encoded[4];
    const row = {
      id: action.id,
      section: at(this.encoded.sections, encoded[1]),
      title: action.title,
      cells: cells.get(encoded[2]),
      requires: none,
      covers: none,
      alsoAllowed: none,
      basis: 'table' as const,
      sources: this.sources(encoded[3]),
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
