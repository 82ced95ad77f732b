import { isScalar, type RecordShape, type Shape } from '../../syntax/policy/shape.js';
import { shapeAt } from '../shape-at.js';
import { meaningOf } from '../words.js';
import { blocks, bold, code, plain } from './markdown.js';

/**
 * A value that is no name of the policy: what it means, and the key that it stands under.
 *
 * @param file what the file may hold
 */
export function valueHover(
  file: RecordShape,
  keys: readonly string[],
  value: string,
): string | undefined {
  const key = keyHover(file, keys);
  const shape = shapeAt(file, keys)?.shape;
  const meaning = shape && meaningOf(shape, value);
  return key && blocks(`${bold(value)}${meaning === undefined ? '' : ` · ${plain(meaning)}`}`, key);
}

/** A key of the language: what it is for, and what it takes. */
export function keyHover(file: RecordShape, keys: readonly string[]): string | undefined {
  const field = shapeAt(file, keys)?.field;
  const last = keys.at(-1);
  if (field === undefined || last === undefined) return undefined;
  const form = formText(field.shape);
  const isSaid = !isScalar(field.shape) && form.replace(/^the /u, '') === last;
  return blocks(
    `${code(last)}: ${field.summary}`,
    [
      ...(isSaid ? [] : [`Takes ${form}.`]),
      ...(field.default === undefined ? [] : [`Default: ${code(field.default)}.`]),
      ...(field.required === true ? ['Required.'] : []),
    ].join(' '),
  );
}

function formText(shape: Shape): string {
  switch (shape.kind) {
    case 'choice':
      return shape.values.map(code).join(', ');
    case 'list':
      return `${shape.what}${shape.orText === true ? ', or one text with commas' : ''}`;
    case 'number':
      return `a whole number above 0${shape.most === undefined ? '' : ` and up to ${shape.most}`}`;
    case 'name':
    case 'text':
    case 'record':
    case 'map':
      return shape.what;
    case 'list-or-record':
      return `${formText(shape.list)}, or ${formText(shape.record)}`;
  }
}
