/** The grammar itself: sound, and known to the tests in every part. */
import assert from 'node:assert/strict';
import { beginning } from '../../grammar/src/automaton.js';
import { tokenize } from '../../grammar/src/lexer.js';
import { SentenceParser } from '../../grammar/src/parser.js';
import { expectedAfter, RESERVED } from '../../grammar/src/index.js';
import { tokenMatcher } from 'chevrotain';
import { corpus } from './corpus.js';
import { firstWrong } from './language.js';

describe('the grammar', () => {
  it('decides on one token everywhere', () => {
    assert.doesNotThrow(() => new SentenceParser(true));
  });

  it('is taken in every part by the sentences of the corpus', () => {
    for (const kind of ['expectation', 'change'] as const) {
      const taken = new Set<string>();
      const known = new Set<string>();
      for (const { words } of corpus.filter((sample) => sample.kind === kind)) {
        let position = beginning(kind);
        for (const token of tokenize(words.join(' '))) {
          for (const { rule, type, occurrence } of position.edges) {
            const part = `${rule}: ${type.name} ${occurrence}`;
            known.add(part);
            if (tokenMatcher(token, type)) taken.add(part);
          }
          position = position.after(token);
        }
        assert.ok(position.mayEnd, words.join(' '));
      }
      assert.deepEqual(
        [...known].filter((part) => !taken.has(part)),
        [],
      );
      assert.ok(known.size > 30);
    }
  });

  it('and the second description of the language agree on the corpus', () => {
    for (const { kind, words } of corpus) {
      assert.equal(firstWrong(kind, words), undefined, words.join(' '));
    }
  });

  it('reserves the words of the language', () => {
    const words =
      'everyone group user can cannot could never because only nobody except and every members admins on in to from as a new';
    assert.deepEqual([...RESERVED], words.split(' '));
  });
});

describe('expectedAfter', () => {
  it('says what may come next', () => {
    assert.deepEqual(expectedAfter('expectation', 'anna could '), ['never', 'an action']);
    assert.deepEqual(expectedAfter('expectation', 'anna can app.open on a new'), [
      'shared',
      'managed',
      'data',
    ]);
    assert.deepEqual(expectedAfter('change', 'add anna to Finance as can view'), [
      '","',
      'the end of the sentence',
    ]);
  });

  it('says nothing after what begins no sentence', () => {
    assert.deepEqual(expectedAfter('change', 'anna can'), []);
  });
});
