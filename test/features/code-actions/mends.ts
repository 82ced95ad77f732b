/** Code actions applied: what they change must be what they say. */
import assert from 'node:assert/strict';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { decide } from '../../../server/src/core/decide/decide.js';
import type { Engine } from '../../../server/src/core/decide/engine.js';
import { personText } from '../../../server/src/core/decide/person.js';
import type { ItemTarget, Person } from '../../../server/src/core/decide/types.js';
import { applyFileEdits } from '../../../server/src/core/features/apply.js';
import { type CodeAction, codeActionsAt } from '../../../server/src/core/features/code-actions.js';
import { matrix } from '../../support/policy.js';
import { snapshotOf } from '../snapshot.js';

export const PATH = 'a.spaceward.yaml';
const OTHER = 'b.spaceward.yaml';

/** A checked policy of one or two files. */
export function read(texts: readonly string[]): Checked {
  const files = texts.map((text, i) => readPolicyFile({ path: i === 0 ? PATH : OTHER, text }));
  return checkPolicy(matrix, files);
}

/** The actions where `$0` stands in the first of the texts. */
export function actionsAt(
  texts: readonly string[],
  kinds?: readonly string[],
): readonly CodeAction[] {
  const [text = ''] = texts;
  const offset = text.indexOf('$0');
  const clean = [text.replace('$0', ''), ...texts.slice(1)];
  const policies = [read(clean)];
  return codeActionsAt(snapshotOf(...policies), PATH, { start: offset, end: offset }, kinds);
}

const known = new Map<string, ReadonlySet<string>>();

/** Everything that anybody is allowed anywhere, and what depends. */
function access({ engine, policy }: Checked): ReadonlySet<string> {
  // Tests say nothing of it.
  const text = policy.files.map(({ tree }) => tree.text.replace(/^tests:[^]*/mu, '')).join();
  const all = known.get(text) ?? accessOf(engine);
  known.set(text, all);
  return all;
}

function accessOf(engine: Engine): ReadonlySet<string> {
  const all = new Set<string>();
  const asked = engine.matrix.actions.filter(({ kind }) => kind !== 'data-product');
  for (const person of engine.people.everybody()) {
    const note = (verdict: string, what: string): void => {
      if (verdict !== 'denied') all.add(`${personText(person)}: ${verdict} ${what}`);
    };
    for (const space of engine.world.spaces.values())
      for (const item of [undefined, ...space.items]) {
        const target: ItemTarget =
          item === undefined ? { kind: 'foreign' } : { kind: 'item', item };
        for (const action of asked)
          note(
            engine.verdicts.at({ engine, person, action, space, target }),
            `${action.id} ${space.name}/${item?.name ?? ''}`,
          );
      }
    for (const type of ['shared', 'managed', 'data'] as const)
      note(creation(engine, person, type), `space.create ${type}`);
  }
  return all;
}

function creation(engine: Engine, who: Person, type: 'shared' | 'managed' | 'data'): string {
  const action = engine.matrix.action('space.create');
  assert.ok(action);
  const where = { kind: 'new-space', type } as const;
  return decide(engine, { who, asked: { kind: 'action', action }, where }).verdict;
}

/** An action at a place of a policy, and what must come of it. */
export interface Case {
  readonly text: string;
  readonly others?: readonly string[];
  /** The title of the action, or its beginning. */
  readonly title: string;
  /** What must stand in the files afterwards. */
  readonly result: string;
  /** Whose access changes: the people whom the title names, and no others. */
  readonly changes?: readonly string[];
  /** Rules that the policy may break afterwards and not before. */
  readonly besides?: readonly string[];
}

/** Applies an action and checks the policy again: its problem is gone, nothing else is wrong, nobody else's access changes. */
export function assertMends(one: Case): void {
  const { text, others = [], title, result, changes = [], besides = [] } = one;
  const texts = [text, ...others];
  const actions = actionsAt(texts);
  const action = actions.find((each) => each.title.startsWith(title));
  assert.ok(action, `${title} is not among ${actions.map((each) => each.title).join(' | ')}`);
  const clean = [text.replace('$0', ''), ...others];
  const before = read(clean);
  const files = clean.map((each, i) => ({ path: i === 0 ? PATH : OTHER, text: each }));
  const now = applyFileEdits(files, action.edits).map((file) => file.text);
  assert.ok(now.join('\n').includes(result), `${title}:\n${now.join('\n')}`);
  const after = read(now);
  assert.deepEqual(
    [...newProblems(before, after)].filter((rule) => !besides.includes(rule)),
    [],
    now.join('\n'),
  );
  const problem = action.diagnostic?.message;
  const left = after.diagnostics.filter(
    (each) => each.message === problem && each.suppressed === undefined,
  );
  const had = before.diagnostics.filter(({ message }) => message === problem);
  assert.equal(
    left.length,
    had.length - 1,
    `${title}: the problem is still there\n${now.join('\n')}`,
  );
  assert.deepEqual([...changedFor(before, after)].sort(), [...changes].sort(), title);
  assert.ok(!action.safe || changes.length === 0, `${title} is not safe`);
  for (const comment of clean.join('\n').match(/#.*$/gmu) ?? [])
    assert.ok(now.join('\n').includes(comment), `${title}: ${comment} is lost`);
}

function newProblems(before: Checked, after: Checked): readonly string[] {
  const known = before.diagnostics.map(({ rule }) => rule);
  return after.diagnostics.flatMap(({ rule, suppressed }) => {
    const at = known.indexOf(rule);
    if (at !== -1) known.splice(at, 1);
    return at !== -1 || suppressed !== undefined ? [] : [rule];
  });
}

/** Whose access differs, of all that anybody may do anywhere, for certain or perhaps. */
export function changedFor(before: Checked, after: Checked): readonly string[] {
  const [was, is] = [access(before), access(after)];
  const changed = [...was, ...is].filter((each) => was.has(each) !== is.has(each));
  return [...new Set(changed.map((each) => each.split(': ')[0] ?? ''))];
}

/** People. */
export const USERS = `tenant: { subscription: enterprise, entitlement: full } # the tenant
users: # people
  anna: {} # the owner
  ali: {}
  "Ann B": {}
groups:
  sales: { members: [ali] } # sellers
`;
/** People, and a space with two apps. */
export const SPACES = `${USERS}spaces:
  S: # the space
    type: shared
    owner: anna
    members: # who
      group sales: can view # all
    apps:
      KPI: { owner: anna } # numbers
      My App: { owner: anna }
`;
/** The same with a test of one sentence. */
export const test = (sentence: string): string =>
  `${SPACES}tests:\n  t: # a test\n    - ${sentence}\n`;
