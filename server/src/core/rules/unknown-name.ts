import type { NameKind, NameUse } from '../model/names.js';
import { nearestWord } from '../text/nearest-word.js';
import type { Fix } from '../syntax/policy/problem.js';
import type { Finding, Rule } from './rule.js';

/** A rule that reports names of some kinds that nothing has, with the name that is likely meant. */
export function unknownNameRule(id: string, kinds: readonly NameKind[], summary: string): Rule {
  return {
    id,
    severity: 'error',
    summary,
    hasFix: true,
    *check({ troubles, policy }): Iterable<Finding> {
      const alone = policy.files.length === 1 && policy.world.tenant.origin === undefined;
      const namesFor =
        (use: NameUse): (() => Iterable<string>) =>
        () =>
          use.candidates ?? policy.names.candidates(use.kind);
      let count = 0;
      for (const use of troubles)
        if (use.found === undefined && kinds.includes(use.kind))
          yield unknownName(use, namesFor(use), (count += 1) <= MOST_SUGGESTIONS, alone);
    },
  };
}

const WHAT: Readonly<Record<NameKind, string>> = {
  user: 'user',
  group: 'group',
  'space role': 'role',
  'tenant role': 'tenant role',
  permission: 'permission',
  space: 'space',
  content: 'content',
  action: 'action',
  cause: 'cause',
  entitlement: 'entitlement',
};

/** Looking for what is meant takes time: of very many unknown names, the first are looked at. */
const MOST_SUGGESTIONS = 200;

function unknownName(
  use: NameUse,
  candidates: () => Iterable<string>,
  suggest: boolean,
  alone: boolean,
): Finding {
  const { kind, text, origin, hint } = use;
  const near = suggest ? nearestWord(text, candidates()) : undefined;
  const meant = near === undefined ? '' : `; did you mean ${near}?`;
  const where = hint === undefined ? '' : hint.startsWith('in ') ? ` ${hint}` : `: ${hint}`;
  const known =
    near === undefined && hint === undefined && suggest
      ? knownNames(use, [...candidates()], alone)
      : '';
  return {
    message: `unknown ${WHAT[kind]} ${text}${where}${meant}${known}`,
    origin,
    ...(near !== undefined && { fix: renameTo(near, use) }),
  };
}

/** Where there are few names, all of them. */
function knownNames({ kind }: NameUse, names: readonly string[], alone: boolean): string {
  const why = alone
    ? ' (without a tenant.spaceward.yaml above it, a file is a policy by itself)'
    : '';
  if (names.length === 0) return `: the policy states no ${WHAT[kind]}s${why}`;
  return names.length <= 12 ? `; there are ${names.join(', ')}` : '';
}

/** The fix that writes another name in the place of one. */
export function renameTo(name: string, { origin }: NameUse): Fix {
  return { title: `Change to ${name}`, edits: [{ origin, text: name }], safe: false };
}
