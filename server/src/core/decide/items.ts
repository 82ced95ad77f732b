import type { Action } from '../matrix/types.js';
import type { Item } from '../model/world.js';
import type { Asked } from './types.js';

/** Whether an item is of the kind that an action is about. */
export function isAbout(action: Action, item: Item): boolean {
  return isAboutKind(action, item.kind);
}

/** Whether an action is about items of a kind. */
export function isAboutKind(action: Action, kind: Item['kind']): boolean {
  if (kind === action.kind) return true;
  if (action.kind === 'data-source') return kind === 'data-connection' || kind === 'data-file';
  return action.id === 'ml-deployment.deploy-model' && kind === 'ml-experiment';
}

/** Whether what is asked can be asked of an item. */
export function asksAbout(asked: Asked, item: Item): boolean {
  return asked.kind === 'action' ? isAbout(asked.action, item) : asked.contentKind === item.kind;
}
