import {
  type CancellationToken,
  type Connection,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { OpenPolicy } from '../core/check.js';
import { RULE_IDS } from '../core/rules/ids.js';
import type { LineMap } from '../core/text/line-map.js';
import { type Abilities, abilitiesOf } from './client-abilities.js';
import type { Shown } from './diagnostics/to-lsp.js';
import type { Host } from './host.js';
import { DEFAULT_SETTINGS, type Settings } from './settings.js';
import { inSlices } from './slices.js';
import { canonicalUri } from './uri.js';
import type { CheckedState, WorkspaceState } from './workspace/state.js';
import type { Soon, Workspace } from './workspace/workspace.js';

/** Answers a request. */
type Handler<P, R> = (params: P, token: CancellationToken) => Promise<R | ResponseError<never>>;

/** What is asked of the text of a document. */
interface OfText {
  readonly textDocument: { readonly uri: string };
}

/** A file of the workspace that a request is about. */
export interface AskedFile<P extends OpenPolicy = OpenPolicy> {
  readonly state: WorkspaceState<P>;
  readonly path: string;
  readonly lines: LineMap;
}

/** A place in it. */
export interface AskedPlace<P extends OpenPolicy = OpenPolicy> extends AskedFile<P> {
  readonly offset: number;
}

/** One connected client. */
export class Session {
  abilities: Abilities = abilitiesOf({});
  settings: Settings = DEFAULT_SETTINGS;
  /** The folder of the rules' pages as a URI, where the client has one. */
  rulePages: string | undefined;
  /** The commands that the client runs itself. */
  commands: ReadonlySet<string> = new Set();
  /** Whether the client has said that it takes requests. */
  isReady = false;

  constructor(
    readonly connection: Connection,
    readonly workspace: Workspace,
    private readonly host: Host,
  ) {}

  get shown(): Shown {
    return {
      uri: (path) => this.workspace.uri(path),
      most: this.settings.maxDiagnostics,
      related: this.abilities.relatedInformation,
      page: (rule) => (this.abilities.codeDescription ? this.rulePage(rule) : undefined),
    };
  }

  /** The address of a rule's page; undefined where there is none. */
  rulePage(rule: string): string | undefined {
    const folder = this.rulePages ?? this.host.rulePages;
    return folder !== undefined && RULE_IDS.includes(rule) ? `${folder}/${rule}.md` : undefined;
  }

  /**
   * A request's handler: lets in what waits, such as the request's cancellation and newer texts, before it works. It waits for
   * no results of tests and no diagnostics. What it throws is logged, and answered by `otherwise`, unless it is meant for the
   * user: a `ResponseError`.
   */
  handler<P, R>(
    name: string,
    otherwise: R,
    answer: (params: P, state: WorkspaceState, token: CancellationToken) => R | Promise<R>,
  ): Handler<P, R> {
    return this.#handler(name, otherwise, () => this.workspace.openState(), answer);
  }

  /** The same for a request that needs results of tests, or diagnostics. */
  checkedHandler<P, R>(
    name: string,
    otherwise: R,
    answer: (params: P, state: CheckedState, token: CancellationToken) => R | Promise<R>,
  ): Handler<P, R> {
    return this.#handler(name, otherwise, () => this.workspace.state(), answer);
  }

  /**
   * The same for a request that is asked again when there is more to be said. Clients that can't be told to do so wait for all
   * that there is to say.
   */
  soonHandler<P, R>(
    name: string,
    otherwise: R,
    answer: (params: P, soon: Soon, token: CancellationToken) => R | Promise<R>,
  ): Handler<P, R> {
    const stateNow = async (): Promise<Soon> =>
      this.abilities.refreshesDiagnostics
        ? this.workspace.soonState()
        : { state: await this.workspace.state(), isWhole: true };
    return this.#handler(name, otherwise, stateNow, answer);
  }

  /**
   * One for a request about a text as it was when the client asked: where it has changed since, nothing is worked out, and the
   * client, which asks again, is told so.
   */
  currentHandler<P extends OfText, R>(
    name: string,
    otherwise: R,
    answer: (params: P, state: WorkspaceState) => R | Promise<R>,
  ): Handler<P, R> {
    return this.#currentHandler(name, otherwise, () => this.workspace.openState(), answer);
  }

  /** The same for a request that needs results of tests. */
  currentCheckedHandler<P extends OfText, R>(
    name: string,
    otherwise: R,
    answer: (params: P, state: CheckedState) => R | Promise<R>,
  ): Handler<P, R> {
    return this.#currentHandler(name, otherwise, () => this.workspace.state(), answer);
  }

  #currentHandler<P extends OfText, R, S>(
    name: string,
    otherwise: R,
    stateNow: () => Promise<S>,
    answer: (params: P, state: S) => R | Promise<R>,
  ): Handler<P, R> {
    return (params, token) => {
      const version = (): number | null =>
        this.workspace.documentVersion(canonicalUri(params.textDocument.uri));
      const asked = version();
      const currentState = async (): Promise<S> => {
        // Messages come in one at a time: the next may be a change.
        await this.host.pause();
        if (version() === asked) {
          const state = await stateNow();
          if (version() === asked) return state;
        }
        throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed');
      };
      return this.#handler(name, otherwise, currentState, answer)(params, token);
    };
  }

  #handler<P, R, S>(
    name: string,
    otherwise: R,
    stateNow: () => Promise<S>,
    answer: (params: P, state: S, token: CancellationToken) => R | Promise<R>,
  ): Handler<P, R> {
    return async (params, token) => {
      try {
        await this.host.pause();
        if (isCancelled(token)) return cancelled();
        const state = await stateNow();
        return isCancelled(token) ? cancelled() : await answer(params, state, token);
      } catch (error) {
        // What the user is to be told.
        if (error instanceof ResponseError) throw error;
        this.log(name, error);
        return otherwise;
      }
    };
  }

  /**
   * Does work that takes long, and lets in what waits every few milliseconds. Throws where the request is cancelled
   * meanwhile.
   */
  async inSlices<T>(work: Iterator<unknown, T>, token: CancellationToken): Promise<T> {
    const done = await inSlices(work, this.host, () => !isCancelled(token));
    if (done === undefined) throw cancelled();
    return done;
  }

  /**
   * Tells the client after a change that there may be news of what it has asked for: once, until it has asked again.
   *
   * @param notification the method
   * @returns is to be called whenever the client asks
   */
  announce(notification: string): () => void {
    let isAsked = false;
    this.workspace.onChange(() => {
      if (!isAsked) return;
      isAsked = false;
      void this.inBackground(notification, () => this.connection.sendNotification(notification));
    });
    return () => {
      isAsked = true;
    };
  }

  /** Work that no request waits for; what it throws is logged. */
  async inBackground(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log(name, error);
    }
  }

  log(name: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(`${name}: ${text}`);
  }

  /** The file of a request; undefined where it belongs to no policy. */
  file<P extends OpenPolicy>(state: WorkspaceState<P>, uri: string): AskedFile<P> | undefined {
    const path = canonicalUri(uri);
    const lines = state.lines(path);
    return lines && { state, path, lines };
  }

  /** The place of a request; one outside the text is moved to the nearest inside. */
  place<P extends OpenPolicy>(
    state: WorkspaceState<P>,
    { textDocument, position }: TextDocumentPositionParams,
  ): AskedPlace<P> | undefined {
    const file = this.file(state, textDocument.uri);
    return file && { ...file, offset: file.lines.offset(sound(position)) };
  }
}

/** A position of whole, finite numbers. */
export function sound({ line, character }: Position): Position {
  const whole = (value: number): number => (Number.isFinite(value) ? Math.floor(value) : 0);
  return { line: whole(line), character: whole(character) };
}

/** Asked anew each time: what is read of a token before waiting need not hold after it. */
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'cancelled');
}
