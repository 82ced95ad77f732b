import assert from 'node:assert/strict';
import { withoutStops } from '../../server/src/lsp/features/completion.js';

describe('completion for clients without snippets', () => {
  it('leaves out tab stops and keeps what they suggest', () => {
    assert.equal(withoutStops('${1:name}:\n  owner: $2\n$0'), 'name:\n  owner: \n');
    assert.equal(withoutStops('a \\$1 \\} \\\\ ${2}'), 'a $1 } \\ ');
  });
});
