import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ruleLinks } from '../../server/src/core/features/document-links.js';
import { folds } from '../../server/src/core/features/folding.js';
import { selectionsAt } from '../../server/src/core/features/selection.js';
import { EXAMPLE } from '../core/syntax/example.js';
import { edited, textEdit } from '../support/edits.js';
import { check } from '../support/policy.js';
import { runs } from '../support/runs.js';
import { snapshotOf } from './snapshot.js';

const PATH = 'file-0.spaceward.yaml';

/** Folds as their first and last lines, counted from 1. */
function folded(text: string, most?: number): readonly string[] {
  return folds(snapshotOf(check(text)), PATH, most).map(
    ({ startLine, endLine, kind }) =>
      `${startLine + 1}-${endLine + 1}${kind === undefined ? '' : ` ${kind}`}`,
  );
}

const TEXT = `# The people
# of the tenant
users:
  anna:
    roles:
      - Tenant Admin
    groups: []

  ali: {
    groups: []
  }
# The end of users
spaces:
  S:
    type: shared
    members:
      anna: can view
tests:
  first:
    - anna can
      app.open on S
  second: [ali can app.open on S]
tenant:
  name: Acme
`;

describe('folding', () => {
  it('goes by sections, entries, what they hold, and comments', () => {
    assert.deepEqual(folded(TEXT), [
      '1-2 comment',
      '3-11',
      '4-7',
      '5-6',
      '9-11',
      '13-17',
      '14-17',
      '16-17',
      '18-22',
      '19-21',
      '20-21',
      '23-24',
    ]);
  });

  it('keeps to the outermost where a client takes no more', () => {
    assert.deepEqual(folded(TEXT, 5), ['3-11', '4-7', '13-17', '18-22', '23-24']);
  });

  it('is sound on any text', () => {
    fc.assert(
      fc.property(fc.array(textEdit, { maxLength: 8 }), (edits) => {
        const text = edited(EXAMPLE, edits).at(-1) ?? '';
        const lines = text.split(/\r\n|\r|\n/u).length;
        for (const { startLine, endLine } of folds(snapshotOf(check(text)), PATH))
          assert.ok(0 <= startLine && startLine < endLine && endLine < lines);
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('selections', () => {
  const grown = (part: string, text = TEXT): readonly string[] =>
    selectionsAt(snapshotOf(check(text)), PATH, text.indexOf(part)).map(({ start, end }) =>
      text.slice(start, end),
    );

  it('grow from a word of a sentence to the file', () => {
    const steps = grown('pp.open');
    assert.deepEqual(steps.slice(0, 2), ['app.open', 'anna can\n      app.open on S']);
    assert.ok(steps.some((step) => step.startsWith('first:')));
    assert.ok(steps.at(-2)?.startsWith('tests:'));
    assert.equal(steps.at(-1), TEXT);
  });

  it('take names and references in sentences whole', () => {
    const text =
      'tests:\n  t: [\'anna can app.open on "Finance Dev/KPI", Sales because member\']\n';
    const steps = grown('Dev/', text);
    assert.deepEqual(steps.slice(0, 4), [
      'Dev',
      'Finance Dev',
      '"Finance Dev/KPI"',
      'on "Finance Dev/KPI", Sales',
    ]);
    assert.equal(steps[4], 'anna can app.open on "Finance Dev/KPI", Sales because member');
    assert.ok(steps[5]?.startsWith("'"));
  });

  it('go by keys and what is beneath them', () => {
    const steps = grown('can view');
    assert.deepEqual(steps.slice(0, 4), [
      'can',
      'can view',
      'anna: can view',
      'members:\n      anna: can view',
    ]);
  });

  it('hold one another on any text', () => {
    fc.assert(
      fc.property(fc.array(textEdit, { maxLength: 8 }), fc.nat(), (edits, place) => {
        const text = edited(EXAMPLE, edits).at(-1) ?? '';
        const offset = place % (text.length + 1);
        const spans = selectionsAt(snapshotOf(check(text)), PATH, offset);
        spans.forEach(({ start, end }, index) => {
          assert.ok(start <= offset && offset <= end && end <= text.length);
          const next = spans[index + 1];
          if (next !== undefined)
            assert.ok(
              next.start <= start && end <= next.end && next.end - next.start > end - start,
            );
        });
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('links', () => {
  it('lead from comments to the rules that they silence', () => {
    const text = `users:
  # spaceward-ignore near-limit: so be it
  anna: {}
  # spaceward-ignore  nothing: an unknown rule
  ali: {}
  # near-limit
`;
    const found = ruleLinks(snapshotOf(check(text)), PATH);
    assert.deepEqual(
      found.map(({ span, rule }) => [rule, text.slice(span.start, span.end)]),
      [
        ['near-limit', 'near-limit'],
        ['nothing', 'nothing'],
      ],
    );
  });
});
