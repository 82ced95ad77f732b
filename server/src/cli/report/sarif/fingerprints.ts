import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import type { Checked, Diagnostic } from '../../../core/check.js';
import { contentOf } from '../../../core/check/fingerprint.js';
import { pathAt } from '../../../core/features/path-at.js';
import { directoryOf, fileNameOf, ROOT_FILES } from '../../../core/workspace/roots.js';

/**
 * What tells the diagnostics of a policy apart over time. It is made of the rule, the file within the policy, what the
 * place is in, and what is said first; not of lines, so it stays when other lines come, go or move.
 */
export class Fingerprints {
  private readonly root: string;
  private readonly counts = new Map<string, number>();

  /** @param policy holds the nodes of its files */
  constructor({ policy }: Checked) {
    const paths = policy.files.map(({ path }) => path);
    const file = paths.find((path) => ROOT_FILES.includes(fileNameOf(path))) ?? paths[0] ?? '';
    this.root = directoryOf(file) ?? '.';
  }

  /** The fingerprint of the next diagnostic; those that are alike are numbered in their order. */
  of({ rule, path, message, finding }: Diagnostic): string {
    const { block, span } = finding.origin;
    const parts = [rule, relative(this.root, path), pathAt(block, span.start), contentOf(message)];
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
    const count = (this.counts.get(digest) ?? 0) + 1;
    this.counts.set(digest, count);
    return `${digest}:${count}`;
  }
}
