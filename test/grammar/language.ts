/**
 * The language a second time, written down from its definition alone: which words make a sentence, and
 * which is the first that no sentence could have where it stands. The parser is measured against it.
 */

type Test = (word: string) => boolean;
/** A place in the language: given the places that follow, the words that lead on. */
type Part = (after: Place) => Place;

interface Place {
  readonly ways: readonly { readonly test: Test; readonly to: () => Place }[];
  readonly ends: boolean;
}

const one =
  (test: Test): Part =>
  (after) => ({ ways: [{ test, to: () => after }], ends: false });
/** Asked for only when a word is read: a place may follow itself. */
const join = (places: readonly Place[]): Place => ({
  get ways() {
    return places.flatMap(({ ways }) => ways);
  },
  get ends() {
    return places.some(({ ends }) => ends);
  },
});
const either =
  (...parts: Part[]): Part =>
  (after) =>
    join(parts.map((part) => part(after)));
const all =
  (...parts: Part[]): Part =>
  (after) =>
    parts.reduceRight((next, part) => part(next), after);
const maybe =
  (part: Part): Part =>
  (after) =>
    join([part(after), after]);
const many =
  (part: Part): Part =>
  (after) => {
    const again: Place = {
      get ways() {
        return [...part(again).ways, ...after.ways];
      },
      get ends() {
        return after.ends;
      },
    };
    return again;
  };
const some = (part: Part): Part => all(part, many(part));

const reserved = new Set(
  'everyone group user can cannot could never because only nobody except and every members admins on in to from as a new'.split(
    ' ',
  ),
);
const isWord: Test = (text) => /^[\p{L}\p{M}\p{N}_.@+-]+$/u.test(text);
const isName: Test = (text) => isWord(text) && !reserved.has(text.toLowerCase());

const is = (...words: string[]): Part =>
  all(...words.map((word) => one((text) => text.toLowerCase() === word)));
const quoted = one((text) => /^(?:"(?:[^"]|"")+"|'(?:[^']|'')+')$/.test(text));
const name = one(isName);
const anyName = either(one(isWord), quoted);
const names = either(some(name), quoted);
const words = either(some(one(isWord)), quoted);

const separator = either(all(is(','), maybe(is('and'))), is('and'));
const reference = either(quoted, all(name, maybe(all(is('/'), name))));
const group = all(is('group'), anyName);
const user = all(is('user'), anyName);
const subject = either(
  is('everyone'),
  group,
  user,
  name,
  quoted,
  all(is('every'), names),
  all(is('members', 'of'), reference),
  is('admins'),
);
const subjects = all(subject, many(all(separator, subject)));
const affirmed = either(is('can'), is('could'));
const action = either(
  one((text) => isName(text) && text !== 'not'),
  quoted,
);
const space = all(is('a', 'new'), either(is('shared'), is('managed'), is('data')), is('space'));
const places = all(reference, either(all(is('to'), reference), many(all(separator, reference))));
const expectation = all(
  either(
    all(subjects, either(is('can'), is('cannot'), all(is('could'), maybe(is('never'))))),
    all(is('only'), subjects, affirmed),
    all(is('nobody'), maybe(all(is('except'), subjects)), affirmed),
  ),
  all(action, many(all(separator, action))),
  either(is('on'), is('in')),
  either(space, places),
  maybe(all(is('because'), words)),
);

const principal = either(
  is('everyone'),
  is('anyone', 'with', 'the', 'link'),
  group,
  user,
  name,
  quoted,
);
const change = either(
  all(is('remove'), principal, maybe(all(is('from'), either(group, reference)))),
  all(
    is('add'),
    principal,
    is('to'),
    either(group, all(reference, is('as'), words, many(all(is(','), words)))),
  ),
  all(is('delete'), reference),
  all(is('move'), reference, is('to'), reference),
  all(is('give'), principal, names),
  all(is('take'), names, is('from'), principal),
  all(
    is('make'),
    principal,
    either(
      all(is('owner', 'of'), reference),
      ...['full', 'basic', 'professional', 'analyzer', 'none', 'unknown'].map((word) => is(word)),
    ),
  ),
);

const end: Place = { ways: [], ends: true };
const starts = { expectation: expectation(end), change: change(end) };

/**
 * The number of the first word that cannot stand where it does; the number of words if the sentence
 * ends too early; nothing if it is one of the language.
 */
export function firstWrong(
  kind: 'expectation' | 'change',
  sentence: readonly string[],
): number | undefined {
  let place = starts[kind];
  for (const [index, word] of sentence.entries()) {
    const ways = place.ways.filter(({ test }) => test(word));
    if (ways.length === 0) return index;
    place = join(ways.map(({ to }) => to()));
  }
  return place.ends ? undefined : sentence.length;
}
