/** Text that Markdown shows as it is. */
export function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>()#+!|~&$]/gu, (character) => `\\${character}`)
    .replace(/\s+/gu, ' ');
}

export function bold(text: string): string {
  return `**${plain(text)}**`;
}

/** For ids: what holds no backtick. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}

/** @param rows of Markdown; a row may not hold line ends */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What lines rest on, each written once beneath them, under the number that the lines name. */
export class Footnotes {
  readonly #notes: string[] = [];

  /** The number of a note, in brackets. */
  mark(note: string): string {
    const known = this.#notes.indexOf(note) + 1;
    return `[${known > 0 ? known : this.#notes.push(note)}]`;
  }

  /** The notes so far, in Markdown. */
  lines(): readonly string[] {
    return this.#notes.map((note, index) => `${index + 1}. ${plain(note)}`);
  }
}

export function link(text: string, uri: string): string {
  const safe = uri.replace(/[()<>\s]/gu, encodeURIComponent).replace(/[()]/gu, (mark) => {
    return mark === '(' ? '%28' : '%29';
  });
  return `[${plain(text)}](${safe})`;
}
