// What a person sees in VS Code for the Web: the built extension in its workbench, with the mouse and the keyboard.
import { runVisits } from './visits.mjs';
import { serveWeb } from './web-server.mjs';
import { ACCESS_IN_WEB } from './workbench/access-view.mjs';
import { MEMBERS } from './workbench/members.mjs';
import { TEST_EXPLORER } from './workbench/test-explorer.mjs';

/** Those of the views, which are made of what the extension's worker says, and of pages of its own. */
const VISITS = [MEMBERS, TEST_EXPLORER, ACCESS_IN_WEB];

/** How many tests passed and failed. */
export async function testWorkbenchForWeb(data, workspace) {
  const server = await serveWeb(workspace);
  try {
    return await runVisits(VISITS, data, { workspace, address: server.address });
  } finally {
    server.stop();
  }
}
