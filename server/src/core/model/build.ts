import { append } from '../append.js';
import type { Matrix } from '../matrix/matrix.js';
import type { Origin, Written } from '../syntax/policy/access.js';
import { checkShape } from '../syntax/policy/check-shape.js';
import { Reader } from '../syntax/policy/access.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import { readEntry, readTenant } from '../syntax/policy/read-entry.js';
import type {
  ReadEntry,
  ReadGroup,
  ReadRole,
  ReadSpace,
  ReadTenant,
  ReadTest,
  ReadUser,
} from '../syntax/policy/reading.js';
import { ENTRY_SHAPES, ownValue, SETTING_SHAPES } from '../syntax/policy/shape.js';
import type { Entry } from '../syntax/tree.js';
import { textTrap } from '../syntax/traps.js';
import { nearestWord } from '../text/nearest-word.js';
import { buildSpace, referenceUses } from './build-space.js';
import { Lookup } from './lookup.js';
import type { Duplicate } from './names.js';
import type { Policy, PolicyFile } from './policy.js';
import {
  type Entitlement,
  type Group,
  nameKey,
  type RoleHeld,
  type Space,
  type Tenant,
  type TenantRole,
  type User,
} from './world.js';

/** Merges policy files into one policy. Never throws: what can't be read is reported and left out. */
export function buildPolicy(matrix: Matrix, files: readonly PolicyFile[]): Policy {
  return new Builder(matrix, files).build();
}

class Builder {
  private readonly problems: ReadingProblem[] = [];
  private readonly duplicates: Duplicate[] = [];
  private readonly tenants: ReadTenant[] = [];
  private readonly users = new Map<string, ReadUser>();
  private readonly groups = new Map<string, ReadGroup>();
  private readonly roles = new Map<string, ReadRole>();
  private readonly spaces = new Map<string, ReadSpace>();
  private readonly tests: ReadTest[] = [];

  constructor(
    private readonly matrix: Matrix,
    private readonly files: readonly PolicyFile[],
  ) {}

  build(): Policy {
    for (const file of this.files) this.readFile(file);
    const lookup = new Lookup(
      this.matrix,
      new Set(this.users.keys()),
      new Set(this.groups.keys()),
      new Map([...this.roles].map(([id, { key }]) => [id, key.text])),
      [...this.users].flatMap(([id, { email }]) =>
        email === undefined ? [] : [[email.text, id] as const],
      ),
    );
    this.checkEmails();
    const tenant = buildTenant(this.tenants[0]);
    const roles = mapValues(this.roles, (role) =>
      buildRole(lookup, role, this.problems, this.duplicates),
    );
    const users = mapValues(this.users, (user, id) => buildUser(lookup, tenant, user, id));
    const groups = mapValues(this.groups, (group, id) => buildGroup(lookup, group, id));
    const spaces = new Map<string, Space>();
    const untyped = new Set<string>();
    for (const [name, space] of this.spaces) {
      const built = buildSpace(lookup, space, name, this.duplicates);
      if (built === undefined) untyped.add(name);
      else spaces.set(name, built);
    }
    const world = { tenant, roles, users, groups, spaces, untyped };
    return {
      files: this.files,
      world,
      tests: this.tests,
      uses: [...lookup.uses, ...referenceUses(world)],
      duplicates: this.duplicates,
      problems: this.problems,
    };
  }

  private readFile({ tree }: PolicyFile): void {
    const testNames = new Map<string, Origin>();
    const sections = new Map<string, Origin>();
    for (const { block } of tree.blocks) {
      for (const { key } of block.heads) {
        const origin = { block, span: key.span };
        const first = sections.get(key.value);
        if (first !== undefined)
          this.duplicates.push({ what: 'section', name: key.value, origin, first });
        else sections.set(key.value, origin);
      }
      for (const { section, pair } of block.settings) {
        if (section === 'tenant')
          this.take(readTenant(pair, block), (read) => {
            this.tenants.push(read);
            const [first] = this.tenants;
            const known = sections.get('tenant')?.block === read.key.origin.block;
            if (first !== undefined && first !== read && known)
              this.duplicate('section', read.key, first.key);
          });
        else this.checkSetting(section, pair, new Reader(block));
      }
      for (const entry of block.entries) this.readEntryOf(entry, testNames);
    }
  }

  private take<T>(
    reading: { readonly entry: T; readonly problems: readonly ReadingProblem[] },
    use: (entry: T) => void,
  ): void {
    append(this.problems, reading.problems);
    use(reading.entry);
  }

  /** `spaceward`, a section with a value that is no map of entries, or a section that doesn't exist. */
  private checkSetting(
    section: string,
    pair: Policy['files'][number]['tree']['blocks'][number]['block']['settings'][number]['pair'],
    reader: Reader,
  ): void {
    const shape = ownValue(SETTING_SHAPES, section);
    if (shape !== undefined) append(this.problems, checkShape(reader, pair.value, shape, pair));
    else if (ownValue(ENTRY_SHAPES, section) !== undefined) {
      const trap =
        pair.value?.kind === 'scalar' ? textTrap(reader.block.text, pair.value.span) : undefined;
      if (pair.value !== null)
        this.problems.push({
          rule: 'invalid-value',
          message: `${section} is a map of names to entries; found ${pair.value.kind === 'seq' ? 'a list' : 'a text'}${trap === undefined ? '' : `: ${trap}`}`,
          origin: reader.at(pair.value.span),
        });
    } else {
      const sections = [...Object.keys(SETTING_SHAPES), ...Object.keys(ENTRY_SHAPES)];
      const near = nearestWord(section, sections);
      const origin = reader.at(pair.key.span);
      this.problems.push({
        rule: 'unknown-key',
        message: `unknown section ${section}${near === undefined ? `; a policy has ${sections.join(', ')}` : `; did you mean ${near}?`}`,
        origin,
        ...(near !== undefined && {
          fix: { title: `Change to ${near}`, edits: [{ origin, text: near }], safe: false },
        }),
      });
    }
  }

  private readEntryOf(entry: Entry, testNames: Map<string, Origin>): void {
    const reading = readEntry(entry);
    if (reading === undefined) return;
    this.take(reading, (read) => {
      this.place(read, testNames);
    });
  }

  private place(read: ReadEntry, testNames: Map<string, Origin>): void {
    const key = nameKey(read.key.text);
    this.checkName(read);
    switch (read.kind) {
      case 'user':
        this.put(this.users, key, read, 'user');
        return;
      case 'group':
        this.put(this.groups, key, read, 'group');
        return;
      case 'role':
        this.put(this.roles, roleKey(key), read, 'role');
        return;
      case 'space':
        this.put(this.spaces, key, read, 'space');
        return;
      case 'test': {
        const first = testNames.get(key);
        if (first !== undefined)
          this.duplicates.push({
            what: 'test',
            name: read.key.text,
            origin: read.key.origin,
            first,
          });
        else testNames.set(key, read.key.origin);
        this.tests.push(read);
      }
    }
  }

  private checkName({ kind, key: { text, origin } }: ReadEntry): void {
    const wrong =
      text.trim() === ''
        ? 'a name is missing here'
        : kind === 'space' && text.includes('/')
          ? `the name of a space holds no slash: ${text}`
          : undefined;
    if (wrong !== undefined) this.problems.push({ rule: 'invalid-value', message: wrong, origin });
  }

  /** An address names one user. */
  private checkEmails(): void {
    const seen = new Map<string, Written>();
    for (const { email } of this.users.values()) {
      if (email === undefined) continue;
      if (!email.text.includes('@'))
        this.problems.push({
          rule: 'invalid-value',
          message: `expected an email address, found "${email.text}"`,
          origin: email.origin,
        });
      const key = email.text.toLowerCase();
      const first = seen.get(key);
      if (first === undefined) seen.set(key, email);
      else this.duplicate('email address', email, first);
    }
  }

  private put<T extends { readonly key: Written }>(
    map: Map<string, T>,
    key: string,
    read: T,
    what: string,
  ): void {
    const first = map.get(key);
    if (first === undefined) map.set(key, read);
    else this.duplicate(what, read.key, first.key);
  }

  private duplicate(what: string, key: Written, first: Written | undefined): void {
    if (first !== undefined)
      this.duplicates.push({ what, name: key.text, origin: key.origin, first: first.origin });
  }
}

/** Roles are told apart whatever the letter case; `Default permissions` is another name of User Default. */
function roleKey(name: string): string {
  const key = name.toLowerCase();
  return key === 'default permissions' ? 'user default' : key;
}

function mapValues<A, B>(
  map: ReadonlyMap<string, A>,
  build: (value: A, key: string) => B,
): Map<string, B> {
  return new Map([...map].map(([key, value]) => [key, build(value, key)]));
}

function buildTenant(read: ReadTenant | undefined): Tenant {
  return {
    groupsEnabled: read?.groupsEnabled ?? true,
    entitlement: read?.entitlement ?? 'unknown',
    ...(read?.name && { name: read.name.text }),
    ...(read?.subscription && { subscription: read.subscription }),
    ...(read && { origin: read.key.origin }),
  };
}

function buildRole(
  lookup: Lookup,
  read: ReadRole,
  problems: ReadingProblem[],
  duplicates: Duplicate[],
): TenantRole {
  const seen = new Map<string, Origin>();
  return {
    name: read.key.text,
    isDefault: roleKey(nameKey(read.key.text)) === 'user default',
    permissions: read.permissions.flatMap(({ name, value }) => {
      const permission = lookup.permission(name.text, name.origin);
      const wrong =
        permission === undefined
          ? undefined
          : permissionValueProblem(lookup.matrix, permission, value);
      if (wrong !== undefined) problems.push(wrong);
      const first = permission === undefined ? undefined : seen.get(permission);
      if (permission !== undefined) seen.set(permission, first ?? name.origin);
      if (first !== undefined) {
        // A key that is repeated to the letter is reported where it stands.
        if (!sameText(first, name.origin))
          duplicates.push({ what: 'permission', name: name.text, origin: name.origin, first });
        return [];
      }
      return permission === undefined
        ? []
        : [{ permission, value: value.text.trim().toLowerCase(), origin: name.origin }];
    }),
    ...(read.otherwise && { otherwise: read.otherwise }),
    origin: read.key.origin,
  };
}

function sameText(a: Origin, b: Origin): boolean {
  const text = ({ block, span }: Origin): string => block.text.slice(span.start, span.end);
  return text(a) === text(b);
}

/** A value that is likely misspelt. Documents don't name every value, so others may be right. */
function permissionValueProblem(
  matrix: Matrix,
  id: string,
  { text, origin }: Written,
): ReadingProblem | undefined {
  const permission = matrix.permission(id)?.permission;
  if (permission === undefined) return undefined;
  const values = [
    ...new Set(['allowed', 'not allowed', ...permission.values.map((v) => v.toLowerCase())]),
  ];
  const word = text.trim().toLowerCase();
  const near = values.includes(word) ? undefined : nearestWord(word, values);
  if (near === undefined) return undefined;
  return {
    rule: 'invalid-value',
    message: `${permission.title} is one of ${values.join(', ')}; found "${text}"; did you mean ${near}?`,
    origin,
    fix: { title: `Change to ${near}`, edits: [{ origin, text: near }], safe: false },
  };
}

function buildUser(lookup: Lookup, tenant: Tenant, read: ReadUser, id: string): User {
  const entitlement: Entitlement = read.entitlement ?? tenant.entitlement;
  const groups = read.groups?.flatMap(({ text, origin }) => {
    const group = lookup.group(text, origin);
    return group === undefined ? [] : [{ group, origin }];
  });
  return {
    id,
    name: read.name?.text ?? read.key.text,
    entitlement,
    roles: tenantRoles(lookup, read.roles),
    status: read.status ?? 'active',
    bot: read.bot,
    origin: read.key.origin,
    ...(read.email && { email: read.email.text }),
    ...(groups && { groups }),
  };
}

function tenantRoles(lookup: Lookup, roles: readonly Written[]): readonly RoleHeld[] {
  return roles.flatMap(({ text, origin }) => lookup.tenantRole(text, origin) ?? []);
}

function buildGroup(lookup: Lookup, read: ReadGroup, id: string): Group {
  const members = new Map<string, Origin>();
  for (const { name, origin } of read.members) {
    const user = lookup.user(name, origin);
    if (user !== undefined && !members.has(user)) members.set(user, origin);
  }
  return {
    id,
    name: read.name?.text ?? read.key.text,
    members,
    othersUnknown: read.othersUnknown,
    roles: tenantRoles(lookup, read.roles),
    origin: read.key.origin,
    ...(read.provider && { provider: read.provider }),
  };
}
