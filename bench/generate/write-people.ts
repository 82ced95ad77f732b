import type { Group, Person, Staff } from './people.js';
import { scalar } from './quote.js';
import type { Random } from './random.js';
import { COMMENTS } from './vocabulary.js';

const TENANT_ROLES = [
  'Automation Creator',
  'Shared Space Creator',
  'Embedded Analytics User',
] as const;

/** One user, on a line of their own or as a block. */
export function writePerson(person: Person, index: number, staff: Staff, random: Random): string[] {
  const text = (value: string): string => scalar(value, random);
  const keys = keysOf(person, index, staff, random);
  if (keys.length <= 3 && random.chance(0.55))
    return [`  ${text(person.id)}: { ${keys.map((pair) => pair.join(': ')).join(', ')} }`];
  const lines = [`  ${text(person.id)}:`];
  for (const [key, value] of keys) lines.push(`    ${key}: ${value}${trailing(random)}`);
  return lines;
}

function keysOf(
  person: Person,
  index: number,
  staff: Staff,
  random: Random,
): readonly (readonly [string, string])[] {
  const keys: (readonly [string, string])[] = [['name', scalar(person.name, random)]];
  if (random.chance(0.25)) keys.push(['email', `person${index}@people.acme.example`]);
  if (random.chance(0.1)) keys.push(['entitlement', 'full']);
  if (person.kind === 'disabled') keys.push(['status', 'disabled']);
  else if (person.kind === 'invited') keys.push(['status', 'invited']);
  if (person.kind === 'admin') keys.push(['roles', '[Tenant Admin]']);
  else if (person.kind === 'person' && random.chance(0.05))
    keys.push(['roles', `[${random.pick(TENANT_ROLES)}]`]);
  const named = [...person.groups].flatMap((group) => {
    const entry = staff.groups[group];
    return entry === undefined || entry.listsMembers ? [] : [scalar(entry.name, random)];
  });
  keys.push(['groups', `[${named.join(', ')}]`]);
  return keys;
}

/** One group; a large list of members runs over many lines, in brackets or one a line. */
export function writeGroup(group: Group, staff: Staff, random: Random): string[] {
  const lines = [`  ${scalar(group.name, random)}:`];
  if (random.chance(0.2)) lines.push(`    # ${random.pick(COMMENTS)}`);
  if (group.others) lines.push('    others: unknown', '    provider: idp');
  else if (random.chance(0.3)) lines.push(`    provider: ${random.pick(['idp', 'custom'])}`);
  const ids = group.listsMembers
    ? group.members.map((index) => scalar(staff.people[index]?.id ?? '', random))
    : [];
  if (ids.length === 0)
    lines.push(`    description: ${random.pick(['from the directory', 'stated by its members'])}`);
  else if (ids.length <= 5) lines.push(`    members: [${ids.join(', ')}]`);
  else if (ids.length > 40 || random.chance(0.4)) {
    lines.push('    members:', '      [');
    for (let first = 0; first < ids.length; first += 6)
      lines.push(`        ${ids.slice(first, first + 6).join(', ')},`);
    lines.push('      ]');
  } else {
    lines.push('    members:');
    for (const id of ids) lines.push(`      - ${id}${trailing(random)}`);
  }
  return lines;
}

/** Now and then a comment behind a value. */
function trailing(random: Random): string {
  return random.chance(0.02) ? ` # ${random.pick(COMMENTS)}` : '';
}
