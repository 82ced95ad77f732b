import {
  type Command,
  MarkdownString,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState as Collapsible,
  Uri,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  AppRow,
  MemberRow,
  MembersList,
  RoleRow,
  SpaceSummary,
} from '../../../server/src/lsp/members/protocol.js';
import { counted } from '../../../server/src/core/features/counted.js';
import { OWNER } from './filter.js';

/** What stands in the tree. */
export type Node =
  | { readonly kind: 'space'; readonly space: SpaceSummary }
  | {
      readonly kind: 'member';
      readonly space: SpaceSummary;
      readonly list: MembersList;
      readonly row: MemberRow;
    }
  | { readonly kind: 'role'; readonly member: MemberNode; readonly role: RoleRow }
  | { readonly kind: 'app'; readonly member: MemberNode; readonly app: AppRow }
  | { readonly kind: 'nobody'; readonly text: string };

export type SpaceNode = Extract<Node, { kind: 'space' }>;
export type MemberNode = Extract<Node, { kind: 'member' }>;
export type AppNode = Extract<Node, { kind: 'app' }>;

/** Nodes as the tree shows them. */
export class Items {
  constructor(private readonly client: BaseLanguageClient) {}

  of(node: Node): TreeItem {
    switch (node.kind) {
      case 'space':
        return this.#space(node);
      case 'member':
        return this.#member(node);
      case 'role':
        return this.#leaf(node.role, 'key', node.role.title, 'role');
      case 'app': {
        const item = this.#leaf(node.app, 'file', node.app.name, 'app');
        item.description = titles(node.app.roles);
        return item;
      }
      case 'nobody': {
        const item = new TreeItem(node.text);
        item.contextValue = 'nobody';
        return item;
      }
    }
  }

  #space({ space }: SpaceNode): TreeItem {
    const item = new TreeItem(space.space, Collapsible.Collapsed);
    item.id = `${space.uri} ${space.space}`;
    item.description = space.type;
    item.iconPath = new ThemeIcon('folder-library');
    item.contextValue = space.type === 'personal' ? 'personal-space' : 'space';
    return item;
  }

  /** Members have the icon of a space, users of shared apps alone that of an app. */
  #member({ space, row }: MemberNode): TreeItem {
    const isMember = row.isOwner || row.roles.length > 0;
    const inside = row.apps.length > 0 || row.roles.length + (row.isOwner ? 1 : 0) > 1;
    const item = new TreeItem(row.who, inside ? Collapsible.Collapsed : Collapsible.None);
    item.id = `${space.uri} ${space.space} ${row.who}`;
    const highest = row.isOwner
      ? OWNER
      : (row.roles[0]?.title ?? titles(row.apps.flatMap(({ roles }) => roles)));
    const shared = row.apps.length === 0 ? '' : counted(row.apps.length, 'shared app');
    item.description = [highest, shared].filter((text) => text !== '').join(', ');
    item.iconPath = new ThemeIcon(isMember ? 'folder-library' : 'file');
    item.tooltip = new MarkdownString()
      .appendText(row.who + (row.detail === undefined ? '' : ` (${row.detail})`))
      .appendMarkdown('\n\n')
      .appendText(isMember ? 'member of the space' : 'user of shared apps');
    item.accessibilityInformation = {
      label: `${row.who}, ${isMember ? 'member' : 'user of shared apps'}, ${item.description}`,
    };
    item.contextValue = [
      'member',
      ...(row.roles.length > 0 ? ['with-roles'] : []),
      ...(row.apps.length > 0 ? ['with-apps'] : []),
    ].join(' ');
    const command = this.#open(row);
    if (command !== undefined) item.command = command;
    return item;
  }

  #leaf(place: RoleRow | AppRow, icon: string, label: string, context: string): TreeItem {
    const item = new TreeItem(label);
    item.iconPath = new ThemeIcon(icon);
    item.contextValue = context;
    const command = this.#open(place);
    if (command !== undefined) item.command = command;
    return item;
  }

  /** Shows the line of the policy. */
  #open({ location }: Pick<MemberRow, 'location'>): Command | undefined {
    if (location === undefined) return undefined;
    const selection = this.client.protocol2CodeConverter.asRange(location.range);
    return {
      command: 'vscode.open',
      title: 'Show in the Policy',
      arguments: [Uri.parse(location.uri), { selection, preserveFocus: true }],
    };
  }
}

/** Each title once. */
function titles(roles: readonly RoleRow[]): string {
  return [...new Set(roles.map(({ title }) => title))].join(', ');
}
