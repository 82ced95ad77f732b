import {
  commands,
  type Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import {
  MEMBERS_CHANGED,
  MEMBERS_REQUEST,
  type MembersList,
  type SpaceId,
  SPACES_REQUEST,
  type SpaceSummary,
} from '../../../server/src/lsp/members/protocol.js';
import { WhenQuiet } from '../quiet.js';
import { type Filter, filterText, isShown } from './filter.js';
import { Items, type MemberNode, type Node, type SpaceNode } from './nodes.js';

/** News are shown when nobody has typed for so long, in milliseconds. */
const QUIET = 300;

/** The members list of every space, as a tree: who is a member, who uses shared apps, and as what. */
export class MembersView implements TreeDataProvider<Node>, Disposable {
  readonly #changes = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #items: Items;
  readonly #view: TreeView<Node>;
  readonly #registrations: readonly { dispose(): unknown }[];
  #filter: Filter = {};
  readonly #quiet = new WhenQuiet(QUIET, () => {
    if (this.#view.visible) this.#refresh();
  });
  #isStale = false;

  constructor(readonly client: BaseLanguageClient) {
    this.#items = new Items(client);
    this.#view = window.createTreeView('spaceward.members', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#registrations = [
      this.#view,
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.#isStale) this.#refresh();
      }),
      client.onNotification(MEMBERS_CHANGED, () => {
        this.#refreshSoon();
      }),
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) this.#refreshSoon();
      }),
    ];
  }

  get filter(): Filter {
    return this.#filter;
  }

  set filter(filter: Filter) {
    this.#filter = filter;
    const text = filterText(filter);
    this.#view.message = text ?? '';
    void commands.executeCommand('setContext', 'spaceward.membersFiltered', text !== undefined);
    this.#refresh();
  }

  getTreeItem(node: Node): TreeItem {
    return this.#items.of(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (this.client.state !== State.Running) return [];
    if (node === undefined) return this.#spaces();
    if (node.kind === 'space') return this.#members(node);
    return node.kind === 'member' ? inside(node) : [];
  }

  dispose(): void {
    this.#quiet.stop();
    for (const registration of this.#registrations) registration.dispose();
    this.#changes.dispose();
  }

  async #spaces(): Promise<Node[]> {
    const spaces = await this.client.sendRequest<readonly SpaceSummary[]>(SPACES_REQUEST, {});
    return spaces.map((space) => ({ kind: 'space', space }));
  }

  /** The members list of a space. */
  async list({ uri, space }: SpaceId): Promise<MembersList | undefined> {
    const params: SpaceId = { uri, space };
    return (
      (await this.client.sendRequest<MembersList | null>(MEMBERS_REQUEST, params)) ?? undefined
    );
  }

  async #members({ space }: SpaceNode): Promise<Node[]> {
    const list = await this.list(space);
    const rows = list?.rows.filter((row) => isShown(row, this.#filter)) ?? [];
    if (list === undefined || rows.length === 0) {
      const isFiltered = filterText(this.#filter) !== undefined;
      return [{ kind: 'nobody', text: isFiltered ? 'nobody by this filter' : 'nobody' }];
    }
    return rows.map((row) => ({ kind: 'member', space, list, row }));
  }

  /** What nobody sees isn't worked out. */
  #refreshSoon(): void {
    this.#isStale = true;
    this.#quiet.soon();
  }

  #refresh(): void {
    this.#isStale = false;
    this.#changes.fire(undefined);
  }
}

/** The roles, the highest first, and the apps that are shared. */
function inside(member: MemberNode): Node[] {
  const { isOwner, roles, apps, location } = member.row;
  const owner = { title: 'Owner', ...(location && { location }) };
  const held = isOwner ? [owner, ...roles] : roles;
  return [
    ...held.map((role): Node => ({ kind: 'role', member, role })),
    ...apps.map((app): Node => ({ kind: 'app', member, app })),
  ];
}
