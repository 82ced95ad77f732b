/** Titles of actions. */

/** `Section > Title`. */
export function titleOf(text: string): { text: string; section?: string } {
  const arrow = /\s>\s/.exec(text);
  const section = arrow && text.slice(0, arrow.index).trim();
  const title = arrow && text.slice(arrow.index + arrow[0].length).trim();
  return section && title ? { section, text: title } : { text };
}
