/** How names of the permission tables are compared: letter case, Unicode form and runs of blanks don't tell them apart. */
export function looseKey(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
