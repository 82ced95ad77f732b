import { type Checked, checkOpened, readPolicyFile, withEngine } from '../../check.js';
import { buildPolicy } from '../../model/build.js';
import { BlockReadings } from '../../model/file-reading.js';
import { nameKey } from '../../model/world.js';
import { applyEdits } from '../edit-scalar.js';
import { NameIndex, type NamePlace } from '../name-index.js';
import type { Snapshot } from '../snapshot.js';
import { contentOf } from './moved.js';
import type { FileEdit } from './rename.js';

/** Why a rename would change what the policy says; undefined where it only changes the name. */
export function unsafe(
  { matrix }: Snapshot<Checked>,
  checked: Checked,
  before: NameIndex,
  renamed: NamePlace,
  name: string,
  edits: readonly FileEdit[],
): string | undefined {
  const { config } = checked;
  const changed = checked.policy.files.map((file) => {
    const own = edits.filter(({ path }) => path === file.path);
    if (own.length === 0) return file;
    const inOrder = [...own].sort((a, b) => a.span.start - b.span.start);
    return readPolicyFile({ path: file.path, text: applyEdits(file.tree.text, inOrder) });
  });
  // What is read of the files that stay goes with this check.
  const readings = new BlockReadings(new Map());
  const policy = buildPolicy(matrix, changed, undefined, undefined, readings);
  const after = checkOpened(withEngine(matrix, policy, config));
  const strayed = strayedMessage(before, new NameIndex(after), renamed, name);
  if (strayed !== undefined) return strayed;
  const rule = newProblem(checked, after);
  return rule && `with the name ${name}, the policy would break the rule ${rule}`;
}

/** What is said of the first name that means something else after the rename. */
function strayedMessage(
  before: NameIndex,
  after: NameIndex,
  renamed: NamePlace,
  name: string,
): string | undefined {
  // Names that nothing has are left out: in a sentence that the rename mends there may be more of them.
  const found = before.names.filter(({ id }) => id !== undefined);
  const now = after.names.filter(({ id }) => id !== undefined);
  const strayed = found.find((place, i) => {
    const at = now[i];
    return (
      at?.path !== place.path || at.kind !== place.kind || at.id !== newId(place, renamed, name)
    );
  });
  if (strayed === undefined && found.length === now.length) return undefined;
  const taken = before.names.find(
    ({ id, kind, text }) =>
      id === undefined && kind === renamed.kind && nameKey(text) === nameKey(name),
  );
  if (taken !== undefined)
    return `${name} is used in ${taken.path} already, although nothing is named so: it would mean what is renamed`;
  const { text, path } = strayed ?? renamed;
  return `with the name ${name}, ${text} in ${path} would mean something else`;
}

/** The identity of what stands at a place, after the rename. */
function newId(place: NamePlace, renamed: NamePlace, name: string): string | undefined {
  const key = nameKey(name);
  const { kind, id } = place;
  if (id === undefined) return undefined;
  if (renamed.kind === 'space' && kind === 'content') {
    const content = contentOf(id);
    return content.space === renamed.id ? `${key}/${content.kind}:${content.name}` : id;
  }
  if (kind !== renamed.kind || id !== renamed.id) return id;
  if (kind === 'tenant role') return key.toLowerCase();
  if (kind === 'test') return `${place.path}#${name}`;
  if (kind !== 'content') return key;
  const content = contentOf(id);
  return `${content.space}/${content.kind}:${key}`;
}

/** A rule that is broken more often in some file than before. */
function newProblem(before: Checked, after: Checked): string | undefined {
  const was = counts(before);
  const is = counts(after);
  const increase = (rule: string, path: string): number =>
    (is.get(`${rule} ${path}`) ?? 0) - (was.get(`${rule} ${path}`) ?? 0);
  // A sentence that the new name mends is read from then on, with whatever else is wrong in it.
  return after.diagnostics.find(
    ({ rule, path }) => increase(rule, path) > 0 && increase('statement-syntax', path) >= 0,
  )?.rule;
}

/** How often each rule is broken in each file. */
function counts({ diagnostics }: Checked): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (const { rule, path } of diagnostics) {
    const key = `${rule} ${path}`;
    result.set(key, (result.get(key) ?? 0) + 1);
  }
  return result;
}
