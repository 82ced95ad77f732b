import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagnostic } from '../../server/src/core/check.js';
import type { Severity } from '../../server/src/core/rules/rule.js';
import type { LineMap, Position } from '../../server/src/core/text/line-map.js';
import { PieceText } from '../../server/src/core/text/piece-text.js';
import type { Span } from '../../server/src/core/text/span.js';
import { choose } from '../../server/src/lsp/diagnostics/choose.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];
const LINE = 'a line\n';

/** Diagnostics as `choose` looks at them, one for each pair, in the order of the file. */
function diagnostics(of: readonly (readonly [number, Severity])[]): readonly Diagnostic[] {
  return of
    .map(([line, severity]) => ({
      path: 'p',
      span: { start: line * LINE.length, end: line * LINE.length + 1 },
      rule: 'unknown-user',
      severity,
      message: '',
      related: [],
      finding: { message: '', origin: undefined as never },
    }))
    .sort((a, b) => a.span.start - b.span.start);
}

function lineOf({ span }: Diagnostic): number {
  return span.start / LINE.length;
}

/** Lines of an edit as a span. */
function edited(first: number, last: number): Span {
  return { start: first * LINE.length + 2, end: last * LINE.length + 3 };
}

function distance(diagnostic: Diagnostic, first: number, last: number): number {
  return Math.max(0, first - lineOf(diagnostic), lineOf(diagnostic) - last);
}

class CountingLines implements Pick<LineMap, 'position' | 'lineStart'> {
  /** How many places were asked for. */
  asked = 0;

  constructor(private readonly text: PieceText) {}

  position(offset: number): Position {
    this.asked += 1;
    return this.text.position(offset);
  }

  lineStart(line: number): number {
    return this.text.lineStart(line);
  }
}

describe('the choice of what is shown', () => {
  const lines = PieceText.of(LINE.repeat(60));
  const some = fc
    .array(fc.tuple(fc.nat(59), fc.constantFrom(...SEVERITIES)), { maxLength: 60 })
    .map(diagnostics);
  const edits = fc
    .tuple(fc.nat(59), fc.nat(5))
    .map(([first, more]) => [first, Math.min(59, first + more)] as const);

  it('is of the worst, and of the nearest to the edit, in the order of the file', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 40 }), edits, (list, most, [first, last]) => {
        const { chosen, left } = choose(list, most, lines, edited(first, last));
        const badness = (one: Diagnostic): number =>
          SEVERITIES.indexOf(one.severity) * 1000 + distance(one, first, last);
        const sizes = (of: readonly Diagnostic[]): number[] =>
          of.map(badness).sort((a, b) => a - b);
        assert.deepEqual(sizes(chosen), sizes(list).slice(0, most));
        assert.deepEqual(
          chosen,
          list.filter((one) => chosen.includes(one)),
        );
        for (const severity of SEVERITIES)
          assert.equal(
            left[severity],
            list.filter((one) => one.severity === severity && !chosen.includes(one)).length,
          );
      }),
    );
  });

  it('is of the first where nothing was edited', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 40 }), (list, most) => {
        const { chosen } = choose(list, most, lines, undefined);
        const worst = SEVERITIES.flatMap((severity) =>
          list.filter((one) => one.severity === severity),
        );
        assert.deepEqual(new Set(chosen), new Set(worst.slice(0, most)));
      }),
    );
  });

  it('looks at the lines of those that it takes alone, of however many', () => {
    const text = new CountingLines(PieceText.of(LINE.repeat(100_000)));
    const list = diagnostics(
      Array.from({ length: 100_000 }, (_, line) => [
        line,
        SEVERITIES[Math.floor(line / 10) % 3] ?? 'info',
      ]),
    );
    for (const line of [0, 50_000, 99_999]) {
      text.asked = 0;
      assert.equal(choose(list, 1000, text, edited(line, line)).chosen.length, 1000);
      // One above and one below for each, and the edit's own two.
      assert.ok(text.asked <= 2 * 1000 + 2, `${text.asked}`);
    }
  });
});
