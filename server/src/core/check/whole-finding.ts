import type { PolicyFile } from '../model/policy.js';
import type { Finding } from '../rules/rule.js';
import { movedScalar, spanIn } from '../syntax/long-node.js';
import type { Origin } from '../syntax/policy/access.js';
import type { Fix } from '../syntax/policy/problem.js';

/** A place in a part of an entry as one in the block of the entry, which knows what is around it; any other as it is. */
export function wholeOrigin(files: readonly PolicyFile[], origin: Origin): Origin {
  if (!('holds' in origin.block)) return origin;
  for (const { tree } of files) {
    const block = tree.placeOfPart(origin.block)?.block;
    const span = block && spanIn(block, origin);
    if (block !== undefined && span !== undefined) return { block, span };
  }
  return origin;
}

/** A finding whose places are those of whole entries. */
export function wholeFinding(files: readonly PolicyFile[], finding: Finding): Finding {
  const { origin, related, fix } = finding;
  const isWhole = [origin, ...(related ?? []), ...(fix?.edits ?? [])].every(
    (each) => !('holds' in ('origin' in each ? each.origin : each).block),
  );
  if (isWhole) return finding;
  return {
    ...finding,
    origin: wholeOrigin(files, origin),
    ...(related && {
      related: related.map((each) => ({ ...each, origin: wholeOrigin(files, each.origin) })),
    }),
    ...(fix && { fix: wholeFix(files, fix) }),
  };
}

function wholeFix(files: readonly PolicyFile[], fix: Fix): Fix {
  const edits = fix.edits.map((edit) => {
    const origin = wholeOrigin(files, edit.origin);
    const by = origin.span.start - edit.origin.span.start;
    return { ...edit, origin, ...(edit.inside && { inside: movedScalar(edit.inside, by) }) };
  });
  return { ...fix, edits };
}
