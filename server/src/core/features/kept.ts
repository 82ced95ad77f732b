import { Attached } from '../attached.js';
import type { Checked, Diagnostic, OpenPolicy } from '../check.js';
import { grantActions } from './code-actions/grant.js';
import type { CodeAction } from './code-actions/types.js';
import type { Block } from '../syntax/tree.js';
import { type BlockFolds, foldsIn } from './folding.js';
import { NameIndex } from './name-index.js';
import { KeptTokens } from './semantic-tokens/kept-tokens.js';

/** What features work out of a policy: on first use, once, and kept as long as the policy is. */
export class Kept {
  readonly tokens = new KeptTokens();
  private readonly folds = new Attached<Block, BlockFolds>();
  private readonly indexes = new Attached<OpenPolicy, NameIndex>();
  private readonly grants = new Attached<Checked, Map<Diagnostic, readonly CodeAction[]>>();

  /** What can be folded in a block. */
  foldsOf(block: Block): BlockFolds {
    let folds = this.folds.get(block);
    if (folds === undefined) this.folds.set(block, (folds = foldsIn(block)));
    return folds;
  }

  /** Every name of a policy, by place. */
  names(open: OpenPolicy): NameIndex {
    let index = this.indexes.get(open);
    if (index === undefined) this.indexes.set(open, (index = new NameIndex(open)));
    return index;
  }

  /** What would make a failed expectation hold. */
  grantsFor(checked: Checked, diagnostic: Diagnostic): readonly CodeAction[] {
    let known = this.grants.get(checked);
    if (known === undefined)
      this.grants.set(checked, (known = new Map<Diagnostic, readonly CodeAction[]>()));
    let actions = known.get(diagnostic);
    if (actions === undefined) known.set(diagnostic, (actions = grantActions(checked, diagnostic)));
    return actions;
  }
}
