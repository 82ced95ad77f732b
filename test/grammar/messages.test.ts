/** What is said, and offered, about the usual mistakes. */
import assert from 'node:assert/strict';
import { leaves, parse } from './trees.js';

/** A mistake: the sentence with the problem's place in brackets, what is said, the sentence as mended. */
type Case = readonly [marked: string, message: string, mended?: string];

const inExpectations: Case[] = [
  [
    'anna [cann] app.open on Finance',
    'expected can, cannot or could after the subject, found "cann"; did you mean can?',
    'anna can app.open on Finance',
  ],
  [
    'ony [anna] can app.open on Finance',
    'expected can, cannot or could after the subject, found "anna"; did you mean only instead of "ony"?',
    'only anna can app.open on Finance',
  ],
  [
    'anna can app.open on Finance [Dev] because member',
    'expected to, because or the end of the sentence after the target, found "Dev"; names with spaces are quoted: "Finance Dev"',
    'anna can app.open on "Finance Dev" because member',
  ],
  [
    'anna can app.open on Finance [Dev]/KPI to Sales',
    'expected to, because or the end of the sentence after the target, found "Dev"; names with spaces are quoted as a whole: "Finance Dev/KPI"',
    'anna can app.open on "Finance Dev/KPI" to Sales',
  ],
  [
    'anna can app.open on "Finance Dev"[/]KPI',
    'expected to, because or the end of the sentence after the target, found "/"; names with spaces are quoted as a whole: "Finance Dev/KPI"',
    'anna can app.open on "Finance Dev/KPI"',
  ],
  [
    "anna can app.open on Beginner[']s",
    'expected to, because or the end of the sentence after the target, found "\'"; names with other characters than letters, digits and _ . @ + - are quoted: "Beginner\'s"',
    'anna can app.open on "Beginner\'s"',
  ],
  [
    'anna can Open [an] app on Finance',
    'expected on or in after the action, found "an"; names with spaces are quoted: "Open an app"',
    'anna can "Open an app" on Finance',
  ],
  [
    'anna can app.open on ["Finance Dev because member]',
    'this quote is never closed: expected another " after the name',
    'anna can app.open on "Finance Dev" because member',
  ],
  [
    "anna can app.open on ['Finance Dev]",
    "this quote is never closed: expected another ' after the name",
    'anna can app.open on "Finance Dev"',
  ],
  [
    'anna can app.open[]',
    'the target is missing: expected on or in, with a space or an item, after the action, but the sentence ends',
  ],
  [
    'anna can app.open [because] member',
    'the target is missing: expected on or in, with a space or an item, after the action, found "because"',
  ],
  [
    'only anna [cannot] app.open on Finance',
    'expected can or could, found "cannot"; only says who can, and that nobody else can',
  ],
  [
    'nobody [cannot] app.open on Finance',
    'expected can or could, found "cannot"; nobody already says that they cannot',
    'nobody can app.open on Finance',
  ],
  [
    'nobody could [never] app.open on Finance',
    'expected an action after could, found "never"; nobody already says that they cannot',
  ],
  [
    'anna can [not] app.open on Finance',
    'expected an action after can, found "not"; the opposite of can is cannot',
    'anna cannot app.open on Finance',
  ],
  [
    'anna can [never] app.open on Finance',
    'expected an action after can, found "never"; the opposite of can is cannot',
    'anna cannot app.open on Finance',
  ],
  [
    "anna can[']t app.open on Finance",
    'write cannot: its short form is no word of the language',
    'anna cannot app.open on Finance',
  ],
  [
    'everyone CAN[\u2019]T app.open, app.share on "Ali\u2019s"',
    'write cannot: its short form is no word of the language',
    'everyone cannot app.open, app.share on "Ali\u2019s"',
  ],
  [
    'anna could [not] app.open on Finance',
    'expected never or an action after could, found "not"; the opposite of could is could never',
    'anna could never app.open on Finance',
  ],
  [
    'anna can app.open on [new] because member',
    'expected a space, an item or a new space after on, found "new"; "new" is a reserved word, and quoted where it is a name: "new"',
    'anna can app.open on "new" because member',
  ],
  [
    'anna can [can] app.open on Finance',
    'expected an action after can, found "can"; "can" stands twice',
    'anna can app.open on Finance',
  ],
  [
    'anyone [with] the link can app.open on Finance',
    'expected can, cannot or could after the subject, found "with"; anyone with the link can only stand in shares',
  ],
  [
    '[can] app.open on Finance',
    'expected only, nobody, a user, a group or another subject, found "can"',
  ],
  [
    'members [Finance] can app.open on Finance',
    'expected of after members, found "Finance"',
    'members of Finance can app.open on Finance',
  ],
  [
    'anna can app.open [Finance]',
    'expected on or in after the action, found "Finance"',
    'anna can app.open on Finance',
  ],
  ['anna can app.open on [""] because member', 'expected a name between the quotes'],
  ['anna can app.open on "Finance[/]"', 'expected an item after the slash'],
  ['anna can app.open on "[/]KPI"', 'expected a space before the slash'],
  ['anna can app.open on "Finance/[script:]"', 'expected an item after script:'],
  ['[]', 'expected an expectation, such as: anna can app.open on Finance'],
];

const inChanges: Case[] = [
  [
    'make anna [ownr] of Finance',
    'expected owner, full, basic, professional, analyzer, none or unknown after "anna", found "ownr"; did you mean owner?',
    'make anna owner of Finance',
  ],
  [
    'take Steward form ali[]',
    'expected from after "ali", but the sentence ends; did you mean from instead of "form"?',
    'take Steward from ali',
  ],
  [
    'remove anyone [wth] the link from Finance',
    'expected with, from or the end of the sentence after "anyone", found "wth"; did you mean with?',
    'remove anyone with the link from Finance',
  ],
  [
    'add Anna [Lind] to group finance',
    'expected to after "Anna", found "Lind"; names with spaces are quoted: "Anna Lind"',
    'add "Anna Lind" to group finance',
  ],
  [
    'add ali to sales[]',
    'expected as with a role after "sales", but the sentence ends; if it is a group, write: to group sales',
  ],
  ['add ali to sales/KPI[]', 'expected as after "KPI", but the sentence ends'],
  ['remove[]', 'expected a user, a group or everyone after "remove", but the sentence ends'],
  ['[]', 'expected a change, such as: remove anna from Finance'],
];

function check(kind: 'expectation' | 'change', [marked, message, mended]: Case): void {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const text = marked.slice(0, start) + marked.slice(start + 1, end + 1) + marked.slice(end + 2);
  const { problems } = parse(kind, text);
  assert.equal(problems.length, 1);
  const [problem] = problems;
  assert.equal(problem?.message, message);
  assert.deepEqual(problem.span, { start, end });
  const fix = problem.suggestion;
  const fixed = fix && text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end);
  assert.equal(fixed, mended);
  if (fixed !== undefined) assert.deepEqual(parse(kind, fixed).problems, []);
}

describe('two mistakes in a sentence', () => {
  it('are mended both, and the first is told', () => {
    const { tree, problems } = parse(
      'expectation',
      'anna can app.open on Finance Dev, Sales EMEA becuse member',
    );
    assert.deepEqual(
      leaves(tree).map(({ text }) => text),
      ['anna', 'app.open', 'Finance Dev', 'Sales EMEA', 'member'],
    );
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.suggestion?.text, '"Finance Dev"');
  });
});

describe('messages', () => {
  for (const one of inExpectations)
    it(one[0], () => {
      check('expectation', one);
    });
  for (const one of inChanges)
    it(one[0], () => {
      check('change', one);
    });
});
