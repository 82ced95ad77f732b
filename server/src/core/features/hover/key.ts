import {
  ENTRY_SHAPES,
  type Field,
  ownValue,
  SECTION_SUMMARIES,
  SETTING_SHAPES,
  type Shape,
} from '../../syntax/policy/shape.js';
import { VALUE_DOCS } from '../words.js';
import { blocks, bold, code } from './markdown.js';

/** A value that is no name: what it means, and the key that it stands under. */
export function valueHover(keys: readonly string[], value: string): string | undefined {
  const key = keyHover(keys);
  const [section = '', ...rest] = keys;
  const shape =
    rest.length === 0 ? ownValue(SETTING_SHAPES, section) : fieldAt(section, rest)?.shape;
  const meaning = shape && meaningOf(shape, value);
  return key && blocks(`${bold(value)}${meaning === undefined ? '' : ` · ${meaning}`}`, key);
}

function meaningOf(shape: Shape, value: string): string | undefined {
  if (shape.kind === 'list') return meaningOf(shape.of, value);
  if (shape.kind !== 'choice') return undefined;
  const docs = ownValue(VALUE_DOCS, shape.what);
  return docs && ownValue(docs, value.toLowerCase());
}

/** A key of the policy's own language: what it is for, and what it takes. */
export function keyHover(keys: readonly string[]): string | undefined {
  const [section, ...rest] = keys;
  if (section === undefined) return undefined;
  const summary = ownValue(SECTION_SUMMARIES, section);
  if (summary === undefined) return undefined;
  const last = rest.at(-1);
  if (last === undefined) return blocks(`${code(section)}: ${summary}`);
  const field = fieldAt(section, rest);
  if (field === undefined) return undefined;
  const form = formText(field.shape);
  return blocks(
    `${code(last)}: ${field.summary}`,
    form === '' ? '' : `Takes ${form}.${field.required === true ? ' Required.' : ''}`,
  );
}

/** The field that a path of keys ends at, if it ends at one. */
function fieldAt(section: string, keys: readonly string[]): Field | undefined {
  let field: Field | undefined;
  let shape: Shape | undefined = Object.hasOwn(ENTRY_SHAPES, section)
    ? { kind: 'map', what: section, of: ENTRY_SHAPES[section] ?? { kind: 'text', what: '' } }
    : SETTING_SHAPES[section];
  for (const key of keys) {
    field = undefined;
    if (shape?.kind === 'list-or-record') shape = shape.record;
    if (shape?.kind === 'list') shape = shape.of;
    if (shape?.kind === 'map') shape = shape.of;
    else if (shape?.kind === 'record') {
      field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
      shape = field?.shape;
    } else return undefined;
  }
  return field;
}

function formText(shape: Shape): string {
  switch (shape.kind) {
    case 'choice':
      return shape.values.map(code).join(', ');
    case 'list':
      return `${shape.what}${shape.orText === true ? ', or one text with commas' : ''}`;
    case 'text':
    case 'record':
    case 'map':
      return shape.what;
    case 'list-or-record':
      return `${formText(shape.list)}, or ${formText(shape.record)}`;
  }
}
