import { type OpenPolicy, openPolicy, readPolicyFile } from '../check.js';
import { type Grant, type Group, principalText, type Space } from '../model/world.js';
import { aside } from '../model/aside.js';
import type { FileEdit } from './apply.js';

/** Edits that are further apart than so many characters are made one after the other. */
const FAR = 4000;

/** What edits of its files would make of a policy; `changes` tells what isn't as it was. Edits of one file stand apart. */
export function afterEdits(policy: OpenPolicy, edits: readonly FileEdit[]): OpenPolicy {
  let now: OpenPolicy | undefined;
  for (const some of inBunches(edits)) {
    const before = now ?? { ...policy, policy: aside(policy.policy) };
    const files = before.policy.files.map((file) => {
      const own = some.filter(({ path }) => path === file.path);
      if (own.length === 0) return file;
      const text = own.reduce(
        (source, { span, newText }) => source.edit(span, newText),
        file.tree.source,
      );
      return readPolicyFile({ path: file.path, text }, file);
    });
    const { config, engine } = before;
    now = openPolicy(engine.matrix, files, config.file, before, now?.policy.changes);
  }
  return now ?? policy;
}

/** Edits of one file that stand close together, the last first, so that the places of the others stay: what is between them is read. */
function inBunches(edits: readonly FileEdit[]): readonly (readonly FileEdit[])[] {
  const bunches: FileEdit[][] = [];
  for (const edit of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    const bunch = bunches.find(([first]) => first?.path === edit.path);
    if (bunch === undefined || (bunch.at(-1)?.span.start ?? 0) - edit.span.end > FAR)
      bunches.unshift([edit]);
    else bunch.push(edit);
  }
  return bunches.reverse();
}

/** Whether edits have changed nothing that a policy says but of these spaces and groups, and brought in no mistake of YAML. */
export function changesOnly(
  before: OpenPolicy,
  after: OpenPolicy,
  spaces: ReadonlySet<string>,
  groups: ReadonlySet<string> = new Set(),
): boolean {
  const { changes, world: now } = after.policy;
  const { world } = before.policy;
  // What is looked up anew may say what it said.
  return (
    !changes.all &&
    !changes.roles &&
    [...changes.users].every((id) => saidOf(now.users.get(id)) === saidOf(world.users.get(id))) &&
    [...changes.groups].every(
      (id) =>
        groups.has(id) || saidOfGroup(now.groups.get(id)) === saidOfGroup(world.groups.get(id)),
    ) &&
    [...changes.spaces].every((name) => {
      const [is, was] = [now.spaces.get(name), world.spaces.get(name)];
      return spaces.has(name) || (is !== undefined && was !== undefined && saySame(is, was));
    }) &&
    mistakesIn(after) <= mistakesIn(before)
  );
}

function mistakesIn({ policy }: OpenPolicy): number {
  return policy.files.reduce(
    (sum, { tree }) => sum + tree.list.reduce((count, { problems }) => count + problems.length, 0),
    0,
  );
}

/** Whether two spaces say the same, wherever their lines stand, and whatever the order of their grants. */
export function saySame(one: Space, other: Space): boolean {
  return saidOf(inOrder(one)) === saidOf(inOrder(other));
}

function saidOfGroup(group: Group | undefined): string {
  return saidOf(group && { ...group, members: [...group.members.keys()] });
}

function inOrder(space: Space): unknown {
  const grants = (list: readonly Grant[]): readonly string[] =>
    list
      .map(({ principal, roles }) => {
        const ids = roles.map(({ role }) => role.id).sort();
        return JSON.stringify([principal.kind, principalText(principal), ids]);
      })
      .sort();
  const items = space.items.map((item) => ({ ...item, shares: grants(item.shares) }));
  return { ...space, members: grants(space.members), items };
}

function saidOf(thing: unknown): string {
  return JSON.stringify([thing], (key, value: unknown) => (isPlace(key) ? undefined : value));
}

/** Whether a part tells where something stands. */
function isPlace(key: string): boolean {
  return key === 'origin' || key.endsWith('Origin');
}
