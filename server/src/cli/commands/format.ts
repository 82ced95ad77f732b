import { append } from '../../core/append.js';
import { applyEdits } from '../../core/format/edit.js';
import { type Formatted, formatEdits } from '../../core/format/format.js';
import { PieceText } from '../../core/text/piece-text.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { findPolicies, namedBy, readText, shownPath } from '../files.js';
import { complain, finish } from '../output.js';
import { printable } from '../terminal.js';
import { warnUnreadable } from '../usage.js';
import { writeText } from '../write-text.js';

/** `spaceward format`: formats the policy files that paths name, and says which of them changed. */
export async function format({ paths, options }: Given): Promise<ExitCode> {
  const isCheck = options.check !== undefined;
  if (paths.includes('-')) {
    if (paths.length > 1) throw new Failure('- stands for standard input: it takes no other paths');
    return formatInput(isCheck);
  }
  const failures: Failure[] = [];
  const changed = namedFiles(paths.length === 0 ? ['.'] : paths, failures).filter((path) =>
    attempt(failures, () => formatFile(path, isCheck)),
  );
  const isUnusable = warnUnreadable(failures);
  if (isCheck && changed.length > 0) {
    const files = changed.length === 1 ? '1 file is' : `${changed.length} files are`;
    say(`${files} not formatted: run spaceward format`);
  }
  const code = isCheck && changed.length > 0 ? EXIT.problems : EXIT.clean;
  const report = changed.map((path) => `${printable(shownPath(path))}\n`).join('');
  return finish(report, isUnusable ? EXIT.unusable : code);
}

/**
 * The policy files that paths name, each once: of a directory those in its tree.
 *
 * @throws Failure if a path doesn't exist, or holds no policy file
 */
function namedFiles(paths: readonly string[], failures: Failure[]): readonly string[] {
  const { policies, unreadable } = findPolicies(paths);
  append(failures, unreadable);
  return [...new Set(policies.flatMap(({ files }) => files.filter(namedBy(paths))))];
}

/** What a file that can't be read or written says is kept, and the rest goes on. */
function attempt(failures: Failure[], work: () => boolean): boolean {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failures.push(error);
    return false;
  }
}

/** Formats a file, or looks only. Whether it changes. */
function formatFile(path: string, isCheck: boolean): boolean {
  const { path: shown, text } = readText(path);
  const formatted = formatEdits(text);
  warnLeft(shown, text, formatted);
  if (formatted.edits.length === 0) return false;
  if (isCheck) return true;
  writeText(path, applyEdits(text, formatted.edits));
  return true;
}

/** Formats what standard input holds, to standard output; with `--check`, says by the exit code whether it would change. */
async function formatInput(isCheck: boolean): Promise<ExitCode> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  let text;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    text = decoder.decode(Buffer.concat(chunks));
  } catch {
    throw new Failure('standard input is not UTF-8 text');
  }
  const formatted = formatEdits(text);
  warnLeft('standard input', text, formatted);
  if (!isCheck) return finish(applyEdits(text, formatted.edits), EXIT.clean);
  return formatted.edits.length > 0 ? EXIT.problems : EXIT.clean;
}

/** Says where a file has mistakes that keep parts of it from being formatted. */
function warnLeft(shown: string, text: string, { left }: Formatted): void {
  const [first] = left;
  if (first === undefined) return;
  const line = PieceText.of(text).position(first.start).line + 1;
  const more = left.length === 1 ? '' : ` (and ${left.length - 1} more)`;
  say(
    `${shown}: the part that starts in line ${line}${more} is left as it is: spaceward check tells what is wrong in it`,
  );
}

function say(message: string): void {
  complain(printable(message));
}
