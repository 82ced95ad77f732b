import type { Checked, FilePlace, OpenPolicy } from '../../core/check.js';
import { filesOf } from '../../core/files-of.js';
import type { Kept } from '../../core/features/kept.js';
import type { Snapshot } from '../../core/features/snapshot.js';
import type { PolicyFile } from '../../core/model/policy.js';
import type { LineMap, Range } from '../../core/text/line-map.js';
import type { Span } from '../../core/text/span.js';

/** Every policy of the workspace at one moment, open or checked, with the lines of its files. Never changed. */
export class WorkspaceState<P extends OpenPolicy = OpenPolicy> implements Snapshot<P> {
  /** Policy files and configurations by path. */
  readonly files: ReadonlyMap<string, PolicyFile>;

  /**
   * @param version grows with each change of the workspace
   * @param kept kept from state to state: what features worked out of a policy
   * @param edits the latest edits of open documents, by path
   */
  constructor(
    readonly version: number,
    readonly matrix: Snapshot['matrix'],
    readonly policies: readonly P[],
    readonly kept: Kept,
    readonly edits: ReadonlyMap<string, Span> = new Map(),
  ) {
    this.files = new Map(policies.flatMap(filesOf).map((file) => [file.path, file]));
  }

  /** The lines of a file; undefined where it belongs to no policy. */
  lines(path: string): LineMap | undefined {
    return this.files.get(path)?.tree.source;
  }

  /** The range of a place; of a file that isn't there, its start. */
  range({ path, span }: FilePlace): Range {
    const nowhere = { line: 0, character: 0 };
    return this.lines(path)?.range(span) ?? { start: nowhere, end: nowhere };
  }
}

/** The same with everything checked. */
export type CheckedState = WorkspaceState<Checked>;
