import {
  CancellationTokenSource,
  type Disposable,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  ACCESS_REQUEST,
  type AccessParams,
  type AccessReport,
  type Proof,
  PROOF_REQUEST,
  type ProofParams,
} from '../../../server/src/lsp/access/protocol.js';
import { WhenQuiet } from '../quiet.js';
import type { CellName, FromPage, Link, Shown, ToPage } from './messages.js';
import { pageHtml, type PageParts } from './page.js';

/** News are asked for when nobody has typed for so long, in milliseconds. */
const QUIET = 200;

/**
 * A page waits so long, in milliseconds, for what it is to show, to come with it: VS Code takes longer to be ready for a page.
 */
const WAIT = 400;

const NO_POLICY = 'This file belongs to no policy that Spaceward could read.';

/** What a panel asks of others. */
export interface PanelHost {
  readonly client: BaseLanguageClient;
  /** The extension's folder. */
  readonly folder: Uri;
  /** What pages are made of. */
  readonly parts: Promise<PageParts>;
  /** Has the user choose what to show instead; undefined where they gave up. */
  readonly choose: (shown: Shown) => Promise<Shown | undefined>;
}

/** One access view: a page with a table, and its questions to the server. */
export class AccessPanel {
  readonly #registrations: readonly Disposable[];
  /** What the page shows, for when it starts anew: one that was hidden does. */
  #latest: ToPage | undefined;
  #resultId: string | undefined;
  #asking: CancellationTokenSource | undefined;
  readonly #quiet = new WhenQuiet(QUIET, () => void this.#refresh());
  /** Whether the page takes messages. */
  #isReady = false;
  /** Whether there may be news that weren't asked for, as nobody sees the page. */
  #isStale = false;
  #isGone = false;
  #parts: PageParts | undefined;
  /** What the page has from its start. */
  #first: ToPage | undefined;
  /** Ends the page's wait for what it is to show. */
  #hasNews: () => void = () => undefined;

  constructor(
    readonly panel: WebviewPanel,
    private shownNow: Shown,
    private readonly host: PanelHost,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [] };
    this.#registrations = [
      webview.onDidReceiveMessage((message: FromPage) => this.#hear(message)),
      panel.onDidChangeViewState(() => {
        if (panel.visible && this.#isStale) this.refreshSoon();
        // Seen again, it is not to begin with what is old by then.
        if (!panel.visible && this.#first !== undefined) this.#begin(undefined);
      }),
    ];
    panel.onDidDispose(() => {
      this.#isGone = true;
      this.#quiet.stop();
      this.#asking?.cancel();
      for (const registration of this.#registrations) registration.dispose();
    });
    const icon = (theme: string): Uri =>
      Uri.joinPath(host.folder, 'client', 'images', `policy-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    void this.#load();
    void this.#refresh();
  }

  get shown(): Shown {
    return this.shownNow;
  }

  /** Shows something else than before. */
  #show(shown: Shown): void {
    this.shownNow = shown;
    this.#resultId = undefined;
    void this.#refresh();
  }

  /** There may be news. */
  refreshSoon(): void {
    this.#isStale = true;
    if (this.panel.visible) this.#quiet.soon();
    else this.#quiet.stop();
  }

  /** Another server runs, which knows nothing of what was told before. */
  restarted(): void {
    this.#resultId = undefined;
    this.refreshSoon();
  }

  async #hear(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        if (this.#latest !== undefined && this.#latest !== this.#first) this.#send(this.#latest);
        return;
      case 'choose': {
        const shown = await this.host.choose(this.shown);
        if (shown !== undefined) this.#show(shown);
        return;
      }
      case 'explain':
        return this.#explain(message.cell);
      case 'open':
        return open(message.link, this.host.client);
    }
  }

  async #load(): Promise<void> {
    const news = new Promise<void>((resolve) => {
      this.#hasNews = resolve;
      setTimeout(resolve, WAIT);
    });
    [this.#parts] = await Promise.all([this.host.parts, news]);
    if (!this.#isGone) this.#begin(this.#latest);
  }

  /** Has the page start with something, when it starts next: at once, if it is seen. */
  #begin(first: ToPage | undefined): void {
    if (this.#parts === undefined) return;
    this.#first = first;
    this.panel.webview.html = pageHtml(this.#parts, first);
  }

  async #refresh(): Promise<void> {
    const { shown } = this;
    this.#isStale = false;
    this.#asking?.cancel();
    const asking = (this.#asking = new CancellationTokenSource());
    const known = this.#resultId;
    const params: AccessParams = {
      ...shown,
      ...(known !== undefined && { previousResultId: known }),
    };
    try {
      const { client } = this.host;
      const report = await client.sendRequest<AccessReport | null>(
        ACCESS_REQUEST,
        params,
        asking.token,
      );
      if (!asking.token.isCancellationRequested) this.#take(report, shown);
    } catch (error) {
      // A request that was cancelled is followed by another one; the client has told of others.
      if (asking.token.isCancellationRequested) return;
      this.#put(undefined, { type: 'problem', message: String(error) });
    }
  }

  #take(report: AccessReport | null, shown: Shown): void {
    if (report === null) this.#put(undefined, { type: 'problem', message: NO_POLICY });
    else if (report.kind === 'problem') this.#put(undefined, { ...report, type: 'problem' });
    else if (report.kind === 'same') this.#send({ type: 'moved' });
    else {
      const { access, resultId } = report;
      this.panel.title = `Access: ${access.title}`;
      this.#put(resultId, { type: 'access', shown, access });
    }
  }

  #put(resultId: string | undefined, message: ToPage): void {
    this.#resultId = resultId;
    this.#latest = message;
    this.#hasNews();
    this.#send(message);
  }

  async #explain(cell: CellName): Promise<void> {
    const params: ProofParams = { ...this.shown, ...cell };
    const { client } = this.host;
    const proof = await client
      .sendRequest<Proof | null>(PROOF_REQUEST, params)
      .catch((error: unknown): Proof => ({ kind: 'problem', message: String(error) }));
    this.#send({ type: 'proof', cell, proof: proof ?? { kind: 'problem', message: NO_POLICY } });
  }

  #send(message: ToPage): void {
    if (this.#isReady) void this.panel.webview.postMessage(message);
  }
}

/** Shows a line of the policy, where its file is open already, else beside the view. */
async function open({ uri, range }: Link, client: BaseLanguageClient): Promise<void> {
  const target = Uri.parse(uri);
  const visible = window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === target.toString(),
  );
  await window.showTextDocument(target, {
    selection: client.protocol2CodeConverter.asRange(range),
    viewColumn: visible?.viewColumn ?? ViewColumn.One,
  });
}
