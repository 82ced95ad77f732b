import { Pieces } from './pieces.js';

/** A line of a block scalar's body: offsets in the scalar's source. */
interface Line {
  readonly start: number;
  /** After the leading spaces. */
  readonly content: number;
  /** Before the line end, `\r` included in the content where one precedes it. */
  readonly end: number;
}

interface Header {
  readonly folded: boolean;
  /** The indentation indicator; 0 where none is written. */
  readonly indent: number;
  readonly chomp: '+' | '-' | '';
}

/**
 * The pieces of a literal or folded scalar, header included in the source. `indent` is the column of the collection that holds it.
 * The rules, mistakes included, are those of `yaml`, whose value this must equal.
 */
export function blockPieces(source: string, indent: number): Pieces {
  const body = source.indexOf('\n') + 1;
  const lines = body > 0 && body < source.length ? splitLines(source, body) : [];
  const header = readHeader(source);
  const isEmpty = (line: Line): boolean =>
    line.content === line.end || (source[line.content] === '\r' && line.end === line.content + 1);
  const chompStart = lastIndex(lines, (line) => !isEmpty(line)) + 1;
  if (chompStart === 0) return emptyPieces(source, body, lines, header);
  const contentStart = lines.findIndex((line) => !isEmpty(line));
  const trim = trimIndent(lines, contentStart, header, indent);
  const end = lastIndex(lines, (line) => line.content - line.start > trim) + 1;
  return new BlockScalar(source, lines, header, trim).pieces(
    contentStart,
    Math.max(chompStart, end),
  );
}

function lastIndex(lines: readonly Line[], test: (line: Line) => boolean): number {
  let last = -1;
  lines.forEach((line, i) => {
    if (test(line)) last = i;
  });
  return last;
}

function emptyPieces(
  source: string,
  body: number,
  lines: readonly Line[],
  { chomp }: Header,
): Pieces {
  const pieces = new Pieces();
  if (chomp !== '+' || lines.length === 0) return pieces;
  if (lines.length === 1) pieces.put('\n', body, source.length);
  for (const line of lines.slice(0, -1)) pieces.put('\n', line.start, line.end + 1);
  return pieces;
}

/** How many spaces are taken off each line. */
function trimIndent(
  lines: readonly Line[],
  contentStart: number,
  header: Header,
  indent: number,
): number {
  if (header.indent > 0) return indent + header.indent;
  const first = lines[contentStart];
  return first === undefined ? 0 : first.content - first.start;
}

class BlockScalar {
  readonly #pieces = new Pieces();

  constructor(
    readonly source: string,
    readonly lines: readonly Line[],
    readonly header: Header,
    readonly trim: number,
  ) {}

  /** Content runs from the first line that isn't empty to before `chompStart`. */
  pieces(contentStart: number, chompStart: number): Pieces {
    const pieces = this.#pieces;
    pieces.end = this.lines[0]?.start ?? 0;
    for (const line of this.lines.slice(0, contentStart)) {
      pieces.copy(Math.min(line.start + this.trim, line.content), line.content);
      pieces.put('\n', line.content, line.end + 1);
    }
    const content = this.lines.slice(contentStart, chompStart);
    if (this.header.folded) this.#folded(content);
    else this.#literal(content);
    this.#chomp(this.lines.slice(chompStart));
    return pieces;
  }

  #literal(lines: readonly Line[]): void {
    lines.forEach((line, i) => {
      const start = this.#start(line);
      if (i > 0) this.#pieces.put('\n', this.#pieces.end, start);
      this.#copy(start, this.#end(line));
    });
  }

  #folded(lines: readonly Line[]): void {
    let separator = '';
    let wasIndented = false;
    for (const line of lines) {
      const [start, end] = [this.#start(line), this.#end(line)];
      const isIndented =
        line.content - line.start > this.trim || this.source[line.content] === '\t';
      if (!isIndented && line.content === end) {
        if (separator === '\n') this.#pieces.put('\n', this.#pieces.end, line.end);
        else separator = '\n';
        continue;
      }
      if (isIndented && separator === ' ') separator = '\n';
      else if (isIndented && !wasIndented && separator === '\n') separator = '\n\n';
      if (separator !== '') this.#pieces.put(separator, this.#pieces.end, start);
      this.#copy(start, end);
      separator = isIndented ? '\n' : ' ';
      wasIndented = isIndented;
    }
  }

  #chomp(rest: readonly Line[]): void {
    const pieces = this.#pieces;
    const { chomp } = this.header;
    if (chomp === '-') return;
    const feed = this.source.indexOf('\n', pieces.end);
    const afterFeed = feed === -1 ? this.source.length : feed + 1;
    if (chomp === '') {
      pieces.put('\n', pieces.end, afterFeed);
      return;
    }
    let endsLine = false;
    for (const line of rest) {
      pieces.put('\n', pieces.end, line.start);
      const from = Math.min(line.start + this.trim, line.content);
      pieces.copy(from, line.content);
      endsLine = from >= line.content;
    }
    if (!endsLine) pieces.put('\n', pieces.end, afterFeed);
  }

  /** A run may be empty: the place still counts as reached. */
  #copy(start: number, end: number): void {
    this.#pieces.copy(start, end);
    this.#pieces.end = end;
  }

  #start(line: Line): number {
    return Math.min(line.start + this.trim, line.content);
  }

  #end(line: Line): number {
    return line.end > line.content && this.source[line.end - 1] === '\r' ? line.end - 1 : line.end;
  }
}

function readHeader(source: string): Header {
  let indent = 0;
  let chomp: Header['chomp'] = '';
  for (const char of source.slice(1, source.search(/[\s#]|$/))) {
    if (chomp === '' && (char === '-' || char === '+')) chomp = char;
    else if (indent === 0 && char >= '1' && char <= '9') indent = Number(char);
  }
  return { folded: source.startsWith('>'), indent, chomp };
}

function splitLines(source: string, body: number): Line[] {
  const lines: Line[] = [];
  for (let start = body; start <= source.length;) {
    const feed = source.indexOf('\n', start);
    const end = feed === -1 ? source.length : feed;
    let content = start;
    while (content < end && source[content] === ' ') content += 1;
    lines.push({ start, content, end });
    start = end + 1;
  }
  return lines;
}
