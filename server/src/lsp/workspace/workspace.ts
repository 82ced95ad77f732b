import {
  type Checked,
  checkInSteps,
  type OpenPolicy,
  openPolicy,
  readPolicyFile,
} from '../../core/check.js';
import { checkedMeanwhile } from '../../core/check/meanwhile.js';
import { Kept } from '../../core/features/kept.js';
import type { Matrix } from '../../core/matrix/matrix.js';
import type { PolicyFile } from '../../core/model/policy.js';
import type { Steps } from '../../core/steps.js';
import { PieceText } from '../../core/text/piece-text.js';
import type { Span } from '../../core/text/span.js';
import {
  CONFIG_FILE,
  fileNameOf,
  groupPolicies,
  isPolicyFile,
  type PolicyPaths,
} from '../../core/workspace/roots.js';
import type { OpenDocument } from '../documents.js';
import type { FileSystem, Host } from '../host.js';
import { inSlices } from '../slices.js';
import { canonicalUri } from '../uri.js';
import { Folders, isKnownName } from './folders.js';
import { type CheckedState, WorkspaceState } from './state.js';

/** What changed: the text of an open document, or anything else. */
export type Change = 'text' | 'other';

/** A policy with the files that it was read from. */
interface FromFiles<P extends OpenPolicy> {
  readonly files: readonly PolicyFile[];
  readonly config: PolicyFile | undefined;
  readonly policy: P;
}

/** Policies by their first file. */
type Policies<P extends OpenPolicy> = Map<string, FromFiles<P>>;

/** What is being worked out of one version of the workspace. */
interface Building<T> {
  readonly version: number;
  readonly state: Promise<T>;
}

/** Policies that are being checked. */
interface Checking extends Building<CheckedState> {
  /** What can be said of them before, where it takes long; undefined when they have been checked. */
  early: Promise<Soon> | undefined;
}

/** The check of one policy. */
interface Running {
  readonly open: OpenPolicy;
  /** The state from which its changes are told. */
  readonly before: Checked | undefined;
  readonly steps: Steps<Checked>;
}

/** What can be said of a workspace soon. */
export interface Soon {
  readonly state: CheckedState;
  /** Whether it is all that is to be said. Else tests and spaces were not looked at again: see `checkedMeanwhile`. */
  readonly isWhole: boolean;
}

/**
 * A check is long if it has taken so many milliseconds, and what is to come is likely to take so many more. One with fewer tests and
 * spaces to come is waited for, however slow the machine.
 */
const LONG = { milliseconds: 16, toCome: 30, left: 200 };

/**
 * The policies of a workspace: the texts of open documents, and of all other files as they are on disk. Texts that
 * stay the same keep their trees, and policies of which no file has changed keep their diagnostics.
 */
export class Workspace {
  readonly #folders: Folders;
  readonly #open = new Map<string, OpenDocument>();
  /** What the latest edit of each open document put in. */
  readonly #edits = new Map<string, Span>();
  readonly #disk = new Map<string, Promise<string | undefined>>();
  readonly #kept = new Kept();
  readonly #listeners: ((change: Change) => void)[] = [];
  #files: ReadonlyMap<string, PolicyFile> = new Map();
  readonly #checked: Policies<Checked> = new Map();
  /** As they were last opened. Those that were checked since are the checked ones. */
  #opened: Policies<OpenPolicy> = new Map();
  #version = 0;
  #opening: Building<Policies<OpenPolicy>> | undefined;
  #checking: Checking | undefined;
  /** Checks that were begun, by policy: those of policies that another edit doesn't touch go on where they are. */
  readonly #running = new Map<string, Running>();
  /** Ends with a check that nothing can be said of before: newer texts wait for it, and go on from it. */
  #ending: Promise<void> | undefined;

  constructor(
    private readonly matrix: Matrix,
    private readonly fileSystem: FileSystem,
    private readonly host: Host,
  ) {
    this.#folders = new Folders(fileSystem);
  }

  /** Calls back after each change. */
  onChange(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  get folders(): readonly string[] {
    return this.#folders.folders;
  }

  setFolders(uris: readonly string[]): void {
    this.#folders.folders = uris.map(canonicalUri);
    this.#changed('other');
  }

  /** A document was opened or edited. */
  opened(document: OpenDocument): void {
    const path = canonicalUri(document.uri);
    const before = this.#open.get(path);
    if (before !== undefined && before.text !== document.text)
      this.#edits.set(path, PieceText.difference(before.text, document.text));
    this.#open.set(path, document);
    this.#changed('text');
  }

  closed(uri: string): void {
    const path = canonicalUri(uri);
    if (!this.#open.delete(path)) return;
    this.#edits.delete(path);
    // What was saved while it was open may not have been reported yet.
    this.#disk.delete(path);
    this.#changed('text');
  }

  /** What the client sees of the workspace changed, though no text did. */
  touched(): void {
    this.#changed('other');
  }

  /** Files were created, changed or deleted on disk; without a list, any of them. */
  changedOnDisk(uris?: readonly string[]): void {
    const paths = uris?.map(canonicalUri);
    if (paths !== undefined && !paths.some((path) => isKnownName(path) || isFolder(path))) return;
    if (paths?.every(isKnownName) === true) for (const path of paths) this.#disk.delete(path);
    else this.#disk.clear();
    this.#folders.forget();
    this.#changed('other');
  }

  /** The URI of a path, as the client spelled it where the document is open. */
  uri(path: string): string {
    return this.#open.get(path)?.uri ?? path;
  }

  /** The version of an open document; null of others. */
  documentVersion(path: string): number | null {
    return this.#open.get(path)?.version ?? null;
  }

  /** Everything as it is now, checked. Changes while it is worked out make it start anew. */
  async state(): Promise<CheckedState> {
    for (;;) {
      const state = await this.#checkNow().state;
      if (state.version === this.#version) return state;
    }
  }

  /** The same, or what can be said sooner: whoever is told that it isn't whole is to ask for `state` later. */
  async soonState(): Promise<Soon> {
    for (;;) {
      const checking = this.#checkNow();
      const whole = async (): Promise<Soon> => ({ state: await checking.state, isWhole: true });
      const soon = await (checking.early ? Promise.race([checking.early, whole()]) : whole());
      if (soon.state.version === this.#version) return soon;
    }
  }

  /** Everything as it is now, not checked: what asks for no diagnostics and no results of tests doesn't wait for them. */
  async openState(): Promise<WorkspaceState> {
    for (;;) {
      const version = this.#version;
      const policies = await this.#openAll(version);
      if (version === this.#version) return this.#stateOf(version, policies);
    }
  }

  #changed(change: Change): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener(change);
  }

  /** Checks every policy, once for each version. */
  #checkNow(): Checking {
    const version = this.#version;
    if (this.#checking?.version !== version) {
      let tell: (soon: Soon) => void = () => undefined;
      const early = new Promise<Soon>((resolve) => (tell = resolve));
      this.#checking = { version, state: this.#checkAll(version, tell), early };
    }
    return this.#checking;
  }

  /** @param tell is given what can be said before, where the check takes long */
  async #checkAll(version: number, tell: (soon: Soon) => void): Promise<CheckedState> {
    const opened = await this.#openAll(version);
    const known = new Map<string, FromFiles<Checked>>();
    let isTold = false;
    const sayMeanwhile = (): boolean => {
      const state = isTold ? undefined : this.#meanwhile(version, opened);
      if (state !== undefined) tell({ state, isWhole: false });
      return (isTold ||= state !== undefined);
    };
    for (const [key, open] of opened) {
      const before = this.#checked.get(key);
      if (before !== open) await this.host.pause();
      if (this.#version !== version) break;
      const checked = before === open ? before : await this.#check(key, open, before, sayMeanwhile);
      if (checked === undefined) break;
      known.set(key, checked);
    }
    if (this.#checking?.version === version) this.#checking.early = undefined;
    return this.#stateOf(version, known);
  }

  /**
   * Checks a policy, and lets in what waits.
   *
   * @param sayMeanwhile says what can be said before the check has ended; whether there was something
   * @returns undefined where a newer text has come
   */
  async #check(
    key: string,
    open: FromFiles<OpenPolicy>,
    before: FromFiles<Checked> | undefined,
    sayMeanwhile: () => boolean,
  ): Promise<FromFiles<Checked> | undefined> {
    const version = this.#version;
    const steps = this.#stepsOf(key, open.policy, before?.policy);
    let end: (() => void) | undefined;
    const isWanted = (): boolean => this.#version === version || end !== undefined;
    const between = (left: number, passed: number, made: number): void => {
      const toCome = (left / made) * passed;
      const isLong = left >= LONG.left && passed >= LONG.milliseconds && toCome >= LONG.toCome;
      if (end === undefined && isLong && !sayMeanwhile())
        this.#ending = new Promise<void>((resolve) => (end = resolve));
    };
    let policy: Checked | undefined;
    try {
      policy = await inSlices(steps, this.host, isWanted, between);
      if (policy === undefined) return undefined;
    } finally {
      if (policy !== undefined || isWanted()) this.#running.delete(key);
      if (end !== undefined) this.#ending = undefined;
      end?.();
    }
    // No state of a policy is kept but the one that was checked last, and what was opened since.
    const checked = { ...open, policy };
    this.#checked.set(key, checked);
    this.#opened.set(key, checked);
    return this.#version === version ? checked : undefined;
  }

  /** The steps of a check; those that are to come, where it was begun. */
  #stepsOf(key: string, open: OpenPolicy, before: Checked | undefined): Steps<Checked> {
    let running = this.#running.get(key);
    if (running?.open !== open || running.before !== before)
      this.#running.set(key, (running = { open, before, steps: checkInSteps(open, before) }));
    return running.steps;
  }

  /** What can be said of every policy while some are being checked; undefined where that is nothing of one of them. */
  #meanwhile(version: number, opened: Policies<OpenPolicy>): CheckedState | undefined {
    const known = new Map<string, FromFiles<Checked>>();
    for (const [key, open] of opened) {
      const before = this.#checked.get(key);
      const policy =
        before === undefined || before === open
          ? before?.policy
          : checkedMeanwhile(open.policy, before.policy);
      if (policy === undefined) return undefined;
      known.set(key, { ...open, policy });
    }
    return this.#stateOf(version, known);
  }

  #stateOf<P extends OpenPolicy>(version: number, policies: Policies<P>): WorkspaceState<P> {
    const list = [...policies.values()].map(({ policy }) => policy);
    const edits = new Map(this.#edits);
    return new WorkspaceState(version, this.matrix, list, this.#kept, edits);
  }

  /** Reads and opens every policy, once for each version. */
  #openAll(version: number): Promise<Policies<OpenPolicy>> {
    if (this.#opening?.version !== version)
      this.#opening = { version, state: this.#openNow(version) };
    return this.#opening.state;
  }

  async #openNow(version: number): Promise<Policies<OpenPolicy>> {
    await this.#ending;
    const files = await this.#read();
    const known = new Map<string, FromFiles<OpenPolicy>>();
    if (this.#version !== version) return known;
    this.#files = files;
    const before = this.#opened;
    this.#opened = known;
    for (const group of this.#groups(files)) {
      const key = group.files[0] ?? group.root;
      known.set(key, this.#openGroup(group, files, before.get(key), this.#checked.get(key)));
    }
    for (const kept of [this.#checked, this.#running])
      for (const key of kept.keys()) if (!known.has(key)) kept.delete(key);
    return known;
  }

  /** Every file with its tree, where its text can be read. */
  async #read(): Promise<ReadonlyMap<string, PolicyFile>> {
    const paths = await this.#folders.paths([...this.#open.keys()]);
    const texts = await Promise.all(paths.map((path) => this.#text(path)));
    const files = new Map<string, PolicyFile>();
    for (const [index, path] of paths.entries()) {
      const text = texts[index];
      const before = this.#files.get(path);
      if (text === undefined) continue;
      files.set(path, readPolicyFile({ path, text }, before, true));
    }
    return files;
  }

  #text(path: string): Promise<string | PieceText | undefined> {
    const open = this.#open.get(path);
    if (open !== undefined) return Promise.resolve(open.text);
    let text = this.#disk.get(path);
    if (text === undefined) this.#disk.set(path, (text = this.fileSystem.read(path)));
    return text;
  }

  /**
   * Open documents of other names (new ones, that were never saved) are policies by themselves, and so are open configurations
   * beside which there is no policy yet.
   */
  #groups(files: ReadonlyMap<string, PolicyFile>): readonly PolicyPaths[] {
    const paths = [...files.keys()];
    const unnamed = paths.filter((path) => !isKnownName(path));
    const groups = groupPolicies(paths);
    const used = new Set(groups.map(({ config }) => config));
    const alone = [...this.#open.keys()].filter(
      (path) => fileNameOf(path) === CONFIG_FILE && !used.has(path) && files.has(path),
    );
    return [
      ...groups,
      ...unnamed.map((path) => ({ root: path, files: [path], config: undefined })),
      ...alone.map((path) => ({ root: path, files: [], config: path })),
    ];
  }

  #openGroup(
    group: PolicyPaths,
    all: ReadonlyMap<string, PolicyFile>,
    before: FromFiles<OpenPolicy> | undefined,
    checked: FromFiles<Checked> | undefined,
  ): FromFiles<OpenPolicy> {
    const files = group.files.flatMap((path) => all.get(path) ?? []);
    const config = group.config === undefined ? undefined : all.get(group.config);
    if (before?.config === config && before && sameFiles(before.files, files)) return before;
    // What has changed is told from the last check on.
    const since = before === checked ? undefined : before?.policy.policy.changes;
    return { files, config, policy: openPolicy(this.matrix, files, config, before?.policy, since) };
  }
}

function sameFiles(a: readonly PolicyFile[], b: readonly PolicyFile[]): boolean {
  return a.length === b.length && a.every((file, index) => file === b[index]);
}

/** Folders come and go under their own name, without their files'. */
function isFolder(path: string): boolean {
  return !isPolicyFile(path) && !/\.[a-z0-9]+$/iu.test(path);
}
