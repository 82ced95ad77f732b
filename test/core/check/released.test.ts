/** Earlier states of a policy are let go of: memory doesn't grow with the number of edits. */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { keystrokes, type Place } from '../../../bench/editor/places.js';
import { generateTenant } from '../../../bench/generate/tenant.js';
import { type Checked, checkPolicy, readPolicyFile } from '../../../server/src/core/check.js';
import { matrix } from '../../support/policy.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
// What V8 compiled before holds for the flags that it was compiled with only: other tests look at that.
setFlagsFromString('--no-expose-gc');

/** Types at every place, takes it back, and counts the states that are still in memory. */
async function statesKept(text: string, places: readonly Place[]): Promise<number> {
  const starts = [0, ...Array.from(text.matchAll(/\n/gu), ({ index }) => index + 1)];
  const states: WeakRef<object>[] = [];
  let file = readPolicyFile({ path: 'p', text });
  const first = checkPolicy(matrix, [file]).diagnostics.length;
  let checked: Checked = checkPolicy(matrix, [file]);
  for (const { line, character, typed } of places) {
    const at = (starts[line] ?? 0) + character;
    for (const next of [text.slice(0, at) + typed + text.slice(at), text]) {
      file = readPolicyFile({ path: 'p', text: next }, file);
      checked = checkPolicy(matrix, [file], undefined, checked);
      states.push(new WeakRef(file.tree), new WeakRef(checked.policy));
    }
  }
  // What a reference was made to stays until its turn of the event loop ends.
  await setImmediate();
  collect();
  const kept = states.filter((state) => state.deref() !== undefined).length;
  assert.equal(checked.diagnostics.length, first);
  return kept;
}

describe('earlier states of a policy', () => {
  const tenant = generateTenant({ lines: 3000 });
  const text = tenant.files[0]?.text ?? '';
  for (const { name, places } of keystrokes(tenant))
    it(`aren't kept after edits of ${name}`, async () => {
      const some = places.slice(0, 24);
      assert.notEqual(some.length, 0);
      // The tree and the policy as they are now, as they were before, and a few that the machine beneath still sees.
      const kept = await statesKept(text, some);
      assert.ok(kept <= 10, `${kept} of ${4 * some.length}`);
    });
});
