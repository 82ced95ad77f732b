import { commands, type Disposable, window, workspace } from 'vscode';
import {
  type Choices,
  CHOICES_REQUEST,
  type ChoicesParams,
} from '../../../server/src/lsp/questions/protocol.js';
import {
  EDIT_MEMBERS_REQUEST,
  type EditMembersParams,
  type MembersChange,
  type MembersEdited,
  type MembersList,
  type RoleRow,
  type SpaceSummary,
} from '../../../server/src/lsp/members/protocol.js';
import { QuestionBox } from '../question-box.js';
import { type Access, OWNER } from './filter.js';
import type { MembersView } from './members-view.js';
import type { AppNode, MemberNode, SpaceNode } from './nodes.js';

/** The commands of the view of members. All of them edit the policy's text, which can be undone there. */
export function registerMembersCommands(view: MembersView): Disposable[] {
  const editing = new MembersEditing(view);
  return [
    commands.registerCommand('spaceward.members.add', (node: SpaceNode) => editing.add(node)),
    commands.registerCommand('spaceward.members.changeRoles', (node: MemberNode | AppNode) =>
      editing.changeRoles(node),
    ),
    commands.registerCommand('spaceward.members.remove', (node: MemberNode | AppNode) =>
      editing.remove(node),
    ),
    commands.registerCommand('spaceward.members.share', (node: MemberNode) => editing.share(node)),
    commands.registerCommand('spaceward.members.toMember', (node: MemberNode) =>
      editing.toMember(node),
    ),
    commands.registerCommand('spaceward.members.toShares', (node: MemberNode) =>
      editing.toShares(node),
    ),
    commands.registerCommand('spaceward.members.filterByRole', () => filterByRole(view)),
    commands.registerCommand('spaceward.members.filterByAccess', () => filterByAccess(view)),
    commands.registerCommand('spaceward.members.clearFilter', () => {
      view.filter = {};
    }),
  ];
}

class MembersEditing {
  constructor(private readonly view: MembersView) {}

  async add({ space }: SpaceNode): Promise<void> {
    const list = await this.view.list(space);
    if (list === undefined) return;
    const known = new Set(list.rows.map(({ who }) => who));
    const added = await QuestionBox.with(async (box) => {
      const who = await this.#pickPerson(box, space, known);
      const roles = who && (await pickRoles(box, list.memberRoles));
      return who && roles && { who, roles };
    });
    if (added) await this.#edit(space, added.who, { kind: 'add', roles: added.roles });
  }

  async changeRoles(node: MemberNode | AppNode): Promise<void> {
    const { row, space, list } = memberOf(node);
    const app = node.kind === 'app' ? node.app : undefined;
    const titles = app === undefined ? list.memberRoles : list.shareRoles;
    const held = app?.roles ?? row.roles;
    const roles = await QuestionBox.with((box) => pickRoles(box, titles, held));
    if (roles !== undefined)
      await this.#edit(space, row.who, { kind: 'set-roles', roles, ...named(app) });
  }

  async remove(node: MemberNode | AppNode): Promise<void> {
    const { row, space } = memberOf(node);
    await this.#edit(space, row.who, {
      kind: 'remove',
      ...named(node.kind === 'app' ? node.app : undefined),
    });
  }

  /** Shares one more app with somebody. */
  async share({ row, space, list }: MemberNode): Promise<void> {
    const shared = new Set(row.apps.map(({ name }) => name));
    const added = await QuestionBox.with(async (box) => {
      const app = await box.pick(
        labelled(list.apps.filter((name) => !shared.has(name))),
        `Which app of ${space.space} is shared with ${row.who}?`,
      );
      const roles = app && (await pickRoles(box, list.shareRoles));
      return app && roles && { app: app.label, roles };
    });
    if (added) await this.#edit(space, row.who, { kind: 'add', ...added });
  }

  async toMember({ row, space, list }: MemberNode): Promise<void> {
    const roles =
      row.roles.length > 0
        ? row.roles.map(({ title }) => title)
        : await QuestionBox.with((box) => pickRoles(box, list.memberRoles));
    if (roles !== undefined) await this.#edit(space, row.who, { kind: 'to-member', roles });
  }

  async toShares({ row, space, list }: MemberNode): Promise<void> {
    const shares = await QuestionBox.with(async (box) => {
      const apps = await box.pickSome(
        labelled(list.apps),
        `Which apps of ${space.space} are shared with ${row.who} instead of the membership?`,
      );
      const roles = apps && (await pickRoles(box, list.shareRoles));
      return apps && roles && { apps: apps.map(({ label }) => label), roles };
    });
    if (shares) await this.#edit(space, row.who, { kind: 'to-shares', ...shares });
  }

  async #pickPerson(
    box: QuestionBox,
    { uri }: SpaceSummary,
    known: ReadonlySet<string>,
  ): Promise<string | undefined> {
    const params: ChoicesParams = { uri };
    const choices = await this.view.client.sendRequest<Choices | null>(CHOICES_REQUEST, params);
    const people = (choices?.people ?? []).filter(
      ({ value }) => !known.has(value) && value !== 'anyone with the link',
    );
    return (await box.pick(people, 'Who becomes a member?'))?.value;
  }

  async #edit({ uri, space }: SpaceSummary, who: string, change: MembersChange): Promise<void> {
    const { client } = this.view;
    const params: EditMembersParams = { uri, space, who, change };
    const edited = await client.sendRequest<MembersEdited>(EDIT_MEMBERS_REQUEST, params);
    if (edited.kind === 'problem') void window.showWarningMessage(edited.message);
    else {
      const edit = await client.protocol2CodeConverter.asWorkspaceEdit(edited.edit);
      if (!(await workspace.applyEdit(edit)))
        void window.showWarningMessage('The policy has changed in between: try again.');
    }
  }
}

function memberOf(node: MemberNode | AppNode): MemberNode {
  return node.kind === 'app' ? node.member : node;
}

function named(app: { readonly name: string } | undefined): { readonly app?: string } {
  return app === undefined ? {} : { app: app.name };
}

/** Asks for at least one role; where there is only one, nobody is asked. */
async function pickRoles(
  box: QuestionBox,
  titles: readonly string[],
  held: readonly RoleRow[] = [],
): Promise<readonly string[] | undefined> {
  if (titles.length === 1) return titles;
  const items = labelled(titles);
  const picked = items.filter(({ label }) => held.some(({ title }) => title === label));
  return (await box.pickSome(items, 'As what?', picked))?.map(({ label }) => label);
}

function labelled(names: readonly string[]): readonly { readonly label: string }[] {
  return names.map((label) => ({ label }));
}

const ANY = 'Any';

async function filterByRole(view: MembersView): Promise<void> {
  const roles = await rolesOf(view);
  const role = await window.showQuickPick([ANY, OWNER, ...roles], {
    placeHolder: 'Show those who have which role?',
  });
  if (role !== undefined) view.filter = without(view, 'role', role === ANY ? undefined : role);
}

async function filterByAccess(view: MembersView): Promise<void> {
  const all: readonly Access[] = ['members', 'shared apps'];
  const access = await window.showQuickPick([ANY, ...all], {
    placeHolder: 'Show those who have which access?',
  });
  const found = all.find((each) => each === access);
  if (access !== undefined) view.filter = without(view, 'access', found);
}

/** The filter with one part set, or taken away. */
function without<K extends keyof MembersView['filter']>(
  { filter }: MembersView,
  part: K,
  value: MembersView['filter'][K] | undefined,
): MembersView['filter'] {
  const rest = Object.fromEntries(Object.entries(filter).filter(([key]) => key !== part));
  return value === undefined ? rest : { ...rest, [part]: value };
}

/** Every role that some space's type has. */
async function rolesOf(view: MembersView): Promise<readonly string[]> {
  const nodes = await view.getChildren();
  const types = new Map<string, SpaceSummary>();
  for (const node of nodes) if (node.kind === 'space') types.set(node.space.type, node.space);
  const lists: (MembersList | undefined)[] = await Promise.all(
    [...types.values()].map((space) => view.list(space)),
  );
  return [
    ...new Set(
      lists.flatMap((list) => [...(list?.memberRoles ?? []), ...(list?.shareRoles ?? [])]),
    ),
  ];
}
