import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { processorMilliseconds, residentMegabytes } from '../support/memory.js';
import type { ServerKind } from './servers.js';

/** A change of one place, as an editor sends it. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** The diagnostics of a changed text. */
export interface Answered {
  /** Until the first diagnostics after the change. */
  readonly milliseconds: number;
  /** For how many of them the server's main thread had a processor. */
  readonly processor: number;
  /** Until there is no more to be said of the change. */
  readonly whole: number;
  /** How many diagnostics there are at first, and in the end. */
  readonly shownFirst: number;
  readonly shown: number;
}

/** Diagnostics that were asked for; without a list: as they were. */
interface Report {
  readonly resultId?: string;
  readonly items?: readonly unknown[];
}

/** A language server in a process of its own, spoken to over its standard input and output. */
export class Client {
  readonly #connection: ProtocolConnection;
  #version = 1;
  #resultId: string | undefined;
  #shown = 0;
  /** When diagnostics were last sent. */
  #sent = 0;
  /** The next time that the server says to ask again. */
  #refreshed = Promise.resolve();
  #refresh: () => void = () => undefined;
  #published: (() => void) | undefined;

  private constructor(
    private readonly kind: ServerKind,
    private readonly server: ChildProcessWithoutNullStreams,
    readonly uri: string,
  ) {
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.onRequest(
      'workspace/configuration',
      ({ items }: { items: readonly { section?: string }[] }) =>
        items.map(({ section }) => kind.settings[section ?? ''] ?? null),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.#refresh();
      return null;
    });
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: PublishDiagnosticsParams) => {
        if (params.uri !== uri) return;
        this.#sent = performance.now();
        this.#shown = params.diagnostics.length;
        this.#published?.();
      },
    );
    connection.listen();
    this.#connection = connection;
  }

  /** Starts a server for the policy in a directory. */
  static async start(kind: ServerKind, directory: string, file: string): Promise<Client> {
    const [command, ...args] = kind.command;
    const server = spawn(command, args, { cwd: directory, stdio: ['pipe', 'pipe', 'pipe'] });
    mustLive(kind, server);
    const client = new Client(kind, server, pathToFileURL(file).href);
    const uri = pathToFileURL(directory).href;
    await client.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'tenant' }],
      capabilities: kind.capabilities,
    });
    await client.#connection.sendNotification('initialized', {});
    return client;
  }

  /** Opens the text, and resolves with the time in milliseconds until its diagnostics are there; undefined after the limit. */
  async open(text: string, limitSeconds = Infinity): Promise<number | undefined> {
    const { uri, kind } = this;
    const before = performance.now();
    const textDocument = { uri, languageId: kind.languageId, version: this.#version, text };
    const shown = this.#diagnostics();
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
    const inTime = await within(limitSeconds, shown());
    return inTime ? performance.now() - before : undefined;
  }

  /** Makes a change, and resolves when all diagnostics of the changed text are there. */
  async change(edit: Edit): Promise<Answered> {
    const shown = this.#diagnostics();
    this.#refreshed = new Promise((resolve) => (this.#refresh = resolve));
    const processor = this.#processor();
    const before = performance.now();
    void this.edit(edit);
    await shown();
    const first = performance.now();
    const [used, shownFirst] = [this.#processor() - processor, this.#shown];
    const last = await this.#last(first);
    return {
      milliseconds: first - before,
      processor: used,
      whole: last - before,
      shownFirst,
      shown: this.#shown,
    };
  }

  /** Makes a change without asking for diagnostics. */
  edit(edit: Edit): Promise<void> {
    this.#version += 1;
    return this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.#version },
      contentChanges: [edit],
    });
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.#connection.sendRequest(method, params);
  }

  residentMegabytes(): number {
    return residentMegabytes(this.server.pid ?? 0);
  }

  #processor(): number {
    return processorMilliseconds(this.server.pid ?? 0);
  }

  /** Ends the server, whatever it is doing. */
  stop(): void {
    this.server.removeAllListeners('exit');
    this.#connection.dispose();
    this.server.kill('SIGKILL');
  }

  /** Waits for the next diagnostics, from now on: asks for them, or takes what is sent. */
  #diagnostics(): () => Promise<void> {
    if (this.kind.mode === 'pull') return () => this.#pull();
    const sent = new Promise<void>((resolve) => (this.#published = resolve));
    return () => sent;
  }

  /** Waits until all that is to be said of a change is there, and tells when that was; often it is what is said first. */
  async #last(first: number): Promise<number> {
    if (this.kind.isPeer) return first;
    if (this.kind.mode === 'pull') {
      // What is said before everything was looked at has no id, and the client is told when to ask again.
      if (this.#resultId !== undefined) return first;
      await this.#refreshed;
      await this.#pull();
      return performance.now();
    }
    // The answers to these wait for everything to be looked at, and what is sent then comes before the second.
    const at = { textDocument: { uri: this.uri }, position: { line: 0, character: 0 } };
    for (let i = 0; i < 2; i += 1) await this.request('textDocument/documentHighlight', at);
    return this.#sent;
  }

  async #pull(): Promise<void> {
    const report = await this.request<Report>('textDocument/diagnostic', {
      textDocument: { uri: this.uri },
      identifier: 'spaceward',
      ...(this.#resultId !== undefined && { previousResultId: this.#resultId }),
    });
    this.#resultId = report.resultId;
    if (report.items !== undefined) this.#shown = report.items.length;
  }
}

/** A server that ends by itself ends the benchmark, with what it said last: nothing would be answered any more. */
function mustLive(kind: ServerKind, server: ChildProcessWithoutNullStreams): void {
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  server.on('exit', (code, signal) => {
    throw new Error(`${kind.name} ended with ${String(code ?? signal)}: ${said}`);
  });
}

/** Whether something is done in so many seconds. */
async function within(seconds: number, done: Promise<void>): Promise<boolean> {
  if (seconds === Infinity) return done.then(() => true);
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, seconds * 1000);
  });
  const inTime = await Promise.race([done.then(() => true), over]);
  clearTimeout(timer);
  return inTime;
}
