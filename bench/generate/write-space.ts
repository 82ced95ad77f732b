import { append } from '../../server/src/core/append.js';
import type { App } from './apps.js';
import { ADMINS, BUSIEST_PERSON, LARGEST_GROUP, type Staff } from './people.js';
import { scalar } from './quote.js';
import type { Random } from './random.js';
import type { Grant, Principal, Space } from './space.js';
import { COMMENTS, DESCRIPTIONS } from './vocabulary.js';

/** A space before this one that its items may refer to. */
export interface Sources {
  readonly data: Space | undefined;
  readonly shared: Space | undefined;
}

/** A principal as a key or a value: the rest of the text is the name. */
export function principalText(principal: Principal, staff: Staff): string {
  if (principal.kind === 'person') return staff.people[principal.index]?.id ?? '';
  if (principal.kind === 'group') return `group ${staff.groups[principal.index]?.name ?? ''}`;
  return principal.kind;
}

export function writeSpace(space: Space, staff: Staff, sources: Sources, random: Random): string[] {
  const person = (index: number): string => scalar(staff.people[index]?.id ?? '', random);
  const lines = [`  ${scalar(space.name, random)}:`, `    type: ${space.type}`];
  if (random.chance(0.25)) append(lines, description(random));
  lines.push(`    owner: ${person(space.owner)}`);
  // Administrators may create spaces of every type.
  if (space.type !== 'personal')
    lines.push(`    created-by: ${person(random.between(BUSIEST_PERSON + 1, ADMINS))}`);
  if (space.members.length > 0)
    append(lines, ['    members:', ...grantLines(space.members, '      ', staff, random)]);
  if (space.apps.length > 0) {
    lines.push('    apps:');
    for (const app of space.apps) append(lines, writeApp(app, space, staff, sources, random));
  }
  if (space.files.length > 0) {
    lines.push('    data-files:');
    for (const file of space.files) lines.push(`      ${file}: { owner: ${person(space.owner)} }`);
  }
  if (space.type !== 'data' && random.chance(0.15))
    lines.push('    scripts:', `      Nightly load: { owner: ${person(space.owner)} }`);
  if (space.type === 'shared' && random.chance(0.1))
    lines.push('    ml-experiments:', `      Churn model: { owner: ${person(space.owner)} }`);
  if (space.type !== 'data' && random.chance(0.08))
    lines.push('    links: { Intranet: { description: where the numbers are explained } }');
  return lines;
}

function description(random: Random): string[] {
  const text = random.pick(DESCRIPTIONS);
  const [first, second] = [
    text.slice(0, text.indexOf(' ', 12)),
    text.slice(text.indexOf(' ', 12) + 1),
  ];
  const style = random.next();
  if (style < 0.4) return [`    description: ${scalar(text, random)}`];
  if (style < 0.6) return ['    description: >-', `      ${first}`, `      ${second}`];
  if (style < 0.8) return ['    description: |', `      ${first}`, '', `      ${second}`];
  return [`    description: '${first}`, `      ${second}'`];
}

function grantLines(
  grants: readonly Grant[],
  indent: string,
  staff: Staff,
  random: Random,
): string[] {
  const lines: string[] = [];
  for (const { to, roles } of grants) {
    if (random.chance(0.03)) lines.push(`${indent}# ${random.pick(COMMENTS)}`);
    if (to.kind === 'everyone')
      lines.push(`${indent}# spaceward-ignore granted-to-everyone: the whole company works here`);
    const several = roles.includes(',');
    const value =
      several && random.chance(0.5)
        ? `[${roles}]`
        : several || random.chance(0.05)
          ? `'${roles}'`
          : roles;
    lines.push(`${indent}${scalar(principalText(to, staff), random)}: ${value}`);
  }
  return lines;
}

function writeApp(
  app: App,
  space: Space,
  staff: Staff,
  sources: Sources,
  random: Random,
): string[] {
  const owner = scalar(staff.people[app.owner]?.id ?? '', random);
  const keys = details(app, space, staff, sources, random);
  const head = `      ${scalar(app.name, random)}:`;
  if (keys.length === 0 && app.shares.length === 0 && random.chance(0.7))
    return [`${head} { owner: ${owner} }`];
  const lines = [head, `        owner: ${owner}`, ...keys];
  if (app.shares.length > 0)
    append(lines, ['        shares:', ...grantLines(app.shares, '          ', staff, random)]);
  return lines;
}

/** Whether whoever has anything in a space is in the largest group: data spaces let it consume their data. */
function isOfLargest({ circle, isOpen }: Space, { people, groups }: Staff): boolean {
  return (
    !isOpen &&
    [...circle.people].every((person) => people[person]?.groups.has(LARGEST_GROUP)) &&
    [...circle.groups].every((group) => groups[group]?.isOfLargest)
  );
}

function details(
  app: App,
  space: Space,
  staff: Staff,
  { data, shared }: Sources,
  random: Random,
): string[] {
  const lines: string[] = [];
  if (app.kind !== 'qlik-sense') lines.push(`        kind: ${app.kind}`);
  if (random.chance(0.1)) lines.push(`        section-access: ${random.pick(['true', 'false'])}`);
  if (app.shares.length === 0 && random.chance(0.05)) lines.push('        features: [write-table]');
  const from = space.type === 'managed' && random.chance(0.4) ? shared?.apps[0] : undefined;
  if (from !== undefined && shared !== undefined)
    lines.push(`        published-from: ${scalar(`${shared.name}/${from.name}`, random)}`);
  const file = random.chance(0.2) && isOfLargest(space, staff) ? data?.files[0] : undefined;
  if (file !== undefined && data !== undefined) {
    const reference = scalar(`${data.name}/${file}`, random);
    append(
      lines,
      random.chance(0.5)
        ? [`        uses: [${reference}]`]
        : ['        uses:', `          - ${reference}`],
    );
  }
  return lines;
}
