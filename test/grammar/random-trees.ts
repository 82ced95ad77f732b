/** Random trees of sentences; places in them are none. */
import fc from 'fast-check';
import {
  CONTENT_KINDS,
  ENTITLEMENTS,
  RESERVED,
  type ChangeNode,
  type ExpectationNode,
} from '../../grammar/src/index.js';
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
/** Expectations in every form. */
export const expectation: fc.Arbitrary<ExpectationNode> = fc
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
/** Changes in every form. */
export const change: fc.Arbitrary<ChangeNode> = fc.oneof(
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
