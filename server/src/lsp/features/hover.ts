import { type Hover, type Location, MarkupKind } from 'vscode-languageserver';
import type { FilePlace } from '../../core/check.js';
import { hoverAt, type PlaceLink } from '../../core/features/hover.js';
import type { Session } from '../session.js';
import type { WorkspaceState } from '../workspace/state.js';
import type { Feature } from './feature.js';

/** What a place says, when the mouse rests on it. */
export const HOVER: Feature = {
  capabilities: { hoverProvider: true },
  register: (session) => {
    session.connection.onHover(
      session.handler('textDocument/hover', null, (params, state): Hover | null => {
        const place = session.place(state, params);
        if (place === undefined) return null;
        const link = placeLinks(session, state);
        const rulePage = (rule: string): string | undefined => session.rulePage(rule);
        const hover = hoverAt(state, place.path, place.offset, { link, rulePage });
        return (
          (hover && {
            contents: { kind: MarkupKind.Markdown, value: hover.markdown },
            range: place.lines.range(hover.span),
          }) ??
          null
        );
      }),
    );
  },
};

/** Links to lines of the policy: `sales.spaceward.yaml:12`, counted from 1. */
export function placeLinks(
  { workspace }: Session,
  state: WorkspaceState,
): (place: FilePlace) => PlaceLink {
  return (place) => {
    const range = state.range(place);
    const uri = workspace.uri(place.path);
    return { label: lineLabel({ uri, range }), target: `${uri}#L${range.start.line + 1}` };
  };
}

/** A line of the policy, for people: `sales.spaceward.yaml:12`, counted from 1. */
export function lineLabel({ uri, range }: Location): string {
  return `${shownName(uri)}:${range.start.line + 1}`;
}

/** The file's name, for people. */
function shownName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
