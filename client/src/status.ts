import { Disposable, StatusBarAlignment, window } from 'vscode';
import type { Sums, TestExplorer } from './test-explorer.js';

/** How many expectations of the workspace's policies hold, in the status bar; nothing where there is none. */
export function showStatus(explorer: TestExplorer): Disposable {
  const item = window.createStatusBarItem('spaceward.tests', StatusBarAlignment.Left);
  item.name = 'Spaceward: tests of policies';
  item.command = 'workbench.view.testing.focus';
  const update = (sums: Sums): void => {
    const { passed, total } = sums;
    const failing = total - passed;
    item.text =
      failing === 0 ? `$(key) ${passed} hold` : `$(error) ${failing} of ${total} do not hold`;
    item.tooltip = `${passed} of ${total} expectations of the policies hold. Shows the Testing view.`;
    item.accessibilityInformation = { label: `Spaceward: ${passed} of ${total} expectations hold` };
    if (total === 0) item.hide();
    else item.show();
  };
  return Disposable.from(item, explorer.onDidCount(update));
}
