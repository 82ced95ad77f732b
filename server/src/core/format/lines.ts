import type { Span } from '../text/span.js';
import { type Edit, replace } from './edit.js';

/** Where a layout is in its text, with the edits so far. */
export class Lines {
  readonly edits: Edit[] = [];
  /** How many lines have ended. */
  line = 0;
  /** Where the line starts. */
  start: number;
  /** The end of what is laid out. */
  at: number;
  /** The column that is reached, after formatting. */
  column = 0;
  /** Whether nothing is on the line yet. */
  isFresh = true;

  constructor(readonly text: string) {
    this.at = this.start = text.startsWith('\ufeff') ? 1 : 0;
  }

  replace(span: Span, newText: string): void {
    replace(this.edits, this.text, span, newText);
  }

  /** Leaves at most so many line ends before a place, those of blank lines among them. Whether there were any. */
  break(end: number, most: number): boolean {
    const gap = this.text.slice(this.at, end);
    const feeds = gap.match(/\r?\n/g) ?? [];
    if (feeds.length === 0) return false;
    const start = this.at + gap.lastIndexOf('\n') + 1;
    const kept = this.isFresh ? Math.min(most, 1) : most;
    this.replace({ start: this.at, end: start }, feeds.slice(0, kept).join(''));
    this.line += feeds.length;
    this.start = start;
    this.column = 0;
    return true;
  }

  /** Goes past a token of one line. */
  pass(end: number): void {
    this.isFresh = false;
    this.column += end - this.at;
    this.at = end;
  }

  /** Goes past a text of several lines, whose later lines start at a column. */
  passLines(end: number, column: number): void {
    const { text } = this;
    for (let at = text.indexOf('\n', this.at); at !== -1 && at < end;) {
      this.line += 1;
      this.start = at + 1;
      at = text.indexOf('\n', at + 1);
    }
    this.at = end;
    this.isFresh = this.start === end;
    this.column = column + text.slice(this.start, end).replace(/^[ \t]+/, '').length;
  }

  /** The end of the text: at most one blank line before more of the file, else one line end and nothing more. */
  end(isLast: boolean, feed: string): void {
    const { text } = this;
    if (isLast && !this.isFresh && !text.includes('\n', this.at)) {
      this.replace({ start: this.at, end: text.length }, feed);
      return;
    }
    const most = isLast ? (this.isFresh ? 0 : 1) : 2;
    this.break(text.length, most);
    this.replace({ start: this.start, end: text.length }, '');
  }
}
