import type {
  Requirement,
  Row,
  SourceRef,
  SpaceType,
  Table,
  TableId,
} from '../../server/src/core/matrix/types.js';
import type { ListedAction } from './actions.js';
import { readCells, type Entailment } from './cells.js';
import { Documents } from './documents.js';
import { Fields } from './fields.js';
import { spaceTypes, type Names } from './names.js';
import { RequirementReader } from './requirements.js';

/** A table, and the other titles that its rows give to their actions. */
export interface ReadTable {
  readonly table: Table;
  readonly otherTitles: ReadonlyMap<string, readonly string[]>;
}

/** What every row of a section adds to the row. */
interface SectionNote {
  readonly requirement: Requirement | undefined;
  readonly caveat: string | undefined;
}

/** Reads one file of `tables`; `id` is what its name says. */
export function readTable(
  file: Fields,
  id: TableId,
  names: Names,
  actions: ReadonlyMap<string, ListedAction>,
): ReadTable {
  return new TableReader(file, id, names, actions).read();
}

class TableReader {
  private readonly documents: Documents;
  private readonly requirements: RequirementReader;
  private readonly columns: ReadonlySet<string>;
  private readonly mainDocument: string;
  private entailments: ReadonlyMap<string, Entailment> = new Map();
  private sections: ReadonlyMap<string, SectionNote> = new Map();
  private readonly otherTitles = new Map<string, readonly string[]>();

  constructor(
    private readonly file: Fields,
    private readonly id: TableId,
    private readonly names: Names,
    private readonly actions: ReadonlyMap<string, ListedAction>,
  ) {
    this.documents = new Documents(file);
    this.requirements = new RequirementReader(names, this.documents, new Set(actions.keys()));
    this.columns = new Set(file.entries('columns').map(([column]) => column));
    this.mainDocument = file.text('document');
  }

  read(): ReadTable {
    const { file } = this;
    if (file.text('table') !== this.id) file.problem(`table is not ${this.id}`);
    const columns = file.entries('columns').map(([id, title]) => {
      if (!this.isColumn(id)) file.problem(`column ${id} is no role of roles.yaml`);
      return { id, title: String(title) };
    });
    this.entailments = this.readEntailments();
    this.sections = this.readSections();
    const rows = this.readRows();
    const fallback = file.textIf('fallback');
    this.reportMissingCells(rows, file.texts('gaps'));
    const table: Table = {
      id: this.id,
      spaceType: file.has('spaceType') ? file.oneOf('spaceType', spaceTypes) : null,
      entitlements: file.texts('entitlements'),
      document: this.documents.get(this.mainDocument, file),
      columns,
      rows,
      sectionsWhole: this.wholeSections(rows),
      ...(fallback === undefined ? {} : { fallback: fallback as TableId }),
    };
    file.done();
    this.documents.done();
    return { table, otherTitles: this.otherTitles };
  }

  private isColumn(id: string): boolean {
    const { spaceRoles, securityRoles, columns } = this.names;
    const known = [...spaceRoles, ...securityRoles, ...columns].map((each) => each.id);
    return id.split('+').every((part) => known.includes(part));
  }

  /** The rows of one section have the same columns, those in `gaps` aside. */
  private reportMissingCells(rows: readonly Row[], gaps: readonly string[]): void {
    const columnsOf = new Map<string, Set<string>>();
    for (const row of rows) {
      const section = row.section.join(' > ');
      const columns = columnsOf.get(section) ?? new Set();
      for (const column of Object.keys(row.cells)) columns.add(column);
      columnsOf.set(section, columns);
    }
    for (const row of rows) {
      for (const column of columnsOf.get(row.section.join(' > ')) ?? []) {
        if (row.cells[column] !== undefined || gaps.includes(column)) continue;
        this.file.problems.add(`${this.file.where} ${row.id}`, `the cell ${column} is missing`);
      }
    }
  }

  private wholeSections(rows: readonly Row[]): readonly string[] {
    const whole = this.file.texts('sectionsWhole');
    const there = new Set(rows.map((row) => row.section.at(-1)));
    for (const section of [...whole, ...this.sections.keys()]) {
      if (!there.has(section)) this.file.problem(`no row stands in the section ${section}`);
    }
    return whole;
  }

  private readEntailments(): ReadonlyMap<string, Entailment> {
    const entries = this.file.entries('entailments').map(([key, value]) => {
      const item = new Fields(value, `${this.file.where} ${key}`, this.file.problems);
      const entailment: Entailment = {
        sentence: item.text('sentence'),
        source: this.documents.ref(item.text('source'), item.numberIf('line'), item),
        against: item.textIf('against'),
      };
      item.done();
      return [key, entailment] as const;
    });
    return new Map(entries);
  }

  private readSections(): ReadonlyMap<string, SectionNote> {
    const entries = this.file.items('sections').map((item) => {
      const document = item.textIf('document');
      const line = document === undefined ? item.number('line') : item.numberIf('line');
      const source = this.documents.ref(document ?? this.mainDocument, line, item);
      const note: SectionNote = {
        requirement: item.has('anyOf') ? this.requirements.ofSection(item, source) : undefined,
        caveat: item.textIf('caveat'),
      };
      const section = item.text('section');
      item.done();
      return [section, note] as const;
    });
    return new Map(entries);
  }

  private readRows(): readonly Row[] {
    const count = this.file.number('rowCount');
    const seen = new Set<string>();
    const rows = this.file.list('rows').map((value) => {
      const id = new Fields(value, this.file.where, this.file.problems).text('id');
      const fields = new Fields(value, `${this.file.where} ${id}`, this.file.problems);
      fields.raw('id');
      if (seen.has(id)) fields.problem('stands there twice');
      seen.add(id);
      return this.readRow(id, fields);
    });
    if (count !== rows.length) this.file.problem(`rowCount is ${count}, there are ${rows.length}`);
    return rows;
  }

  private readRow(id: string, fields: Fields): Row {
    const action = this.actions.get(id);
    if (action === undefined) fields.problem('is not in actions.yaml');
    const section = fields.texts('section');
    if (section.length === 0) fields.problem('no section');
    const ofSection = this.sections.get(section.at(-1) ?? '');
    const older = fields.textIf('older');
    const stated = fields.textIf('stated');
    const note = [older, stated, fields.textIf('note')].filter((each) => each !== undefined);
    const requires = fields.items('requires').map((item) => this.requirements.requirement(item));
    const [otherSpace] = fields.items('otherSpace');
    const otherSpaceTypes = this.otherSpaceTypes(fields);
    const row: Row = {
      id,
      section,
      title: fields.text('title'),
      cells: readCells(fields, this.columns, this.documents, this.entailments),
      requires: ofSection?.requirement ? [...requires, ofSection.requirement] : requires,
      ...(otherSpace && { otherSpace: this.requirements.otherSpace(otherSpace) }),
      ...(otherSpaceTypes.length === 0 ? {} : { otherSpaceTypes }),
      covers: this.covers(fields, action),
      alsoAllowed: this.alsoAllowed(fields),
      basis: older !== undefined ? 'older' : stated !== undefined ? 'stated' : 'table',
      ...(note.length === 0 ? {} : { note: note.join('; ') }),
      sources: this.sources(fields),
      caveats: [...fields.texts('caveats'), ...(ofSection?.caveat ? [ofSection.caveat] : [])],
      ...(fields.flag('perSpaceRole') ? { perSpaceRole: true } : {}),
      ...(fields.flag('allEntitlements') ? { allEntitlements: true } : {}),
    };
    this.otherTitles.set(id, fields.texts('otherTitles'));
    fields.done();
    return row;
  }

  private otherSpaceTypes(fields: Fields): readonly SpaceType[] {
    return fields.texts('otherSpaceTypes').flatMap((text) => {
      const type = spaceTypes.find((each) => each === text);
      if (type === undefined) fields.problem(`no type of space is called ${text}`);
      return type ?? [];
    });
  }

  /** The row's own `covers`, then its action's. */
  private covers(fields: Fields, action: ListedAction | undefined): readonly string[] {
    const own = fields.texts('covers');
    for (const id of own) {
      if (!this.actions.has(id)) fields.problem(`covers the unknown action ${id}`);
    }
    return [...new Set([...own, ...(action?.covers ?? [])])];
  }

  private alsoAllowed(fields: Fields): Row['alsoAllowed'] {
    return fields
      .list('alsoAllowed')
      .map((value) =>
        this.requirements.alsoAllowed(
          value,
          () => new Fields(value, fields.where, fields.problems),
        ),
      );
  }

  private sources(fields: Fields): readonly SourceRef[] {
    const line = fields.numberIf('line');
    const own = line === undefined ? [] : [this.documents.ref(this.mainDocument, line, fields)];
    const sources = [...own, ...this.documents.refs(fields.list('source'), fields)];
    if (sources.length === 0) fields.problem('no line and no source');
    return sources;
  }
}
