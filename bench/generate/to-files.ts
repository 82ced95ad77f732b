/** One entry of a section, in lines. */
export interface Entry {
  readonly section: 'groups' | 'roles' | 'spaces' | 'tenant' | 'tests' | 'users';
  readonly lines: readonly string[];
}

export interface PolicyText {
  /** Relative to the policy's root. */
  readonly path: string;
  readonly text: string;
}

/** Entries in files of about as many lines. The first is the policy's root file. */
export function toFiles(entries: readonly Entry[], linesPerFile: number): readonly PolicyText[] {
  const files: PolicyText[] = [];
  let lines: string[] = ['spaceward: 1'];
  let section: Entry['section'] | undefined;
  let first: Entry['section'] = 'tenant';
  const finish = (): void => {
    const number = String(files.length).padStart(4, '0');
    const path = files.length === 0 ? 'tenant' : `${first}/${first}-${number}`;
    files.push({ path: `${path}.spaceward.yaml`, text: `${lines.join('\n')}\n` });
    lines = [];
    section = undefined;
  };
  for (const entry of entries) {
    if (lines.length >= linesPerFile) finish();
    if (lines.length === 0) first = entry.section;
    if (section !== entry.section) {
      if (lines.length > 0) lines.push('');
      lines.push(`${entry.section}:`);
      section = entry.section;
    }
    for (const line of entry.lines) lines.push(line);
  }
  finish();
  return files;
}
