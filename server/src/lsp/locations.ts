import type { Location } from 'vscode-languageserver';
import type { OpenPolicy } from '../core/check.js';
import type { Origin } from '../core/syntax/policy/access.js';
import type { WorkspaceState } from './workspace/state.js';
import type { Workspace } from './workspace/workspace.js';

/** Where an origin is, for the client; undefined where no file has it. */
export type LocationOf = (origin: Origin | undefined) => Location | undefined;

/** Tells where the origins of a policy are. */
export function locationsIn(
  workspace: Pick<Workspace, 'uri'>,
  state: WorkspaceState,
  policy: OpenPolicy,
): LocationOf {
  return (origin) => {
    const place = origin && policy.locate(origin);
    return place && { uri: workspace.uri(place.path), range: state.range(place) };
  };
}
