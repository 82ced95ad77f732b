import type { NameKind, NameUse } from '../model/names.js';
import type { Policy } from '../model/policy.js';
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
        (use: NameUse): (() => readonly string[]) =>
        () =>
          use.candidates ?? policy.names.candidates(use.kind);
      const uses = troubles.filter((use) => use.found === undefined && kinds.includes(use.kind));
      const [first, ...others] = uses;
      const meant = new Nearest();
      // Where a whole section is missing, or can't be read, its names needn't be told one by one.
      if (first !== undefined && isNoneStated(policy, first.kind))
        yield withOthers(
          unknownName(first, () => [], true, alone, meant),
          first.kind,
          others.length,
        );
      else
        for (const [index, use] of uses.entries())
          yield unknownName(use, namesFor(use), index < MOST_SUGGESTIONS, alone, meant);
    },
  };
}

/** Whether the policy states no entry at all of those that names of a kind are looked up among. */
function isNoneStated({ world }: Policy, kind: NameKind): boolean {
  if (kind === 'user') return world.users.size === 0;
  if (kind === 'group') return world.groups.size === 0;
  return kind === 'space' && world.spaces.size === 0;
}

function withOthers(finding: Finding, kind: NameKind, count: number): Finding {
  if (count === 0) return finding;
  const others = count === 1 ? 'another place names one' : `${count} other places name some`;
  return {
    ...finding,
    message: `${finding.message}, and ${others}: see that the section ${WHAT[kind]}s is there and can be read`,
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

/** The names that are likely meant. Often one that nothing has any more stands in many places. */
class Nearest {
  /** By what could stand there: a list of names, or those that there are of a kind. */
  private readonly known = new Map<readonly string[] | NameKind, Map<string, string | undefined>>();

  of({ kind, text, candidates }: NameUse, names: () => readonly string[]): string | undefined {
    const among = candidates ?? kind;
    let known = this.known.get(among);
    if (known === undefined) this.known.set(among, (known = new Map<string, string | undefined>()));
    if (!known.has(text)) known.set(text, this.find(kind, text, names()));
    return known.get(text);
  }

  private find(kind: NameKind, text: string, names: readonly string[]): string | undefined {
    const cause = kind === 'cause' ? causeIn(text, names) : undefined;
    return cause ?? nearestWord(text, names);
  }
}

/** The cause that is named among other words (`of group`), the longest of several; not one that they say isn't there (`no share`). */
function causeIn(text: string, causes: readonly string[]): string | undefined {
  const words = ` ${text.toLowerCase()} `;
  const longestFirst = [...causes].sort((a, b) => b.length - a.length);
  return longestFirst.find(
    (cause) => words.includes(` ${cause} `) && !REFUSING.test(words.replace(` ${cause} `, ' ')),
  );
}

/** Looking for what is meant takes time: of very many unknown names, the first are looked at. */
const MOST_SUGGESTIONS = 200;

function unknownName(
  use: NameUse,
  candidates: () => readonly string[],
  suggest: boolean,
  alone: boolean,
  meant: Nearest,
): Finding {
  const { kind, text, origin, hint } = use;
  const list = suggest ? listMeant(use, candidates) : undefined;
  if (list !== undefined)
    return { message: `unknown ${WHAT[kind]} ${text}; separate roles by commas: ${list}`, origin };
  if (kind === 'space role' && REFUSING.test(text))
    return {
      message: `unknown role ${text}: a role only gives, so leave out whoever is not to have it, or give a lower role`,
      origin,
    };
  const near = suggest ? meant.of(use, candidates) : undefined;
  const advice = near === undefined ? '' : `; did you mean ${near}?`;
  const where = hint === undefined ? '' : hint.startsWith('in ') ? ` ${hint}` : `: ${hint}`;
  const known =
    near === undefined && hint === undefined && suggest ? knownNames(use, candidates(), alone) : '';
  return {
    message: `unknown ${WHAT[kind]} ${text}${where}${advice}${known}`,
    origin,
    ...(near !== undefined && { fix: renameTo(near, use) }),
  };
}

/** What people write who mean to refuse something, or that something isn't there: what looks most like it would say the opposite. */
const REFUSING = /\b(?:no|not|never|cannot|cant)\b|n['\u2019]t\b/iu;

/** What people write between roles where a comma belongs. */
const BETWEEN_ROLES = /\s+and\s+|\s*[&+;|/]\s*/i;

/** Several roles as they are to be written, where something else than a comma stands between them. */
function listMeant({ kind, text }: NameUse, names: () => readonly string[]): string | undefined {
  if (kind !== 'space role' && kind !== 'tenant role') return undefined;
  const roles = text.split(BETWEEN_ROLES);
  if (roles.length === 1) return undefined;
  const known = new Set(Array.from(names(), (each) => each.toLowerCase()));
  return roles.every((role) => known.has(role.toLowerCase())) ? roles.join(', ') : undefined;
}

/** What could stand in the place of a name that is near none: where there are few names, all of them. */
function knownNames({ kind, text }: NameUse, names: readonly string[], alone: boolean): string {
  const why = alone
    ? ' (without a tenant.spaceward.yaml above it, a file is a policy by itself)'
    : '';
  if (names.length === 0) return `: the policy states no ${WHAT[kind]}s${why}`;
  if (kind === 'user' && text.includes(', ')) return ': one user can stand here, not several';
  return names.length <= 12 ? `; there are ${names.join(', ')}` : '';
}

/** The fix that writes another name in the place of one. */
export function renameTo(name: string, { origin }: NameUse): Fix {
  return { title: `Change to ${name}`, edits: [{ origin, text: name }], safe: false };
}
