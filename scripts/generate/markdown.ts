/**
 * Puts text between two marks of a document, which stay.
 * @throws Error naming the file where a mark is missing
 */
export function between(
  file: string,
  document: string,
  [begin, end]: readonly [string, string],
  text: string,
): string {
  const start = document.indexOf(begin);
  const stop = document.indexOf(end, start);
  if (start === -1 || stop === -1) throw new Error(`${file} must hold ${begin} and ${end}`);
  return `${document.slice(0, start + begin.length)}\n\n${text}\n${document.slice(stop)}`;
}

/**
 * What stands behind a mark of a document.
 * @throws Error naming the file where it is missing
 */
export function after(file: string, document: string, mark: string): string {
  const at = document.indexOf(mark);
  if (at === -1) throw new Error(`${file} must hold ${mark}`);
  return document.slice(at + mark.length);
}

/** A table as the formatter writes it. The first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |\n`;
  return [head, widths.map((width) => '-'.repeat(width)), ...body].map(line).join('');
}
