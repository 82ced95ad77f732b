import type { Span } from '../text/span.js';
import { policyOf, type Snapshot } from './snapshot.js';

/** A rule that is named in a comment which silences it. */
export interface RuleLink {
  /** In the file. */
  readonly span: Span;
  readonly rule: string;
}

const NAMED = /^#\s*spaceward-ignore\s+([^\s:]+)/u;

/** The rules that the comments of a file silence. Names of the policy are no links: going to their definitions is the same. */
export function ruleLinks(snapshot: Snapshot, path: string): readonly RuleLink[] {
  const policy = policyOf(snapshot, path)?.policy;
  const index = policy?.files.findIndex((file) => file.path === path) ?? -1;
  const [tree, digest] = [policy?.files[index]?.tree, policy?.digests[index]];
  return (digest?.silencing.items ?? []).flatMap((block) => {
    const start = tree?.startOf(block) ?? 0;
    return block.comments.flatMap(({ span }) => {
      const match = NAMED.exec(block.text.slice(span.start, span.end));
      if (match?.[1] === undefined) return [];
      const end = start + span.start + match[0].length;
      return [{ span: { start: end - match[1].length, end }, rule: match[1] }];
    });
  });
}
