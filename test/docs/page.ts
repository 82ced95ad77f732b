/** The fenced blocks of a page of documentation that are written as files or run as commands, in their order. */

/** A block of a page. */
export interface Block {
  /** The first word after the fence. */
  readonly language: string;
  /** The rest of that line: of a file its path. */
  readonly info: string;
  readonly text: string;
  /** Where the text is in the page. */
  readonly start: number;
  /** Whether `<!-- checked -->` stands before it. */
  readonly isChecked: boolean;
}

const FENCE = /(?:(<!-- checked -->)\s+)?^```(\w+)(.*)\n([^]*?)^```$/gmu;

/** The blocks of a page, those in comments too. */
export function blocksIn(page: string): readonly Block[] {
  return [...page.matchAll(FENCE)].map((match) => {
    const [all, mark, language = '', info = '', text = ''] = match;
    const start = match.index + all.length - text.length - '```'.length;
    return { language, info: info.trim(), text, start, isChecked: mark !== undefined };
  });
}

/** A command of a `console` block and what the page says that it prints. */
export interface Command {
  readonly line: string;
  readonly output: string;
}

/** @throws Error if something stands before the first command */
export function commandsIn(text: string): readonly Command[] {
  const [before, ...commands] = text.split(/^\$ /mu);
  if (before !== '') throw new Error(`a console block begins with $: ${text}`);
  return commands.map((command) => {
    const end = command.indexOf('\n');
    return { line: command.slice(0, end), output: command.slice(end + 1) };
  });
}

/** The words of a command line; those in quotes are one. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/gu)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/gu, '$1$2'),
  );
}

const LEFT_OUT = /^[ ]*…\n/gmu;

/** Whether an output is what a page shows, where a line of `…` alone stands for any lines. */
export function isShown(output: string, shown: string): boolean {
  const parts = shown.split(LEFT_OUT);
  const [first = ''] = parts;
  if (parts.length === 1) return output === first;
  if (!output.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = output.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  const last = parts.at(-1) ?? '';
  return output.length - last.length >= from && output.endsWith(last);
}

/**
 * What a page is to show of an output: all of it, or as many lines at its start and end as the page shows now.
 *
 * @throws Error if the page leaves out lines in several places: which ones to leave out now is for the author to say
 */
export function asShown(output: string, shown: string): string {
  if (isShown(output, shown)) return shown;
  const marks = [...shown.matchAll(LEFT_OUT)];
  const [mark] = marks;
  if (mark === undefined) return output;
  if (marks.length > 1) throw new Error(`write this output anew:\n${shown}`);
  const [before = '', after = ''] = shown.split(LEFT_OUT);
  const lines = output.split(/(?<=\n)/u);
  const head = before.split('\n').length - 1;
  const tail = after.split('\n').length - 1;
  if (head + tail >= lines.length) return output;
  return [...lines.slice(0, head), mark[0], ...lines.slice(lines.length - tail)].join('');
}

/**
 * A file after a `diff` block: its lines with `-` are found and become those with `+`; lines with neither stay.
 *
 * @throws Error if the lines are not in the file, or more than once
 */
export function withDiff(file: string, diff: string): string {
  const lines = diff.split(/(?<=\n)/u);
  const take = (sign: string) =>
    lines
      .filter((line) => !line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('');
  const [before, after] = [take('+'), take('-')];
  const parts = file.split(before);
  if (parts.length !== 2) throw new Error(`this must be in the file once:\n${before}`);
  return parts.join(after);
}
