import type { FilePlace, OpenPolicy } from '../../core/check.js';
import { filesOf } from '../../core/files-of.js';
import type { LineMap, Range } from '../../core/text/line-map.js';
import { PieceText } from '../../core/text/piece-text.js';

const EMPTY = PieceText.of('');

/** Lines and characters of places in files, as the Language Server Protocol counts them. */
export class Positions {
  private readonly sources = new Map<string, PieceText>();

  constructor(policies: readonly Pick<OpenPolicy, 'policy' | 'config'>[]) {
    for (const policy of policies)
      for (const { path, tree } of filesOf(policy)) this.sources.set(path, tree.source);
  }

  text(path: string): string {
    return this.sources.get(path)?.toString() ?? '';
  }

  map(path: string): LineMap {
    return this.sources.get(path) ?? EMPTY;
  }

  range({ path, span }: FilePlace): Range {
    const map = this.map(path);
    return { start: map.position(span.start), end: map.position(span.end) };
  }

  /** `file:line:column`, counted from 1. */
  label(place: FilePlace): string {
    const { line, character } = this.range(place).start;
    return `${place.path}:${line + 1}:${character + 1}`;
  }
}
