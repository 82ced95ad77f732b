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

export function link(text: string, uri: string): string {
  const safe = uri.replace(/[()<>\s]/gu, encodeURIComponent).replace(/[()]/gu, (mark) => {
    return mark === '(' ? '%28' : '%29';
  });
  return `[${plain(text)}](${safe})`;
}
