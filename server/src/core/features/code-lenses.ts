import type { OpenPolicy } from '../check.js';
import type { Keyed } from '../model/file-reading.js';
import { nameKey, type Space } from '../model/world.js';
import { shareCounts } from '../rules/share-limits.js';
import type { ReadSpace } from '../syntax/policy/reading.js';
import type { Block } from '../syntax/tree.js';
import type { Span } from '../text/span.js';
import { counted, gauge } from './counted.js';
import { groupMembers, peopleIn } from './group-members.js';
import { resultOf } from './result-of.js';
import { policyOf, type Snapshot, treeOf } from './snapshot.js';
import { testSummary } from './test-summary.js';

/** What a line above an entry is about. */
export type LensSubject =
  | { readonly kind: 'members of space'; readonly space: string }
  | { readonly kind: 'members of group'; readonly group: string }
  | { readonly kind: 'shares of space'; readonly space: string }
  | { readonly kind: 'shares of app'; readonly space: string; readonly app: string }
  | { readonly kind: 'test'; readonly test: string };

/** A line above an entry. */
export interface CodeLens {
  /** The name that it is about, in the file. */
  readonly span: Span;
  readonly subject: LensSubject;
}

/** What there is to say above the entries of a file. What it is, is told one by one: see `lensTitle`. */
export function codeLenses(snapshot: Snapshot, path: string): readonly CodeLens[] {
  const open = policyOf(snapshot, path);
  const tree = treeOf(open, path);
  if (open === undefined || tree === undefined) return [];
  const { readings } = open.policy.memo;
  const lenses: CodeLens[] = [];
  tree.list.forEach((block, index) => {
    // Most blocks of a large policy are those of users.
    if (block.section === 'users' || block.section === 'roles') return;
    const start = tree.starts[index] ?? 0;
    for (const entry of readings.of(block).entries)
      for (const { span, subject } of lensesOf(open, block, entry))
        lenses.push({ span: { start: start + span.start, end: start + span.end }, subject });
  });
  return lenses;
}

/** The lines above one entry; spans count from the start of its block. Of what is stated twice, the first counts. */
function* lensesOf(open: OpenPolicy, block: Block, { key, read }: Keyed): Iterable<CodeLens> {
  const { world } = open.policy;
  const { span } = read.key.origin;
  switch (read.kind) {
    case 'group':
      if (world.groups.get(key)?.origin.block === block)
        yield { span, subject: { kind: 'members of group', group: key } };
      return;
    case 'space': {
      const space = world.spaces.get(key);
      if (space?.origin.block === block) yield* inSpace(space, read);
      return;
    }
    case 'test':
      yield { span, subject: { kind: 'test', test: read.key.text } };
      return;
    case 'user':
    case 'role':
  }
}

function* inSpace({ name: space, type, items }: Space, read: ReadSpace): Iterable<CodeLens> {
  const { span } = read.key.origin;
  if (type === 'personal') return;
  yield { span, subject: { kind: 'members of space', space } };
  const apps = items.filter(({ kind, shares }) => kind === 'app' && shares.length > 0);
  if (apps.length === 0) return;
  yield { span, subject: { kind: 'shares of space', space } };
  for (const { name: app, origin } of apps)
    if (origin !== undefined)
      yield { span: origin.span, subject: { kind: 'shares of app', space, app } };
}

/** What is said of a subject; undefined where it is there no more. */
export function lensTitle(
  snapshot: Snapshot,
  path: string,
  subject: LensSubject,
): string | undefined {
  const open = policyOf(snapshot, path);
  if (open === undefined) return undefined;
  const { world } = open.policy;
  switch (subject.kind) {
    case 'members of group': {
      const group = world.groups.get(nameKey(subject.group));
      if (group === undefined) return undefined;
      const others = group.othersUnknown ? ', and others that the policy does not state' : '';
      const off = world.tenant.groupsEnabled ? '' : ' (groups are switched off)';
      return `${counted(groupMembers(open.engine, group).length, 'member')}${others}${off}`;
    }
    case 'members of space': {
      const space = world.spaces.get(nameKey(subject.space));
      return space && membersTitle(open, space);
    }
    case 'shares of space':
    case 'shares of app': {
      const space = world.spaces.get(nameKey(subject.space));
      return space && sharesTitle(open, space, subject);
    }
    case 'test': {
      const test = open.policy.tests.find(
        ({ key }) => key.text === subject.test && open.locate(key.origin)?.path === path,
      );
      return test && testSummary(resultOf(open, test));
    }
  }
}

/** `2 users, 1 group: 14 people`. */
function membersTitle({ engine }: OpenPolicy, space: Space): string {
  const of = (kind: string): number =>
    space.members.filter(({ principal }) => principal.kind === kind).length;
  const [users, groups] = [of('user'), of('group')];
  const parts = [
    ...(of('everyone') > 0 ? ['everyone'] : []),
    ...(users > 0 ? [counted(users, 'user')] : []),
    ...(groups > 0 ? [counted(groups, 'group')] : []),
  ];
  if (parts.length === 0) return 'no members';
  const listed = `members: ${parts.join(', ')}`;
  if (groups === 0 || of('everyone') > 0) return listed;
  const { users: people, isAll } = peopleIn(engine, space);
  return `${listed} (${isAll ? '' : 'at least '}${counted(people.size, 'person', 'people')})`;
}

function sharesTitle(
  { config }: OpenPolicy,
  space: Space,
  subject: Extract<LensSubject, { kind: 'shares of space' | 'shares of app' }>,
): string | undefined {
  const origin =
    subject.kind === 'shares of space'
      ? space.origin
      : space.items.find(({ kind, name }) => kind === 'app' && name === subject.app)?.origin;
  for (const { count, limit, origin: of } of shareCounts(space, config.limits))
    if (of === origin) return gauge(count, limit);
  return undefined;
}
