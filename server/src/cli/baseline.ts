import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import {
  applyBaseline,
  type BaselineEntry,
  baselineOf,
  sortedEntries,
} from '../core/baseline/baseline.js';
import { readBaseline } from '../core/baseline/read-baseline.js';
import { writeBaseline } from '../core/baseline/write-baseline.js';
import type { Checked } from '../core/check.js';
import { filesOf } from '../core/files-of.js';
import { PieceText } from '../core/text/piece-text.js';
import { isPolicyFile } from '../core/workspace/roots.js';
import { isFile } from '../disk/disk.js';
import { EXIT, type ExitCode, Failure } from './failure.js';
import { readText, shownPath } from './files.js';
import type { Loaded } from './load.js';
import { complain, finish } from './output.js';
import { plural } from './report/summary.js';
import { printable } from './terminal.js';
import { warnUnreadable } from './usage.js';
import { createFile, writeText } from './write-text.js';

/** A baseline file as a check uses it. */
export interface BaselineFile {
  readonly path: string;
  /** Marks what the file lists, and says on standard error which entries are out of date. */
  readonly apply: (loaded: Loaded<Checked>) => Loaded<Checked>;
  /** Writes what was found to the file, in the place of what it lists of the same policies. */
  readonly write: (loaded: Loaded<Checked>) => ExitCode;
}

/** @throws Failure if the file can't be a baseline */
export function openBaseline(file: string): BaselineFile {
  const path = resolve(file);
  if (isPolicyFile(path))
    throw new Failure(`${file}: a baseline can't be named as policy files are`);
  const baseline = new Baseline(path, shownPath(path));
  return {
    path,
    apply: (loaded) => baseline.apply(loaded),
    write: (loaded) => baseline.write(loaded),
  };
}

class Baseline {
  constructor(
    private readonly path: string,
    private readonly shown: string,
  ) {}

  apply({ policies, unreadable }: Loaded<Checked>): Loaded<Checked> {
    if (!existsSync(this.path))
      throw new Failure(
        `${this.shown}: there is no such file: write it with --baseline ${this.shown} --write-baseline`,
      );
    const entries = this.read();
    const gone: BaselineEntry[] = [];
    const after = policies.map((policy) => {
      const files = this.namesIn(policy);
      const own = entries.filter(({ file }) => files.has(file));
      const applied = applyBaseline(own, policy.diagnostics, this.nameOf, today());
      for (const { entry, count } of applied.gone) gone.push({ ...entry, count });
      return { ...policy, diagnostics: applied.diagnostics };
    });
    this.warn(
      gone,
      entries.filter(({ file }) => !existsSync(this.pathOf(file))),
    );
    return { policies: after, unreadable };
  }

  write({ policies, unreadable }: Loaded<Checked>): ExitCode {
    if (warnUnreadable(unreadable)) {
      complain(`${this.shown} is not written while there are files that cannot be read`);
      return EXIT.unusable;
    }
    const before = isFile(this.path) ? this.read() : [];
    const checked = new Set(policies.flatMap((policy) => [...this.namesIn(policy)]));
    const found = baselineOf(
      policies.flatMap(({ diagnostics }) => diagnostics),
      this.nameOf,
      before,
    );
    const others = before.filter(({ file }) => !checked.has(file) && existsSync(this.pathOf(file)));
    const text = writeBaseline(sortedEntries([...found, ...others]));
    if (existsSync(this.path)) writeText(this.path, text);
    else createFile(this.path, text);
    const total = found.reduce((sum, { count }) => sum + count, 0);
    complain(`wrote ${plural(total, 'finding')} to ${printable(this.shown)}`);
    return finish('', EXIT.clean);
  }

  /** @throws Failure if the file isn't as a baseline is */
  private read(): readonly BaselineEntry[] {
    const { text } = readText(this.path);
    const { entries, problems } = readBaseline(text);
    if (problems.length === 0) return entries;
    const lines = PieceText.of(text);
    throw new Failure(
      problems
        .map(({ message, span }) => {
          const { line, character } = lines.position(span.start);
          return `${this.shown}:${line + 1}:${character + 1}: ${message}`;
        })
        .join('\n'),
    );
  }

  private namesIn(policy: Checked): ReadonlySet<string> {
    return new Set(filesOf(policy).map(({ path }) => this.nameOf(path)));
  }

  /** A file as the baseline names it: from its own folder on, so that it is the same wherever the check is run. */
  private readonly nameOf = (path: string): string =>
    relative(dirname(this.path), resolve(path)).split(sep).join('/');

  private pathOf(file: string): string {
    return resolve(dirname(this.path), file);
  }

  private warn(gone: readonly BaselineEntry[], lost: readonly BaselineEntry[]): void {
    const text = ({ file, entry, rule, count }: BaselineEntry): string =>
      `  ${rule}  ${file}${entry === '' ? '' : `  ${entry}`}${count === 1 ? '' : ` (${count})`}`;
    const say = (what: string, entries: readonly BaselineEntry[]): void => {
      if (entries.length === 0) return;
      complain(
        printable(
          [
            `${this.shown}: ${what}: take them out of it, or write it anew with --write-baseline`,
            ...entries.map(text),
          ].join('\n'),
        ),
      );
    };
    const fixed = gone.reduce((sum, { count }) => sum + count, 0);
    say(`findings that are fixed (${fixed})`, gone);
    say(`findings in files that are gone (${lost.length})`, lost);
  }
}

/** The day, where the check is run. */
function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
