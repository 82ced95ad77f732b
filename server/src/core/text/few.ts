const MOST = 3;

/** The first few of a list of names, and how many there are besides: `anna, ali, kim and 4 more`. */
export function few(names: readonly string[]): string {
  if (names.length <= 1) return names.join('');
  if (names.length <= MOST) return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
  return `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`;
}
