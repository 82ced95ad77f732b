import type { SourceDocument, SourceRef } from '../../server/src/core/matrix/types.js';
import { Fields } from './fields.js';

/** The `documents` of one data file, by key; tells which of them nothing names. */
export class Documents {
  private readonly byKey = new Map<string, SourceDocument>();
  private readonly named = new Set<string>();

  constructor(private readonly file: Fields) {
    for (const [key, value] of file.entries('documents')) {
      const entry = new Fields(value, `${file.where} documents ${key}`, file.problems);
      const url = entry.textIf('url');
      this.byKey.set(key, {
        title: entry.text('title'),
        ...(url === undefined ? {} : { url }),
        ...(entry.flag('secondHand') ? { secondHand: true } : {}),
      });
      entry.done();
    }
  }

  /** @param where the row that names it */
  get(key: string, where: Fields): SourceDocument {
    this.named.add(key);
    const document = this.byKey.get(key);
    if (document === undefined) where.problem(`unknown document ${key}`);
    return document ?? { title: key };
  }

  /** The value of a `source` key: keys of documents, or `{document, line}`. */
  refs(values: readonly unknown[], where: Fields): SourceRef[] {
    return values.map((value) => {
      if (typeof value === 'string') return { document: this.get(value, where) };
      const entry = new Fields(value, where.where, where.problems);
      const ref = this.ref(entry.text('document'), entry.numberIf('line'), where);
      entry.done();
      return ref;
    });
  }

  ref(key: string, line: number | undefined, where: Fields): SourceRef {
    const document = this.get(key, where);
    return line === undefined ? { document } : { document, line };
  }

  /** Reports the documents that nothing in the file names. */
  done(): void {
    for (const key of this.byKey.keys()) {
      if (!this.named.has(key)) this.file.problem(`no row names the document ${key}`);
    }
  }
}
