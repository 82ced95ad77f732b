import type { Staff } from './people.js';
import { inSentence } from './quote.js';
import type { Random } from './random.js';
import { manages, opensApps } from './roles.js';
import type { Grant, Space } from './space.js';

/** What sentences about a space are made from. All of them hold. */
export interface Subject {
  readonly space: Space;
  readonly staff: Staff;
  readonly random: Random;
}

type Sentence = (subject: Subject) => string | undefined;

const MANAGING = ['space.add-members', 'space.remove-members', 'space.delete'] as const;

/** Who can, and who cannot, one or a few people at a time. */
const PLAIN: readonly Sentence[] = [
  (s) => `${person(s, s.space.owner)} can space.delete on ${place(s)} because owner`,
  (s) => `${person(s, s.space.owner)} can "Delete the space" in ${place(s)}`,
  (s) =>
    about(s, opener(s, 'person'), (who) => `${who} can app.open on ${place(s)} because member`),
  (s) => about(s, opener(s, 'group'), (who) => `${who} can app.open on ${place(s)} because group`),
  (s) => about(s, opener(s, 'group'), (who) => `${who} can "Open an app" in ${place(s)}`),
  (s) => outsider(s, (who) => `${who} cannot app.open on ${place(s)} because no role`),
  (s) => outsider(s, (who) => `${who} cannot app.open and app.delete on ${firstApp(s)}`),
  (s) => {
    const [one, two] = [s.space.circle.outsider(s.random), s.space.circle.outsider(s.random)];
    if (one === undefined || two === undefined || s.space.isOpen) return undefined;
    return `${person(s, one)} and ${person(s, two)} cannot ${s.random.pick(MANAGING)} on ${place(s)}`;
  },
  (s) => {
    for (const { name, shares } of s.space.apps)
      for (const grant of shares)
        if (isSomebody(grant, s.staff))
          return `${principal(s, grant)} can app.open on ${place(s, `/${name}`)} because share`;
    return undefined;
  },
];

/** What is said of everybody in the tenant. */
const EVERYBODY: readonly Sentence[] = [
  (s) =>
    s.space.isOpen || s.space.apps.some(({ shares }) => shares.length > 0)
      ? undefined
      : `nobody except members of ${place(s)} and admins can app.open on ${place(s)}`,
  (s) => {
    const managers = s.space.members.filter(({ roles }) => manages(roles));
    if (managers.length > 6) return undefined;
    const named = [person(s, s.space.owner), ...managers.map((grant) => principal(s, grant))];
    return `only ${named.join(', ')} and admins can space.delete on ${place(s)}`;
  },
];

/** A sentence that holds of a shared or managed space; undefined where the one that was drawn has nothing to speak of. */
export function inventSentence(subject: Subject, ofEverybody: boolean): string | undefined {
  return subject.random.pick(ofEverybody ? EVERYBODY : PLAIN)?.(subject);
}

/** Changes, and what holds after them. */
export function inventScenario(
  subject: Subject,
): { readonly given: string; readonly expect: readonly string[] } | undefined {
  const { space, random } = subject;
  const newcomer = space.circle.outsider(random);
  if (newcomer === undefined || space.isOpen) return undefined;
  const who = person(subject, newcomer);
  const where = place(subject);
  const kind = random.next();
  if (kind < 0.4)
    return {
      given: `add ${who} to ${where} as can view`,
      expect: [
        `${who} can app.open on ${where} because member`,
        `${who} cannot space.delete on ${where}`,
      ],
    };
  if (kind < 0.7)
    return {
      given: `make ${who} owner of ${where}`,
      expect: [`${who} can space.delete on ${where} because owner`],
    };
  const owner = person(subject, space.owner);
  return { given: `remove ${owner}`, expect: [`${owner} cannot app.open on ${where}`] };
}

function about(
  subject: Subject,
  grant: Grant | undefined,
  say: (who: string) => string,
): string | undefined {
  return grant && say(principal(subject, grant));
}

function outsider(subject: Subject, say: (who: string) => string): string | undefined {
  const { space, random } = subject;
  const index = space.isOpen ? undefined : space.circle.outsider(random);
  return index === undefined ? undefined : say(person(subject, index));
}

/** A member of some kind who opens apps by their own grant. */
function opener({ space, staff, random }: Subject, kind: 'group' | 'person'): Grant | undefined {
  for (let tries = 0; tries < 10; tries += 1) {
    const grant = random.pick(space.members);
    if (grant?.to.kind === kind && opensApps(grant.roles) && isSomebody(grant, staff)) return grant;
  }
  return undefined;
}

/** Nothing can be said of the members of a group that has none. */
function isSomebody({ to }: Grant, staff: Staff): boolean {
  if (to.kind !== 'group') return true;
  const group = staff.groups[to.index];
  return group !== undefined && (group.others || group.members.length > 0);
}

function person({ staff, random }: Subject, index: number): string {
  const name = inSentence(staff.people[index]?.id ?? '', random);
  // A sentence that begins with a quote is no plain YAML.
  return name.startsWith('"') || name.startsWith("'") ? `user ${name}` : name;
}

function principal(subject: Subject, { to }: Grant): string {
  if (to.kind === 'person') return person(subject, to.index);
  if (to.kind !== 'group') return to.kind;
  return `group ${inSentence(subject.staff.groups[to.index]?.name ?? '', subject.random)}`;
}

function place({ space, random }: Subject, rest = ''): string {
  return inSentence(`${space.name}${rest}`, random);
}

function firstApp(subject: Subject): string {
  return place(subject, `/${subject.space.apps[0]?.name ?? ''}`);
}
