import type { Matrix } from './matrix.js';
import type { Condition, Requirement, Row } from './types.js';

/** What a row asks for besides its cells, in words that follow "needs"; all of it must hold. */
export function requirementTexts(matrix: Matrix, row: Row): readonly string[] {
  return [
    ...row.requires.map((requirement) => requirementText(matrix, requirement)),
    ...(row.otherSpace === undefined ? [] : [row.otherSpace.text]),
  ];
}

function requirementText(matrix: Matrix, requirement: Requirement): string {
  switch (requirement.kind) {
    case 'holds':
      return requirement.anyOf.map((each) => conditionText(matrix, each)).join(' or ');
    case 'owner':
      return `to own the ${requirement.what}`;
    case 'view-access':
      return requirement.text;
    case 'lost':
      return `more than the document at hand tells: ${requirement.text}`;
  }
}

/** Owners whom a row lets do something besides, in words. */
export const OWNERS = {
  'item-owner': 'the owner of the item',
  'note-owner': 'the owner of the note',
} as const satisfies Record<Extract<Row['alsoAllowed'][number], string>, string>;

/** A role, or a permission with the values that suffice, by the names that users see. */
export function conditionText(matrix: Matrix, condition: Condition): string {
  if ('securityRole' in condition)
    return `the role ${matrix.securityRole(condition.securityRole)?.role.title ?? condition.securityRole}`;
  const title = matrix.permission(condition.permission)?.permission.title ?? condition.permission;
  return `the permission ${title} (${condition.values.join(' or ')})`;
}
