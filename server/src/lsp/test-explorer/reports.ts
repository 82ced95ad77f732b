import type { Range } from 'vscode-languageserver';
import type { ExpectationResult, TestResult } from '../../core/tests/run-test.js';
import { Distinct } from '../../core/text/distinct.js';
import { type LocationOf, locationsIn } from '../locations.js';
import type { CheckedState } from '../workspace/state.js';
import type { Workspace } from '../workspace/workspace.js';
import type { PolicyExpectation, PolicyTest, ProofStep, TestsReport } from './protocol.js';

/** A test as the client was last told of it. */
interface Told {
  readonly result: TestResult;
  /** The line of its name: all that it says moves with it. */
  readonly line: number;
}

/** What one client is told of the tests: of each again only where something has changed. */
export class TestReports {
  #told: ReadonlyMap<string, Told> = new Map();
  #resultId = '';
  #ids = 0;

  /**
   * @param previousResultId of the report that the client has; where that isn't the last one, it is told everything
   */
  of(
    state: CheckedState,
    workspace: Pick<Workspace, 'uri'>,
    previousResultId: string | undefined,
  ): TestsReport {
    const isWhole = previousResultId === undefined || previousResultId !== this.#resultId;
    const before: ReadonlyMap<string, Told> = isWhole ? new Map() : this.#told;
    const told = new Map<string, Told>();
    const tests: PolicyTest[] = [];
    for (const policy of state.policies) {
      const writer = new TestWriter(locationsIn(workspace, state, policy));
      for (const result of policy.tests) {
        const place = writer.place(result.test.key.origin);
        if (place === undefined) continue;
        const id = writer.id(place.uri, result);
        const { line } = place.range.start;
        const known = before.get(id);
        const isSame = known?.result === result;
        told.set(id, isSame && known.line === line ? known : { result, line });
        if (isSame && known.line === line) continue;
        tests.push({
          id,
          uri: place.uri,
          label: result.test.key.text,
          range: place.range,
          isMoved: isSame,
          expectations: writer.expectations(result),
        });
      }
    }
    const removed = [...before.keys()].filter((id) => !told.has(id));
    this.#told = told;
    if (isWhole || tests.length + removed.length > 0) this.#resultId = String((this.#ids += 1));
    return { resultId: this.#resultId, isWhole, tests, removed };
  }
}

/** Says what came of the tests of one policy. */
class TestWriter {
  readonly #names = new Distinct();

  constructor(readonly place: LocationOf) {}

  id(uri: string, { test }: TestResult): string {
    return `${uri}#${this.#names.of(uri, test.key.text)}`;
  }

  expectations({ expectations }: TestResult): readonly PolicyExpectation[] {
    const labels = new Distinct();
    return expectations.flatMap((result) => {
      const place = this.place(result.written.origin);
      const label = labels.of('', result.written.text);
      return place === undefined ? [] : [this.expectation(label, place.range, result)];
    });
  }

  private expectation(
    label: string,
    range: Range,
    { state, message, expected, verdict, proof }: ExpectationResult,
  ): PolicyExpectation {
    return {
      label,
      range,
      state,
      ...(state !== 'passed' && { message }),
      ...(expected !== undefined && { expected }),
      ...(verdict !== undefined && { verdict }),
      proof: proof.map(({ text, origin }): ProofStep => ({
        text,
        ...this.place(origin),
      })),
    };
  }
}
