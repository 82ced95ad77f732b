import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BENCH } from '../support/paths.js';

/** The benchmark's own packages are read when it runs: nothing else needs them, also to compile. */
const peer = createRequire(join(BENCH, 'package.json'));

export interface CedarEntity {
  readonly uid: CedarName;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly parents: readonly CedarName[];
}

export interface CedarName {
  readonly type: string;
  readonly id: string;
}

export interface CedarCall {
  readonly principal: CedarName;
  readonly action: CedarName;
  readonly resource: CedarName;
  readonly context: object;
  readonly preparsedPolicySetId: string;
  readonly entities: readonly CedarEntity[];
}

interface CedarFailure {
  readonly type: 'failure';
  readonly errors: readonly { readonly message: string }[];
}

/** What is used of @cedar-policy/cedar-wasm. */
export interface CedarWasm {
  preparsePolicySet(
    id: string,
    policies: { readonly staticPolicies: Readonly<Record<string, string>> },
  ): { readonly type: 'success' } | CedarFailure;
  statefulIsAuthorized(call: CedarCall):
    | {
        readonly type: 'success';
        readonly response: {
          readonly decision: 'allow' | 'deny';
          readonly diagnostics: {
            readonly errors: readonly { readonly error: { readonly message: string } }[];
          };
        };
      }
    | CedarFailure;
}

export function loadCedar(): CedarWasm {
  return peer('@cedar-policy/cedar-wasm/nodejs') as CedarWasm;
}

/** What is used of casbin. */
export interface Casbin {
  newModelFromString(text: string): object;
  newEnforcer(model: object): Promise<CasbinEnforcer>;
}

export interface CasbinEnforcer {
  addPolicies(rules: readonly (readonly string[])[]): Promise<boolean>;
  addGroupingPolicies(rules: readonly (readonly string[])[]): Promise<boolean>;
  enforceSync(...request: readonly string[]): boolean;
}

export function loadCasbin(): Casbin {
  return peer('casbin') as Casbin;
}
