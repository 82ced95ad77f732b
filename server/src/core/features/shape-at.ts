import type { OpenPolicy } from '../check.js';
import { configShape } from '../config/config-shape.js';
import {
  type Field,
  ownValue,
  POLICY_SHAPE,
  type RecordShape,
  type Shape,
} from '../syntax/policy/shape.js';

/** What the language says of a place in a file. */
export interface ShapeAt {
  /** The form of the value there. */
  readonly shape: Shape;
  /** The key of the language that the value belongs to; undefined where the key is a name, and for the file. */
  readonly field?: Field;
}

/** Whether a file is the configuration of a policy. */
export function isConfig({ config }: Pick<OpenPolicy, 'config'>, path: string): boolean {
  return config.file?.path === path;
}

/** What a file of a policy may hold: its configuration, or any other file. */
export function fileShape(policy: OpenPolicy, path: string): RecordShape {
  return isConfig(policy, path) ? configShape(policy.engine.matrix) : POLICY_SHAPE;
}

/**
 * What the language says of the value at the end of a path; undefined where it has none.
 *
 * @param path keys from the section on; null for an item of a list, which may be left out before a key
 */
export function shapeAt(file: Shape, path: readonly (string | null)[]): ShapeAt | undefined {
  let at: ShapeAt | undefined = { shape: file };
  for (const step of path) at = at && stepInto(at.shape, step);
  return at;
}

function stepInto(shape: Shape, step: string | null): ShapeAt | undefined {
  switch (shape.kind) {
    case 'record': {
      const field = step === null ? undefined : ownValue(shape.fields, step);
      return field && { shape: field.shape, field };
    }
    case 'map':
      return step === null ? undefined : { shape: shape.of };
    case 'list':
      return step === null ? { shape: shape.of } : stepInto(shape.of, step);
    case 'list-or-record':
      return stepInto(step === null ? shape.list : shape.record, step);
    case 'text':
    case 'number':
    case 'choice':
    case 'name':
      return undefined;
  }
}
