// Who has access to a space, as a tree that is edited.
import assert from 'node:assert/strict';
import { until } from '../time.mjs';
import { drawn, expand, line, notifications, pick, shot } from './page.mjs';

/** Each in the state that the one before has left. */
export const MEMBERS = {
  folder: 'members',
  file: 'sales.spaceward.yaml',
  tests: [
    ['members and users of shared apps are listed, with their highest roles', listed],
    ['one who has several roles and apps is expanded', expanded],
    ['a filter is shown while it is active, and can be cleared', filtered],
    ['roles are changed in the text, and that can be undone', changed],
    ['a user of a shared app becomes a member, and back', moved],
    ['somebody is added, and removed', added],
    ['nothing was complained about', quiet],
  ],
};

function row(page, text) {
  return page
    .locator('[id="workbench.view.extension.spaceward"] .monaco-list-row', { hasText: text })
    .first();
}

/** Chooses from the menu of a row. */
async function menu(page, who, command) {
  await row(page, who).click({ button: 'right' });
  const item = page.locator('.monaco-menu .action-menu-item', { hasText: command }).first();
  await item.waitFor();
  // A menu takes no click while it opens.
  await until(10_000, `${command} is chosen`, async () => {
    await item.click({ timeout: 1000 }).catch(() => undefined);
    return !(await item.isVisible());
  });
}

async function undo(page) {
  await page.locator('.editor-group-container .view-lines').first().click();
  await page.keyboard.press('Control+z');
}

async function listed({ page }) {
  await page.locator('.activitybar').getByRole('tab', { name: 'Spaceward' }).click();
  await expand(page, row(page, 'Sales Development'), row(page, 'anna2'));
  const text = async (who) => (await row(page, who).innerText()).replace(/\s+/gu, ' ');
  assert.match(await text('anna'), /annaOwner, 2 shared apps/u);
  assert.match(await text('ali'), /aliCan manage/u);
  assert.match(await text('anna2'), /anna2Can view, 1 shared app/u);
  await row(page, 'ali').locator('.codicon-folder-library').waitFor();
  await row(page, 'anna2').locator('.codicon-file').waitFor();
}

async function expanded({ page }) {
  await expand(page, row(page, 'anna'), row(page, 'Quarterly results'));
  await drawn(page, 'members: 1 user');
  await shot(page, 'members', { x: 0, y: 0, width: 1280, height: 520 }, 'css');
}

async function filtered({ page }) {
  const view = page.locator('.part.sidebar');
  await view.getByRole('button', { name: 'Filter Members by Access' }).click();
  await pick(page, 'shared', 'shared apps');
  await view.getByText('Shown: shared apps').waitFor();
  await row(page, 'ali').waitFor({ state: 'detached' });
  await shot(page, 'members-filtered');
  await view.getByRole('button', { name: 'Clear Filter' }).click();
  await row(page, 'ali').waitFor();
}

async function changed({ page }) {
  await menu(page, 'ali', 'Change Roles');
  const box = page.locator('.quick-input-widget');
  await box.locator('.monaco-list-row', { hasText: 'Can edit' }).first().waitFor();
  await shot(page, 'members-roles');
  await box.locator('.monaco-list-row', { hasText: 'Can manage' }).first().click();
  await box.locator('.monaco-list-row', { hasText: 'Can consume data' }).first().click();
  await page.keyboard.press('Enter');
  await line(page, 'ali: can consume data').waitFor();
  await row(page, 'Can consume data').waitFor();
  await undo(page);
  await line(page, 'ali: can manage').waitFor();
  await row(page, 'Can manage').waitFor();
}

async function moved({ page }) {
  await menu(page, 'anna2', 'Make a Member Instead of Shares');
  const box = page.locator('.quick-input-widget');
  await box.locator('.monaco-list-row', { hasText: 'Can view' }).first().click();
  await page.keyboard.press('Enter');
  await row(page, 'anna2').locator('.codicon-folder-library').waitFor();
  assert.equal(await line(page, 'anna2: can view').count(), 1);
  await menu(page, 'anna2', 'Share Apps Instead of Membership');
  await box.locator('.monaco-list-row', { hasText: 'Demo App' }).first().click();
  await page.keyboard.press('Enter');
  await row(page, 'anna2').locator('.codicon-file').waitFor();
  await line(page, 'anna2: can view').waitFor();
}

async function added({ page }) {
  await menu(page, 'Sales Development', 'Add Member');
  await pick(page, 'admin', 'admin');
  const box = page.locator('.quick-input-widget');
  await box.locator('.monaco-list-row', { hasText: 'Can edit' }).first().click();
  await page.keyboard.press('Enter');
  await line(page, 'admin: can edit').waitFor();
  await row(page, 'admin').waitFor();
  await menu(page, 'admin', 'Remove');
  await line(page, 'admin: can edit').waitFor({ state: 'detached' });
  await row(page, 'admin').waitFor({ state: 'detached' });
}

async function quiet({ page }) {
  assert.deepEqual(await notifications(page), []);
}
