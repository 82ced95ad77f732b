import { BUSIEST_GROUP, BUSIEST_PERSON, inventStaff, LARGEST_GROUP, type Staff } from './people.js';
import { Random } from './random.js';
import { inventSpace, LARGEST_SPACE, type Quotas, type Space } from './space.js';
import { type Entry, type PolicyText, toFiles } from './to-files.js';
import { COMMENTS } from './vocabulary.js';
import { writeGroup, writePerson } from './write-people.js';
import { writeSpace } from './write-space.js';
import { TestWriter } from './write-tests.js';

export interface TenantSize {
  /** About how many lines the policy has, from 100 up. */
  readonly lines: number;
  /** How many files they are in, at most; default: one. */
  readonly files?: number;
  /** Another number makes another tenant of the same size. */
  readonly seed?: number;
}

export interface Tenant {
  readonly files: readonly PolicyText[];
  /** Names in the policy that are of interest, as the policy states them. */
  readonly landmarks: {
    /** Owns up to 1,000 items. */
    readonly busiestUser: string;
    /** A member of up to 300 spaces. */
    readonly busiestGroup: string;
    /** Has up to 20,000 members. */
    readonly largestGroup: string;
    /** Has up to 5,000 members. */
    readonly largestSpace: string;
  };
}

/** The share of the lines after which no more spaces are written: the rest is tests. */
const UNTIL_TESTS = 0.86;

/** An invented tenant, as the text of its policy. It checks without any finding that no comment silences, and is the same for the same size and seed. */
export function generateTenant({ lines, files = 1, seed = 1 }: TenantSize): Tenant {
  const random = new Random(seed);
  const staff = inventStaff(
    random,
    Math.max(12, Math.round(lines * 0.13)),
    Math.max(4, Math.round(lines * 0.01)),
  );
  const entries = [...tenantEntries(), ...staffEntries(staff, random)];
  let written = entries.reduce((sum, entry) => sum + entry.lines.length, 0);
  const add = (section: Entry['section'], of: string[]): void => {
    const spaced = random.chance(0.12) ? ['', ...of] : of;
    entries.push({ section, lines: spaced });
    written += spaced.length;
  };
  const spaces: Space[] = [];
  const quotas = quotasOf(lines, staff);
  const sources: { data: Space | undefined; shared: Space | undefined } = {
    data: undefined,
    shared: undefined,
  };
  while (written < lines * UNTIL_TESTS || spaces.length < 3) {
    const space = inventSpace(staff, spaces.length, quotas, random);
    add('spaces', writeSpace(space, staff, sources, random));
    spaces.push(space);
    if (space.type === 'data') sources.data = space;
    if (space.type === 'shared') sources.shared = space;
  }
  const tests = new TestWriter(spaces.filter(isTested), staff, random);
  for (let tries = 0; tries < lines && (written < lines || tries < 5); tries += 1) {
    const test = tests.next();
    if (test !== undefined) add('tests', test);
  }
  return {
    files: toFiles(entries, files > 1 ? Math.ceil(written / files) : Infinity),
    landmarks: {
      busiestUser: staff.people[BUSIEST_PERSON]?.id ?? '',
      busiestGroup: staff.groups[BUSIEST_GROUP]?.name ?? '',
      largestGroup: staff.groups[LARGEST_GROUP]?.name ?? '',
      largestSpace: spaces[LARGEST_SPACE]?.name ?? '',
    },
  };
}

function isTested({ type }: Space): boolean {
  return type === 'shared' || type === 'managed';
}

function quotasOf(lines: number, staff: Staff): Quotas {
  return {
    personUses: Math.min(1000, Math.round(lines / 40)),
    groupUses: Math.min(300, Math.max(2, Math.round(lines / 200))),
    largestSpace: Math.min(5000, Math.round(staff.people.length / 4)),
  };
}

function tenantEntries(): Entry[] {
  return [
    {
      section: 'tenant',
      lines: ['  name: Acme Analytics', '  subscription: enterprise', '  entitlement: full'],
    },
    {
      section: 'roles',
      lines: [
        '  User Default:',
        '    permissions:',
        '      data connections: read',
        '      manage glossaries and approve terms: read and collaborate on terms only',
        '      in-app content download: no data',
        '    permissions-otherwise: not allowed',
      ],
    },
    {
      section: 'roles',
      lines: [
        '  ML builder:',
        '    permissions: { manage ml experiments: allowed }',
        '    permissions-otherwise: not allowed',
      ],
    },
  ];
}

function staffEntries(staff: Staff, random: Random): Entry[] {
  const people = staff.people.map((person, index): Entry => {
    const lines = writePerson(person, index, staff, random);
    if (random.chance(0.03)) lines.unshift(`  # ${random.pick(COMMENTS)}`);
    return { section: 'users', lines };
  });
  const groups = staff.groups.map((group): Entry => ({
    section: 'groups',
    lines: writeGroup(group, staff, random),
  }));
  return [...people, ...groups];
}
