/** What nobody sees is shown, and what shows is left as it is: of every character. */
import assert from 'node:assert/strict';
import { visibleLine } from '../../../server/src/core/text/visible-line.js';

const UNSEEN = /^[\p{Cc}\p{Z}\p{Default_Ignorable_Code_Point}]$/u;
/** Plain ones, and what scripts and pictures ask for. */
const FITTING = /^[ \t\u200c\u200d\p{Variation_Selector}]$/u;

describe('a visible line', () => {
  it('shows every character that nobody sees, and no other', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const char = String.fromCodePoint(code);
      // Between letters that are no ASCII, where scripts may ask for them.
      const isSeen = visibleLine(`é${char}é`) === `é${char}é`;
      assert.equal(isSeen, !UNSEEN.test(char) || FITTING.test(char), code.toString(16));
    }
  });
});
