import { ENTRY_SHAPES, type Field, SETTING_SHAPES, type Shape } from '../../syntax/policy/shape.js';

const SUMMARIES: Readonly<Record<string, string>> = {
  spaceward: "The language's version.",
  tenant: 'The tenant: its name, subscription, and what holds of every user.',
  roles: 'Tenant roles: User Default and custom ones, with their permissions.',
  users: 'The users, by the ids that the rest of the policy uses.',
  groups: 'The user groups, with their members.',
  spaces: 'The spaces, with their members and their content.',
  tests: 'What must hold: sentences that are checked with every change.',
};

/** A policy file as one record of its sections. */
const FILE: Shape = {
  kind: 'record',
  what: 'a policy',
  fields: Object.fromEntries(
    Object.entries(SUMMARIES).map(([section, summary]): [string, Field] => {
      const entry = ENTRY_SHAPES[section];
      const shape: Shape | undefined =
        entry === undefined ? SETTING_SHAPES[section] : { kind: 'map', what: section, of: entry };
      return [section, { summary, shape: shape ?? { kind: 'text', what: section } }];
    }),
  ),
};

/** The form that the language gives to the value at the end of a path; undefined where it has none. */
export function shapeAt(path: readonly (string | null)[]): Shape | undefined {
  let shape: Shape | undefined = FILE;
  for (const step of path) shape = shape && stepInto(shape, step);
  return shape;
}

function stepInto(shape: Shape, step: string | null): Shape | undefined {
  switch (shape.kind) {
    case 'record':
      return step !== null && Object.hasOwn(shape.fields, step)
        ? shape.fields[step]?.shape
        : undefined;
    case 'map':
      return step === null ? undefined : shape.of;
    case 'list':
      return step === null ? shape.of : undefined;
    case 'list-or-record':
      return stepInto(step === null ? shape.list : shape.record, step);
    case 'text':
    case 'choice':
      return undefined;
  }
}
