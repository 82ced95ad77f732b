import assert from 'node:assert/strict';
import { itemTrap } from '../../../server/src/core/syntax/policy/item-trap.js';
import { readBlock } from '../../../server/src/core/syntax/read-block.js';

/** What is said of an item of a list, and the item with its fix. */
function trap(
  item: string,
  says: 'principal' | 'expectation' | 'change',
): readonly [message: string | undefined, fixed: string | undefined] {
  const head = '  T:\n    - ';
  const text = `${head}${item}\n`;
  const value = readBlock(text, 'tests').entries[0]?.value;
  const node = value?.kind === 'seq' ? value.items[0]?.value : undefined;
  assert.ok(node);
  const found = itemTrap(node, { kind: 'text', what: 'a user', says }, text);
  const { span, text: insert } = found?.fix ?? {};
  const fixed = span && `${text.slice(head.length, span.start)}${insert}${text.slice(span.end)}`;
  return [found?.message, fixed?.trimEnd()];
}

describe('an item that should be a text, and is a map', () => {
  const QUOTE = 'a colon with a space after it makes this a map: quote the whole of it';
  const COLON = 'a sentence has no colon here: take it away';

  it('knows a role behind a name', () => {
    for (const [written, wanted] of [
      ['ali: can view', 'ali'],
      ['"ali lind": has restricted view', '"ali lind"'],
      ["ali: 'can view, can operate'", 'ali'],
      ['ali: owner # never', 'ali # never'],
    ] as const) {
      const [message, fixed] = trap(written, 'principal');
      assert.match(message ?? '', /^expected a user, found a name with a role: write /u);
      assert.equal(fixed, wanted);
    }
    assert.deepEqual(trap('ali:', 'principal'), [
      'expected a user, found a name with a colon: write ali alone',
      'ali',
    ]);
  });

  it('knows a sentence that is one without its colon', () => {
    for (const [written, wanted, says = 'expectation'] of [
      ['ali: cannot app.open on S', 'ali cannot app.open on S'],
      ['group sales: could app.open on S', 'group sales could app.open on S'],
      ['only: ali can app.open on S', 'only ali can app.open on S'],
      ['ali can app.open on S because: owner', 'ali can app.open on S because owner'],
      ['ali: "can app.open on S"', 'ali can app.open on S'],
      ['"ali": can app.open on S', `'"ali" can app.open on S'`],
      ['Ali Lind: can app.open on S', `'"Ali Lind" can app.open on S'`],
      ['remove: ali', 'remove ali', 'change'],
      ['add ali to S as: can view', 'add ali to S as can view', 'change'],
    ] as const)
      assert.deepEqual(trap(written, says), [COLON, wanted]);
  });

  it('has all else quoted that is on one line', () => {
    for (const [written, wanted, says] of [
      ['anna can app.open on "Plan: B"', `'anna can app.open on "Plan: B"'`, 'expectation'],
      ['anna can app.open on "P: can B"', `'anna can app.open on "P: can B"'`, 'expectation'],
      ['Room: 12', '"Room: 12"', 'principal'],
      ['ali: can view', '"ali: can view"', 'change'],
    ] as const)
      assert.deepEqual(trap(written, says), [QUOTE, wanted]);
    for (const other of [
      'a: # note\n        can view',
      '? a\n      : can view',
      'a: can view\n      b: can view',
      'a: { b: can view }\n      c: d',
    ])
      assert.deepEqual(trap(other, 'principal'), [undefined, undefined], other);
  });
});
