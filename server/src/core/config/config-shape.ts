import type { Matrix } from '../matrix/matrix.js';
import type { Action, Table } from '../matrix/types.js';
import { LISTED_RULES } from '../rules/ids.js';
import type { Severity } from '../rules/rule.js';
import type { Field, NameShape, RecordShape, Shape } from '../syntax/policy/shape.js';
import { defaultLimits, LIMIT_KEYS } from './limits.js';

/** From which severity on a check fails, where nothing else is said. */
export const DEFAULT_FAIL_ON: Severity = 'error';
export const LEVELS: readonly Severity[] = ['error', 'warning', 'info'];
export const SEVERITIES: readonly (Severity | 'off')[] = [...LEVELS, 'off'];

/**
 * What `spaceward.config.yaml` may hold, as one description: the reader checks files against it, editors complete and explain
 * from it, and its JSON schema is made of it.
 *
 * @param matrix the tables that site facts may name
 */
export function configShape(matrix: Matrix): RecordShape {
  return {
    kind: 'record',
    what: 'a configuration',
    mayBeEmpty: true,
    fields: {
      rules: {
        shape: { kind: 'record', what: 'rules', keys: 'rule', fields: ruleFields() },
        summary: 'How severe the findings of rules are; off switches a rule off.',
      },
      'fail-on': {
        shape: { kind: 'choice', what: 'a level', values: LEVELS },
        summary: 'From which severity on spaceward check exits with 1; --fail-on wins over it.',
        default: DEFAULT_FAIL_ON,
      },
      limits: {
        shape: { kind: 'record', what: 'limits', fields: limitFields(matrix) },
        summary: 'How many shares there may be.',
      },
      facts: {
        shape: { kind: 'list', what: 'a list of site facts', of: factShape(matrix) },
        summary: 'Site facts: what your organisation has tried out for cells of the tables.',
      },
    },
  };
}

function ruleFields(): Record<string, Field> {
  const shape: Shape = { kind: 'choice', what: 'a severity', values: SEVERITIES };
  return Object.fromEntries(
    LISTED_RULES.map(({ id, summary, severity }) => [id, { shape, summary, default: severity }]),
  );
}

function limitFields(matrix: Matrix): Record<string, Field> {
  const defaults = defaultLimits(matrix);
  return Object.fromEntries(
    Object.entries(LIMIT_KEYS).map(
      ([key, { limit, summary, most, parts = 1 }]): [string, Field] => [
        key,
        {
          shape: { kind: 'number', what: 'a number', ...(most !== undefined && { most }) },
          summary,
          default: String(Math.round(defaults[limit] * parts)),
        },
      ],
    ),
  );
}

function factShape(matrix: Matrix): Shape {
  const roles: Shape = {
    kind: 'list',
    what: 'a list of roles',
    of: roleShape(matrix),
    orText: true,
  };
  return {
    kind: 'record',
    what: 'a site fact',
    someOf: ['yes', 'no'],
    fields: {
      table: {
        shape: {
          kind: 'name',
          what: 'a table',
          names: () => matrix.data.tables.map(({ id }) => id),
          about: (name) => about(matrix.findTable(name), tableText),
        },
        summary: 'The permission table, as spaceward matrix shows it.',
        required: true,
      },
      action: {
        shape: {
          kind: 'name',
          what: 'an action',
          names: () => matrix.actions.map(({ id }) => id),
          about: (name) => about(matrix.action(name), actionText),
        },
        summary: 'The id of the action, which is a row of the table.',
        required: true,
      },
      yes: { shape: roles, summary: 'Roles that may.' },
      no: { shape: roles, summary: 'Roles that may not.' },
      source: {
        shape: { kind: 'text', what: 'a source' },
        summary: 'Who tried it, where and when.',
        required: true,
      },
    },
  };
}

/** Roles in spaces, tenant roles in administrators' tables, and several that are held together. */
function roleShape(matrix: Matrix): NameShape {
  return {
    kind: 'name',
    what: 'a role',
    names: () => [
      ...matrix.data.spaceRoles.map(({ title }) => title.toLowerCase()),
      ...matrix.data.securityRoles.map(({ title }) => title),
    ],
    otherNames: () =>
      [...matrix.data.spaceRoles, ...matrix.data.securityRoles].flatMap(({ id, otherNames }) => [
        id,
        ...otherNames,
      ]),
    joined: true,
    about: (name) =>
      about(
        matrix.spaceRole(name)?.role,
        ({ spaceTypes }) => `Role in spaces: ${spaceTypes.join(', ')}.`,
      ) ?? about(matrix.securityRole(name)?.role, () => 'Role of the tenant.'),
  };
}

function about<T>(thing: T | undefined, text: (thing: T) => string): string | undefined {
  return thing && text(thing);
}

function tableText({ spaceType, entitlements, document }: Table): string {
  const people = entitlements.length === 0 ? '' : `, ${entitlements.join(' or ')}`;
  return `${spaceType}${people}: ${document.title}`;
}

function actionText({ title, section }: Action): string {
  return `${title} (${section})`;
}
