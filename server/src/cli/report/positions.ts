import type { FilePlace, OpenPolicy } from '../../core/check.js';
import { LineMap, type Range } from '../../core/text/line-map.js';

/** Lines and characters of places in files, as the Language Server Protocol counts them. */
export class Positions {
  private readonly texts = new Map<string, string>();
  private readonly maps = new Map<string, LineMap>();

  constructor(policies: readonly Pick<OpenPolicy, 'policy' | 'config'>[]) {
    for (const { policy, config } of policies)
      for (const { path, tree } of [...policy.files, ...(config.file ? [config.file] : [])])
        this.texts.set(path, tree.text);
  }

  text(path: string): string {
    return this.texts.get(path) ?? '';
  }

  map(path: string): LineMap {
    let map = this.maps.get(path);
    if (map === undefined) this.maps.set(path, (map = new LineMap(this.text(path))));
    return map;
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
