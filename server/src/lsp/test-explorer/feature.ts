import type { Feature } from '../features/feature.js';
import type { Session } from '../session.js';
import { TESTS_CHANGED, TESTS_REQUEST, type TestsParams, type TestsReport } from './protocol.js';
import { TestReports } from './reports.js';

const NONE: TestsReport = { resultId: '', isWhole: true, tests: [], removed: [] };

/** The tests of the workspace's policies, for clients that list them: who has asked once is told when to ask again. */
export const TEST_EXPLORER: Feature = {
  capabilities: {},
  requests: [TESTS_REQUEST],
  register: (session: Session) => {
    const { connection, workspace } = session;
    const reports = new TestReports();
    const hasAsked = session.announce(TESTS_CHANGED);
    connection.onRequest(
      TESTS_REQUEST,
      session.checkedHandler(TESTS_REQUEST, NONE, ({ previousResultId }: TestsParams, state) => {
        hasAsked();
        return reports.of(state, workspace, previousResultId);
      }),
    );
  },
};
