import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  Location,
  MarkdownString,
  Position,
  type Range,
  type TestController,
  type TestItem,
  TestMessage,
  TestMessageStackFrame,
  type TestRun,
  TestRunProfileKind,
  TestRunRequest,
  tests,
  Uri,
  workspace,
} from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { plain } from '../../server/src/lsp/questions/markdown.js';
import {
  type PolicyExpectation,
  type PolicyTest,
  TESTS_CHANGED,
  TESTS_REQUEST,
  type TestsParams,
  type TestsReport,
} from '../../server/src/lsp/test-explorer/protocol.js';
import { WhenQuiet } from './quiet.js';

/** How many expectations there are, and how many of them hold. */
export interface Sums {
  readonly passed: number;
  readonly total: number;
}

/** News are asked for when nobody has typed for so long, in milliseconds. */
const QUIET = 300;

/**
 * The tests of the workspace's policies in VS Code's view of tests, those of unopened files included: files, their tests, and the
 * expectations of each. The server has run them all; what came of them is shown anew whenever that changes.
 */
export class TestExplorer implements Disposable {
  readonly #controller: TestController = tests.createTestController('spaceward', 'Spaceward');
  /** The tests by the server's ids. */
  readonly #tests = new Map<string, { readonly item: TestItem; readonly test: PolicyTest }>();
  readonly #sums = new EventEmitter<Sums>();
  readonly #registrations: readonly { dispose(): unknown }[];
  /** Tells how many expectations hold, each time after there was news. */
  readonly onDidCount = this.#sums.event;
  #resultId: string | undefined;
  readonly #quiet = new WhenQuiet(QUIET, () => void this.#update().catch(() => undefined));
  #asking: Promise<readonly string[]> = Promise.resolve([]);

  constructor(private readonly client: BaseLanguageClient) {
    this.#controller.createRunProfile('Check', TestRunProfileKind.Run, (request, token) =>
      this.#run(request, token),
    );
    this.#controller.refreshHandler = async () => {
      this.#resultId = undefined;
      await this.#update();
    };
    this.#registrations = [
      this.#controller,
      this.#sums,
      client.onNotification(TESTS_CHANGED, () => {
        this.#quiet.soon();
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#quiet.soon();
      }),
    ];
  }

  dispose(): void {
    this.#quiet.stop();
    for (const registration of this.#registrations) registration.dispose();
  }

  /** Takes over what is new, and shows what came of it. */
  async #update(): Promise<void> {
    const changed = await this.#ask();
    const items = changed.flatMap((id) => this.#tests.get(id)?.item ?? []);
    if (items.length === 0) return;
    // Nobody asked for it: no view opens, and it isn't kept among the runs.
    const request = new TestRunRequest(items, undefined, undefined, true, true);
    const run = this.#controller.createTestRun(request, undefined, false);
    for (const id of changed) this.#report(run, id);
    run.end();
  }

  /** What the user asked for. All of it was run already: only what is new is asked of the server. */
  async #run(request: TestRunRequest, token: CancellationToken): Promise<void> {
    await this.#ask();
    const { include, exclude = [] } = request;
    const run = this.#controller.createTestRun(request);
    const isMeant = (item: TestItem): boolean =>
      (include === undefined || isAmong(item, include)) && !isAmong(item, exclude);
    for (const id of this.#tests.keys()) {
      if (token.isCancellationRequested) break;
      this.#report(run, id, isMeant);
    }
    run.end();
  }

  /** Asks for news, one question after the other; the ids of tests of which something else is to be shown. */
  #ask(): Promise<readonly string[]> {
    this.#asking = this.#asking.then(
      () => this.#askNow(),
      () => this.#askNow(),
    );
    return this.#asking;
  }

  async #askNow(): Promise<readonly string[]> {
    const before = this.#resultId;
    const params: TestsParams = before === undefined ? {} : { previousResultId: before };
    const report = await this.client.sendRequest<TestsReport>(TESTS_REQUEST, params);
    const listed = new Set(report.tests.map(({ id }) => id));
    const gone = report.isWhole
      ? [...this.#tests.keys()].filter((id) => !listed.has(id))
      : report.removed;
    for (const id of gone) this.#remove(id);
    for (const test of report.tests) this.#put(test);
    this.#resultId = report.resultId;
    this.#sums.fire(this.#count());
    return report.tests.flatMap(({ id, isMoved }) => (isMoved ? [] : [id]));
  }

  #count(): Sums {
    let [passed, total] = [0, 0];
    for (const { test } of this.#tests.values())
      for (const { state } of test.expectations) {
        total += 1;
        if (state === 'passed') passed += 1;
      }
    return { passed, total };
  }

  #put(test: PolicyTest): void {
    const known = this.#tests.get(test.id)?.item;
    const uri = Uri.parse(test.uri);
    const item = known ?? this.#controller.createTestItem(test.id, test.label, uri);
    const { protocol2CodeConverter: converter } = this.client;
    item.range = converter.asRange(test.range);
    item.sortText = sortText(test.range.start.line);
    item.children.replace(
      test.expectations.map(({ label, range }, index) => {
        const id = `${test.id}#${label}`;
        const child = item.children.get(id) ?? this.#controller.createTestItem(id, label, uri);
        child.range = converter.asRange(range);
        child.sortText = sortText(index);
        return child;
      }),
    );
    if (known === undefined) this.#fileOf(test.uri, uri).children.add(item);
    this.#tests.set(test.id, { item, test });
  }

  #fileOf(id: string, uri: Uri): TestItem {
    const known = this.#controller.items.get(id);
    if (known !== undefined) return known;
    const item = this.#controller.createTestItem(id, workspace.asRelativePath(uri), uri);
    this.#controller.items.add(item);
    return item;
  }

  #remove(id: string): void {
    const file = this.#tests.get(id)?.item.parent;
    this.#tests.delete(id);
    file?.children.delete(id);
    if (file?.children.size === 0) this.#controller.items.delete(file.id);
  }

  /** What came of a test, as far as it is meant. */
  #report(run: TestRun, id: string, isMeant: (item: TestItem) => boolean = () => true): void {
    const known = this.#tests.get(id);
    if (known === undefined) return;
    const { item, test } = known;
    if (test.expectations.length === 0 && isMeant(item)) {
      run.errored(item, messageAt(item, 'the test states nothing: write what it expects'));
      return;
    }
    for (const expectation of test.expectations) {
      const child = item.children.get(`${id}#${expectation.label}`);
      if (child !== undefined && isMeant(child)) this.#reportOne(run, child, expectation);
    }
  }

  #reportOne(run: TestRun, item: TestItem, expectation: PolicyExpectation): void {
    if (expectation.state === 'passed') run.passed(item);
    else {
      const message = this.#messageOf(item, expectation);
      // What depends has neither failed nor passed.
      if (expectation.state === 'failed') run.failed(item, message);
      else run.errored(item, message);
    }
  }

  #messageOf(
    item: TestItem,
    { message = '', expected, verdict, proof }: PolicyExpectation,
  ): TestMessage {
    const text = new MarkdownString(plain(message));
    if (expected !== undefined && verdict !== undefined)
      text.appendMarkdown(`\n\nExpected: **${expected}**. Verdict: **${verdict}**`);
    for (const step of proof) text.appendMarkdown(`\n- ${plain(step.text)}`);
    const { protocol2CodeConverter: converter } = this.client;
    const made = messageAt(item, text);
    made.stackTrace = proof.flatMap(({ text, uri, range }) =>
      uri === undefined || range === undefined
        ? []
        : [new TestMessageStackFrame(text, Uri.parse(uri), converter.asRange(range).start)],
    );
    return made;
  }
}

function messageAt({ uri, range }: TestItem, text: string | MarkdownString): TestMessage {
  const message = new TestMessage(text);
  if (uri !== undefined) message.location = new Location(uri, range ?? START);
  return message;
}

const START: Range | Position = new Position(0, 0);

/** Items stand in the order of the file, and not of their labels. */
function sortText(place: number): string {
  return String(place).padStart(8, '0');
}

/** Whether an item, or what it is a part of, is in a list. */
function isAmong(item: TestItem, list: readonly TestItem[]): boolean {
  for (let each: TestItem | undefined = item; each !== undefined; each = each.parent)
    if (list.includes(each)) return true;
  return false;
}
