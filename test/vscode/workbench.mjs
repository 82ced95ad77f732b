// What a person sees: the packed extension in the workbench of VS Code, with the mouse and the keyboard.
import { join } from 'node:path';
import { address, install, remote, startServer } from './server.mjs';
import { runVisits } from './visits.mjs';
import { ACCESS_LARGE, ACCESS_VIEW } from './workbench/access-view.mjs';
import { CONFIG } from './workbench/config.mjs';
import { MEMBERS } from './workbench/members.mjs';
import { MEMBERS_LIST } from './workbench/members-list.mjs';
import { RENAME } from './workbench/rename.mjs';
import { SETTINGS } from './workbench/settings.mjs';
import { TEST_EXPLORER } from './workbench/test-explorer.mjs';
import { TYPING } from './workbench/typing.mjs';

const VISITS = [
  MEMBERS_LIST,
  MEMBERS,
  TEST_EXPLORER,
  ACCESS_VIEW,
  ACCESS_LARGE,
  RENAME,
  CONFIG,
  SETTINGS,
  TYPING,
];

/** How many tests passed and failed. */
export async function testWorkbench(data, workspace, vsix) {
  await install(data, vsix);
  const server = await startServer(data);
  try {
    return await runVisits(VISITS, data, {
      server,
      workspace,
      address(below, file) {
        const folder = join(workspace, below);
        const open = file === undefined ? [] : [['openFile', remote(server, join(folder, file))]];
        return address(server, folder, open);
      },
    });
  } finally {
    await server.stop();
  }
}
