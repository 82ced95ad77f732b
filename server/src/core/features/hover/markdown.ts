/** Longest name and longest message that a hover shows, in characters. */
const LONGEST_NAME = 80;
const LONGEST_TEXT = 360;

/**
 * A text of a policy as Markdown that says just that: no emphasis, link, image, code, table, HTML or entity begins in
 * it, nothing becomes a link by itself, and it stays on one line. What cannot be seen shows as U+FFFD.
 */
export function plain(text: string): string {
  return shortened(visible(text), LONGEST_TEXT)
    .replace(/[\\`*_[\]<>|&~$@{}]/gu, '\\$&')
    .replace(/:(?=\/\/)/gu, '\\:')
    .replace(/\bwww\./giu, (www) => `${www.slice(0, -1)}\\.`)
    .replace(/^[#+=!-]/u, '\\$&')
    .replace(/^(\d+)([.)])/u, '$1\\$2');
}

/** A name in bold. */
export function bold(name: string): string {
  const text = shortened(visible(name), LONGEST_NAME);
  return text === '' ? '**""**' : `**${plain(text)}**`;
}

/** A name of a policy among words. */
export function name(text: string): string {
  return plain(shortened(visible(text), LONGEST_NAME));
}

/** An id in code style. */
export function code(id: string): string {
  const text = shortened(visible(id), LONGEST_NAME).replaceAll('`', "'").replaceAll('|', '¦');
  return text === '' ? '""' : `\`${text}\``;
}

/** A link; `target` is a URL or a path, whose characters cannot end the link. */
export function link(label: string, target: string): string {
  const safe = target.replace(/[\s<>()[\]\\"'`|*_]/gu, (character) =>
    character < '\u0080'
      ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
      : encodeURIComponent(character),
  );
  return isSafe(safe) ? `[${plain(label)}](${safe})` : plain(label);
}

/** Paths, files and web pages only: a link runs no command. */
function isSafe(target: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(target)?.[1]?.toLowerCase();
  return scheme === undefined || !['command', 'javascript', 'data', 'vbscript'].includes(scheme);
}

/** The first few, and how many more there are. */
export function folded(parts: readonly string[], most: number, separator = ', '): string {
  if (parts.length <= most) return parts.join(separator);
  return `${parts.slice(0, most).join(separator)}${separator}… and ${parts.length - most} more`;
}

/** List items, the last of which says how many were left out. */
export function foldedLines(lines: readonly string[], most: number): readonly string[] {
  const items = lines.map((line) => `- ${line}`);
  return items.length <= Math.max(most, 1)
    ? items
    : [
        ...items.slice(0, Math.max(most - 1, 1)),
        `- … and ${items.length - Math.max(most - 1, 1)} more`,
      ];
}

/** Paragraphs, tables and lists with a blank line between each; those without lines are left out. */
export function blocks(...parts: readonly (string | readonly string[] | undefined)[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : (part ?? []).join('\n')))
    .filter((part) => part !== '')
    .join('\n\n');
}

/**
 * A table; cells are Markdown already. Editors leave hardly a gap between the columns of a hover: headings bring one along.
 *
 * @param rule of each column but the first
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  rule: '---' | '---:' = '---',
): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(head.map((title, index) => (index === 0 ? title : `&emsp;${title}`))),
    line(head.map((_, index) => (index === 0 ? '---' : rule))),
    ...rows.map(line),
  ];
}

/** A table of numbers, which stand beneath each other. */
export function tableOfCounts(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return table(head, rows, '---:');
}

function shortened(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

/** Words of visible ASCII with one space between them: nearly every text. */
const VISIBLE = /^[!-~]+(?: [!-~]+)*$/;

function visible(text: string): string {
  if (VISIBLE.test(text)) return text;
  return text
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .trim()
    .replace(/[\p{Cc}\p{Cs}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '\uFFFD');
}
