import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { MatrixData, TableId } from '../../server/src/core/matrix/types.js';
import { finishActions, readActions, type Appearances } from './actions.js';
import { checkMatrix } from './checks.js';
import { Fields } from './fields.js';
import { readLimits } from './limits.js';
import { readNames } from './names.js';
import { Problems } from './problems.js';
import { readTable, type ReadTable } from './tables.js';

const tableIds: readonly TableId[] = [
  'data.products',
  'data.space',
  'managed.admin',
  'managed.analyzer',
  'managed.professional',
  'personal',
  'shared.admin',
  'shared.analyzer',
  'shared.professional',
];

/** Gives the text of a data file, by its path under `server/data` with `/`. */
export type ReadData = (path: string) => string;

/** Reads `server/data` under a repository's root. */
export function dataUnder(root: string): ReadData {
  const folder = join(root, 'server', 'data');
  const tables = readdirSync(join(folder, 'tables')).sort();
  const wanted = tableIds.map((id) => `${id}.yaml`);
  if (tables.join() !== wanted.join()) {
    throw new Error(`server/data/tables must hold ${wanted.join(', ')}`);
  }
  return (path) => readFileSync(join(folder, path), 'utf8');
}

/**
 * Reads and checks all of the data.
 * @throws Error naming file and row of everything that is wrong
 */
export function readMatrix(readData: ReadData): MatrixData {
  const problems = new Problems();
  const file = (path: string): Fields =>
    new Fields(parse(readData(path), path, problems), path, problems);
  const names = readNames(file('roles.yaml'));
  const { limits, creation } = readLimits(file('limits.yaml'), names);
  const actionFile = file('actions.yaml');
  const listed = readActions(actionFile);
  const read = tableIds.map((id) => readTable(file(`tables/${id}.yaml`), id, names, listed));
  const { spaceRoles, securityRoles, permissions } = names;
  const tables = read.map(({ table }) => table);
  const rows = tables.flatMap((table) => table.rows);
  const data: MatrixData = {
    tables,
    actions: finishActions(listed, appearancesIn(read), actionFile),
    spaceRoles,
    securityRoles,
    permissions,
    limits,
    creation,
    alsoAllowed: rows.flatMap(({ id, alsoAllowed }) => (alsoAllowed.length > 0 ? [id] : [])),
  };
  checkMatrix(data, problems);
  if (problems.messages.length > 0) throw new Error(problems.messages.join('\n'));
  return data;
}

function parse(text: string, path: string, problems: Problems): unknown {
  const document = parseDocument(text);
  for (const error of [...document.errors, ...document.warnings]) {
    problems.add(path, error.message.split('\n')[0] ?? error.message);
  }
  return document.toJS() as unknown;
}

function appearancesIn(tables: readonly ReadTable[]): ReadonlyMap<string, Appearances> {
  const appearances = new Map<string, Appearances>();
  for (const { table, otherTitles } of tables) {
    for (const row of table.rows) {
      const seen = appearances.get(row.id) ?? {
        titles: new Set(),
        sections: new Set(),
        tables: [],
      };
      for (const title of [row.title, ...(otherTitles.get(row.id) ?? [])]) seen.titles.add(title);
      const section = row.section.at(-1);
      if (section !== undefined) seen.sections.add(section);
      seen.tables.push(table.id);
      appearances.set(row.id, seen);
    }
  }
  return appearances;
}
