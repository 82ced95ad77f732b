import { POLICY_SHAPE } from '../../server/src/core/syntax/policy/shape.js';
import { jsonSchema } from './json-schema.js';

/** Where the schema of policy files is, in the repository and in the package. */
export const POLICY_SCHEMA = 'schemas/policy.schema.json';

/** The JSON schema of policy files, as text, made from the shapes that the reader checks files against. */
export function policySchema(): string {
  return jsonSchema('Spaceward policy', POLICY_SHAPE);
}
