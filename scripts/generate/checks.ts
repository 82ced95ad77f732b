import type { MatrixData, TableId } from '../../server/src/core/matrix/types.js';
import type { Problems } from './problems.js';

/** Rows of the documents that are here whole, counted in the documents themselves. */
const rowCounts: Readonly<Partial<Record<TableId, number>>> = {
  'shared.professional': 204,
  'shared.admin': 122,
};

const actionCount = 346;

/** What can only be seen when all files are read. */
export function checkMatrix(data: MatrixData, problems: Problems): void {
  if (data.actions.length !== actionCount) {
    problems.add('actions.yaml', `must have ${actionCount} actions, has ${data.actions.length}`);
  }
  for (const { id, rows, fallback } of data.tables) {
    const where = `tables/${id}.yaml`;
    const count = rowCounts[id];
    if (count !== undefined && rows.length !== count) {
      problems.add(where, `must have ${count} rows, has ${rows.length}`);
    }
    if (fallback !== undefined && !data.tables.some((table) => table.id === fallback)) {
      problems.add(where, `fallback ${fallback} is no table`);
    }
    const titles = new Map<string, string>();
    for (const row of rows) {
      const title = [...row.section, row.title].join(' > ');
      const other = titles.get(title);
      if (other !== undefined) {
        problems.add(`${where} ${row.id}`, `same section and title as ${other}`);
      }
      titles.set(title, row.id);
    }
  }
  checkTitles(data, problems);
}

/** Actions of one title say so (`titleRepeats`) and stand in different sections. */
function checkTitles(data: MatrixData, problems: Problems): void {
  const byTitle = new Map<string, string[]>();
  for (const { title, section, titleRepeats } of data.actions) {
    const key = title.toLowerCase();
    const sections = byTitle.get(key) ?? [];
    if (sections.includes(section)) {
      problems.add('actions.yaml', `two actions are ${section} > ${title}`);
    }
    byTitle.set(key, [...sections, section]);
    const count = data.actions.filter((action) => action.title.toLowerCase() === key).length;
    if (count > 1 && titleRepeats !== true) {
      problems.add('actions.yaml', `${section} > ${title} lacks titleRepeats`);
    }
  }
}
