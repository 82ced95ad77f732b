// What VS Code tells a page that runs tests: it calls functions that the page must have from its start on.

/**
 * Lets a page run tests.
 *
 * @param log called with each line that VS Code and the extension host write
 * @returns `end`: a promise of the exit code that VS Code reports
 */
export async function automate(page, log) {
  await page.exposeFunction('codeAutomationLog', (type, parts) => {
    log(`${type} ${parts.join(' ')}`);
  });
  const ended = new Promise((_, reject) => {
    page.on('crash', () => reject(new Error('the page crashed')));
    page.context().on('close', () => reject(new Error('the browser ended')));
  });
  let report;
  const reported = new Promise((resolve) => (report = resolve));
  await page.exposeFunction('codeAutomationExit', report);
  const end = Promise.race([reported, ended]);
  end.catch(() => undefined);
  return { end };
}
