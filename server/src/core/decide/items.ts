import type { Action } from '../matrix/types.js';
import type { Item } from '../model/world.js';
import type { Asked } from './types.js';

/** Whether an item is of the kind that an action is about. */
export function isAbout(action: Action, item: Item): boolean {
  if (item.kind === action.kind) return true;
  if (action.kind === 'data-source')
    return item.kind === 'data-connection' || item.kind === 'data-file';
  return action.id === 'ml-deployment.deploy-model' && item.kind === 'ml-experiment';
}

/** Whether what is asked can be asked of an item. */
export function asksAbout(asked: Asked, item: Item): boolean {
  return asked.kind === 'action' ? isAbout(asked.action, item) : asked.contentKind === item.kind;
}
