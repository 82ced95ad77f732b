import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  parseChange,
  parseExpectation,
  readPrincipal,
  readReference,
  readUser,
} from '../../../grammar/src/index.js';
import { applyEdits, replaceInBlock } from '../../../server/src/core/features/edit-scalar.js';
import { renamedParts } from '../../../server/src/core/features/navigation/rename-text.js';
import {
  nameScalars,
  type ScalarForm,
} from '../../../server/src/core/features/navigation/scalar-at.js';
import { shapeOf, spotsIn } from '../../../server/src/core/features/navigation/spots.js';
import { readBlock } from '../../../server/src/core/syntax/read-block.js';
import type { Block } from '../../../server/src/core/syntax/tree.js';
import { runs } from '../../support/runs.js';
import { names } from './any-name.js';

type Kind = 'user' | 'space' | 'item' | 'role';

/** A scalar that holds OLD once or more, in a block of a section. */
type Case = readonly [section: string, kind: Kind, form: ScalarForm, text: string];

const sentence = (kind: Kind, form: 'expectation' | 'change', written: string): Case => [
  'tests',
  kind,
  form,
  `  t:\n    ${form === 'change' ? 'given' : 'expect'}:\n      - ${written}\n      - nobody can\n`,
];

const CASES: readonly Case[] = [
  ['spaces', 'user', 'principal', '  S:\n    members: { OLD: can view }\n'],
  ['spaces', 'user', 'principal', '  S:\n    members:\n      user OLD: can view\n'],
  ['spaces', 'user', 'principal', '  S:\n    apps: { A: { shares: { "group OLD": can view } } }\n'],
  ['spaces', 'user', 'user', '  S: { owner: OLD }\n'],
  ['spaces', 'user', 'user', "  S:\n    created-by: 'user OLD'\n"],
  ['spaces', 'user', 'user', '  S:\n    created-by: >-\n      user\n      OLD\n    type: x\n'],
  ['groups', 'user', 'user', '  g:\n    members:\n    - OLD # c\n    - x\n'],
  ['spaces', 'space', 'reference', '  S: { apps: { A: { uses: [OLD, x] } } }\n'],
  ['spaces', 'space', 'reference', '  S:\n    apps:\n      A: { published-from: OLD/x }\n'],
  ['spaces', 'item', 'reference', '  S:\n    apps:\n      A: { published-from: x/OLD }\n'],
  ['spaces', 'item', 'reference', '  S:\n    apps:\n      A: { published-from: "x/app:OLD" }\n'],
  sentence('user', 'expectation', 'OLD can app.open on S'),
  sentence('user', 'expectation', 'OLD, "OLD" and \'OLD\' cannot app.open on S because role'),
  sentence('user', 'expectation', '"group OLD and user OLD can \\"Open an app\\" on S"'),
  sentence('user', 'expectation', "'nobody except ''OLD'' can app.open on ''S/x'''"),
  sentence('user', 'expectation', '>-\n        only x, OLD\n        can app.open\n        on S'),
  sentence('user', 'change', 'remove OLD from group OLD'),
  sentence('user', 'change', 'add OLD to S as can view, can edit'),
  sentence('user', 'change', 'make OLD owner of S'),
  sentence('user', 'change', 'make OLD basic'),
  sentence('user', 'change', 'give OLD Big Role'),
  sentence('role', 'change', 'give x OLD'),
  sentence('role', 'change', 'take OLD from x'),
  sentence('role', 'expectation', 'every OLD, x and every "OLD" can app.open on S'),
  sentence('space', 'expectation', 'x can app.open in OLD, "OLD", OLD/x and "OLD/x"'),
  sentence('space', 'expectation', "members of OLD can app.publish on 'OLD/app:x' to OLD"),
  sentence('space', 'change', 'move OLD/x to OLD'),
  sentence('item', 'expectation', 'x can app.open on S/OLD, "S/OLD", "S/app:OLD" because owner'),
  sentence('item', 'change', '|\n        delete S/OLD'),
];

/** Every text of a block, with what it says where it holds names. */
function meaning(block: Block, textOf: (text: string) => string): readonly string[] {
  return block.entries.flatMap((entry) =>
    [...nameScalars(entry)].map(({ scalar: { value }, form }) => {
      const tree = treeOf(form, value);
      return tree === undefined ? value : shapeOf(tree, ({ text }) => textOf(text));
    }),
  );
}

function treeOf(form: ScalarForm, value: string): Parameters<typeof shapeOf>[0] {
  const parsers = {
    name: () => undefined,
    user: () => readUser(value).tree,
    principal: () => readPrincipal(value, { link: true }).tree,
    reference: () => readReference(value).tree,
    expectation: () => parseExpectation(value).tree,
    change: () => parseChange(value).tree,
  };
  const tree = parsers[form]();
  if (tree === undefined) return undefined;
  // Whether `user` is written doesn't matter.
  return { ...tree, ...('explicit' in tree && { explicit: true }) } as Parameters<
    typeof shapeOf
  >[0];
}

/** The text of a case with OLD renamed. */
function renamedCase([section, kind, , text]: Case, name: string): string {
  const block = readBlock(text, section);
  const changes = new Map(
    block.entries.flatMap((entry) =>
      [...nameScalars(entry)].flatMap((each) => {
        const tree = treeOf(each.form, each.scalar.value);
        const spots = tree === undefined ? [] : [...spotsIn(tree)];
        const spans = spots.flatMap((spot) => (spot.name.text === 'OLD' ? spot.span : []));
        if (spans.length === 0) return [];
        const parts = renamedParts(each, spans, {
          text: name,
          isPhrase: kind === 'role',
          ...(kind === 'item' && { content: { kind: 'app', mustState: false } }),
        });
        assert.ok(parts, `${name} in ${text}`);
        return [[each.scalar, parts] as const];
      }),
    ),
  );
  assert.ok(changes.size > 0, text);
  const edits = replaceInBlock(block, changes);
  assert.ok(edits, `${name} in ${text}`);
  return applyEdits(text, edits);
}

describe('renamedParts', () => {
  it('writes any name so that it reads as one, and changes nothing else', () => {
    const check = fc.property(
      fc.constantFrom(...CASES),
      names,
      fc.boolean(),
      (each, name, crlf) => {
        const [section, kind, form, lf] = each;
        if (kind === 'space' && name.includes('/')) return;
        const text = crlf ? lf.replaceAll('\n', '\r\n') : lf;
        const after = readBlock(renamedCase([section, kind, form, text], name), section);
        const wanted = meaning(readBlock(text, section), (old) => (old === 'OLD' ? name : old));
        assert.deepEqual(
          meaning(after, (now) => now),
          wanted,
        );
      },
    );
    fc.assert(check, { numRuns: runs(200) });
  });

  it('quotes no more than it must', () => {
    const shown: readonly (readonly [index: number, name: string, line: string])[] = [
      [0, 'a b', '    members: { a b: can view }'],
      [0, 'everyone', '    members: { user everyone: can view }'],
      [1, 'everyone', '      user everyone: can view'],
      [0, 'a, b', '    members: { "a, b": can view }'],
      [8, 'A B', '      A: { published-from: A B/x }'],
      [9, 'script:x', '      A: { published-from: x/app:script:x }'],
      [11, 'bea', '      - bea can app.open on S'],
      [11, 'a b', `      - '"a b" can app.open on S'`],
      [13, 'a b', `      - "group 'a b' and user 'a b' can \\"Open an app\\" on S"`],
      [16, "o'x", `      - remove "o'x" from group "o'x"`],
      [24, 'A B', '      - x can app.open in "A B", "A B", "A B/x" and "A B/x"'],
    ];
    for (const [index, name, line] of shown) {
      const each = CASES[index];
      assert.ok(each);
      assert.ok(renamedCase(each, name).split('\n').includes(line), renamedCase(each, name));
    }
  });
});
