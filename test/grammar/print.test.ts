/** Printing: what is printed is read as the same tree. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  CONTENT_KINDS,
  ENTITLEMENTS,
  isReserved,
  normalizeName,
  printChange,
  printExpectation,
  quoteName,
  RESERVED,
  type ChangeNode,
  type ExpectationNode,
} from '../../grammar/src/index.js';
import { corpus } from './corpus.js';
import { parse, plain } from './trees.js';
import { runs } from '../support/runs.js';
import { anyText } from '../support/any-text.js';

const span = { start: 0, end: 0 };
const bare = fc.constantFrom(
  'anna',
  'Finance',
  'of',
  'owner',
  'not',
  'Анна',
  '财务',
  'a-b.c',
  'full',
);
const awkward = fc
  .oneof(
    fc.constantFrom(...RESERVED),
    fc.constantFrom(
      'Finance Dev',
      `it's`,
      `"q"`,
      `'"`,
      'anyone with the link',
      '🙂',
      ' x ',
      'a, b',
      '#',
    ),
    anyText({ min: 1, max: 6 }),
  )
  .filter((text) => text.trim() !== '');
const text = fc.oneof(bare, awkward);
const name = text.map((each) => ({ text: each, span }));
const phrase = fc.oneof(
  name,
  fc.array(bare, { minLength: 1, maxLength: 3 }).map((words) => ({ text: words.join(' '), span })),
);
const principal = fc.oneof(
  fc.constant({ kind: 'everyone' as const, span }),
  name.map((each) => ({ kind: 'group' as const, name: each, span })),
  fc.tuple(name, fc.boolean()).map(([each, explicit]) => ({
    kind: 'user' as const,
    name: each,
    explicit,
    span,
  })),
);
const slashless = name.filter((each) => !each.text.includes('/'));
const item = fc.oneof(
  name.filter((each) => !/^[a-z-]+:/.test(each.text)).map((each) => ({ name: each })),
  fc
    .tuple(
      fc.constantFrom(...CONTENT_KINDS),
      name.filter((each) => !/^\s/.test(each.text)),
    )
    .map(([kind, each]) => ({ kind: { text: kind, span }, name: each })),
);
const reference = fc.oneof(
  slashless.map((space) => ({ space, span })),
  fc.tuple(slashless, item).map(([space, each]) => ({ space, item: each, span })),
);
const subject = fc.oneof(
  principal,
  fc.constant({ kind: 'admins' as const, span }),
  phrase.map((each) => ({ kind: 'every' as const, phrase: each, span })),
  reference.map((of) => ({ kind: 'members-of' as const, of, span })),
);
const action = fc.oneof(
  fc
    .constantFrom('app.open', 'space.delete')
    .map((id) => ({ form: 'id' as const, text: id, span })),
  text
    .filter((each) => !each.includes('>'))
    .map((title) => ({ form: 'title' as const, text: title, span })),
  fc.constant({ form: 'title' as const, text: 'Reload, "it" > x', section: 'Scripts', span }),
);
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 });
const target = fc.oneof(
  fc.constantFrom('shared' as const, 'managed' as const, 'data' as const).map((type) => ({
    kind: 'new-space' as const,
    type,
    span,
  })),
  some(reference).map((references) => ({ kind: 'references' as const, references, span })),
  fc.tuple(reference, reference).map(([from, to]) => ({
    kind: 'references' as const,
    references: [from],
    to,
    span,
  })),
);
const heads = fc.oneof(
  fc.record({
    quantifier: fc.constant('each' as const),
    subjects: some(subject),
    mode: fc.constantFrom(
      'can' as const,
      'cannot' as const,
      'could' as const,
      'could never' as const,
    ),
  }),
  fc.record({
    quantifier: fc.constant('only' as const),
    subjects: some(subject),
    mode: fc.constantFrom('can' as const, 'could' as const),
  }),
  fc.record({
    quantifier: fc.constant('nobody' as const),
    subjects: fc.array(subject, { maxLength: 3 }),
    mode: fc.constantFrom('can' as const, 'could' as const),
  }),
);
const expectation: fc.Arbitrary<ExpectationNode> = fc
  .tuple(heads, some(action), target, fc.option(phrase, { nil: undefined }))
  .map(([head, actions, where, because]) => ({
    kind: 'expectation',
    ...head,
    actions,
    target: where,
    ...(because && { because }),
    span,
  }));
const granted = fc.oneof(principal, fc.constant({ kind: 'link' as const, span }));
const groupPlace = name.map((each) => ({ kind: 'group' as const, name: each }));
const place = reference.map((each) => ({ kind: 'reference' as const, reference: each }));
const change: fc.Arbitrary<ChangeNode> = fc.oneof(
  granted.map((who) => ({ kind: 'remove' as const, principal: who, span })),
  fc
    .tuple(granted, fc.oneof(groupPlace, place))
    .map(([who, from]) => ({ kind: 'remove' as const, principal: who, from, span })),
  fc
    .tuple(
      granted,
      fc.oneof(
        groupPlace,
        fc.tuple(place, some(phrase)).map(([to, roles]) => ({ ...to, roles })),
      ),
    )
    .map(([who, to]) => ({ kind: 'add' as const, principal: who, to, span })),
  reference.map((what) => ({ kind: 'delete' as const, what, span })),
  fc.tuple(reference, reference).map(([what, to]) => ({ kind: 'move' as const, what, to, span })),
  fc
    .tuple(granted, phrase)
    .map(([who, role]) => ({ kind: 'give' as const, principal: who, role, span })),
  fc
    .tuple(phrase, granted)
    .map(([role, who]) => ({ kind: 'take' as const, role, principal: who, span })),
  fc
    .tuple(granted, reference)
    .map(([who, of]) => ({ kind: 'make-owner' as const, principal: who, of, span })),
  fc.tuple(granted, fc.constantFrom(...ENTITLEMENTS)).map(([who, word]) => ({
    kind: 'make-entitled' as const,
    principal: who,
    entitlement: { text: word, span },
    span,
  })),
);

const print = (tree: ExpectationNode | ChangeNode) =>
  tree.kind === 'expectation' ? printExpectation(tree) : printChange(tree);

function comesBack(kind: 'expectation' | 'change', tree: ExpectationNode | ChangeNode): void {
  const printed = print(tree);
  const { tree: again, problems } = parse(kind, printed);
  assert.deepEqual(problems, [], printed);
  assert.deepEqual(plain(again), plain(tree), printed);
}

describe('printing', () => {
  it('gives expectations that are read as the same tree', () => {
    fc.assert(
      fc.property(expectation, (tree) => {
        comesBack('expectation', tree);
      }),
      { numRuns: runs(200) },
    );
  });

  it('gives changes that are read as the same tree', () => {
    fc.assert(
      fc.property(change, (tree) => {
        comesBack('change', tree);
      }),
      { numRuns: runs(200) },
    );
  });

  it('is canonical: printing what was printed changes nothing', () => {
    for (const { kind, words } of corpus) {
      const { tree } = parse(kind, words.join(' '));
      assert.ok(tree);
      const once = print(tree);
      const { tree: again } = parse(kind, once);
      assert.ok(again);
      assert.equal(print(again), once);
    }
  });

  it('writes one way only', () => {
    const { tree } = parse(
      'expectation',
      `only 'anna' , "Anna Lind" , and admins can "Open" in Finance / KPI because "owner"`,
    );
    assert.ok(tree);
    assert.equal(
      print(tree),
      'only anna, "Anna Lind" and admins can "Open" on Finance/KPI because owner',
    );
  });
});

describe('quoteName', () => {
  it('quotes only where it must', () => {
    const written = {
      anna: 'anna',
      'anna@acme.example': 'anna@acme.example',
      Анна: 'Анна',
      Can: '"Can"',
      'Finance Dev': '"Finance Dev"',
      'a/b': '"a/b"',
      'say "hi"': `'say "hi"'`,
      [`it's "x"`]: `"it's ""x"""`,
      '': '""',
    };
    for (const [text, expected] of Object.entries(written)) assert.equal(quoteName(text), expected);
    for (const word of RESERVED) assert.ok(isReserved(word) && quoteName(word) === `"${word}"`);
  });
});

describe('normalizeName', () => {
  it('composes what Unicode can compose, and keeps letter case', () => {
    assert.equal(normalizeName('E\u0301te'), '\u00c9te');
    assert.notEqual(normalizeName('Anna'), normalizeName('anna'));
  });
});
