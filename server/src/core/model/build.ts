import { Attached } from '../attached.js';
import { append } from '../append.js';
import { PatchedMap } from '../patched-map.js';
import type { Matrix } from '../matrix/matrix.js';
import type { ReadEntry, ReadSpace } from '../syntax/policy/reading.js';
import type { SourceTree } from '../syntax/source-tree.js';
import { Asking } from './asking.js';
import { buildGroup, buildRole, buildTenant, buildUser, entitledUser } from './build-entries.js';
import { buildSpace } from './build-space.js';
import { type Changes, joined, NO_CHANGES } from './changes.js';
import { type Emails, emailsOf } from './emails.js';
import { digestOf, type FileDigest } from './file-digest.js';
import { BlockReadings } from './file-reading.js';
import { inOrder } from './in-order.js';
import { KnownNames } from './known-names.js';
import { askedIn } from './lookup.js';
import { NameHistory } from './name-history.js';
import type { NameUse } from './names.js';
import { namesSince } from './names-since.js';
import type { Policy, PolicyFile } from './policy.js';
import { ReferencesByName } from './references.js';
import { changedKeys, isSameButTenant, type Statements, statementsOf } from './stated.js';
import { type Adapt, type Build, UnitBuilder } from './unit-builder.js';
import {
  type BuildMemo,
  isNoisy,
  NO_UNITS,
  type ReadOf,
  type Section,
  SECTIONS,
  type Unit,
  type UnitKey,
} from './units.js';
import type { Entitlement, Group, Space, TenantRole, User, World } from './world.js';

/**
 * Merges policy files into one policy. Never throws: what can't be read is reported and left out.
 *
 * @param before an earlier state of the policy: what hasn't changed since is not built again. The result is that of
 *   building the files alone.
 * @param since what had changed up to that state, where the changes are told from a still earlier one on
 * @param readings what was read of blocks already
 */
export function buildPolicy(
  matrix: Matrix,
  files: readonly PolicyFile[],
  before?: Policy,
  since: Changes = NO_CHANGES,
  readings = before?.memo.readings ?? new BlockReadings(),
): Policy {
  const memo = before?.memo;
  const statements = statementsOf(
    files,
    (tree, known) => digestOf(tree, readings, known),
    memo?.statements,
  );
  const kept = { readings, units: memo?.units ?? new Attached<UnitKey, Unit>() };
  return new Builder(matrix, files, statements, before, since, kept).build();
}

/**
 * Merges policy files into one policy from which no later state will be built: nothing is kept for one.
 *
 * @param digests what the files say, as far as that was taken from them already
 */
export function buildOnce(
  matrix: Matrix,
  files: readonly PolicyFile[],
  digests: ReadonlyMap<SourceTree, FileDigest>,
): Policy {
  const readings = new BlockReadings();
  const statements = statementsOf(files, (tree) => digests.get(tree) ?? digestOf(tree, readings));
  const kept = { readings, units: NO_UNITS };
  return new Builder(matrix, files, statements, undefined, NO_CHANGES, kept).build();
}

const NOTHING_NOISY: ReadonlyMap<string, Unit> = new Map();

class Builder {
  private readonly names: KnownNames;
  private readonly emails: Emails;
  private readonly builder: UnitBuilder;
  private readonly history: NameHistory;
  /** Names that came or went since the earlier state; null: any. */
  private readonly changedNames: ReadonlySet<string> | null;
  /** Which entries of a section name what, where it was known of the earlier state or is known now. */
  private readonly asking: Partial<Record<Section, Asking | undefined>>;
  private readonly noisy: Record<Section, ReadonlyMap<string, Unit>> = {
    roles: NOTHING_NOISY,
    users: NOTHING_NOISY,
    groups: NOTHING_NOISY,
    spaces: NOTHING_NOISY,
  };
  private isReordered = false;
  private entitled = new Map<Entitlement, World['users']>();

  constructor(
    matrix: Matrix,
    private readonly files: readonly PolicyFile[],
    private readonly statements: Statements,
    private readonly before: Policy | undefined,
    private readonly since: Changes,
    private readonly kept: Pick<BuildMemo, 'readings' | 'units'>,
  ) {
    const memo = before?.memo;
    const { users, groups, roles } = statements;
    this.emails = emailsOf(users, memo?.emails);
    const same =
      memo?.statements.users === users &&
      memo.statements.groups === groups &&
      memo.statements.roles === roles;
    this.changedNames =
      memo === undefined
        ? null
        : same
          ? NO_NAMES
          : namesSince(memo, { statements, emails: this.emails });
    this.names =
      memo !== undefined && this.changedNames?.size === 0
        ? memo.names
        : new KnownNames(matrix, users.map, groups.map, roles.map, this.emails.ids);
    this.history = NameHistory.after(memo?.history, this.changedNames);
    this.asking = { ...memo?.asking };
    this.builder = new UnitBuilder(matrix, kept.units, this.names, this.history);
  }

  build(): Policy {
    const { statements, before } = this;
    const tenant =
      before?.memo.statements.tenant === statements.tenant && before !== undefined
        ? before.world.tenant
        : buildTenant(statements.tenant);
    const changes = {
      users: new Set<string>(),
      groups: new Set<string>(),
      spaces: new Set<string>(),
    };
    const roles = this.kind<TenantRole, 'roles'>('roles', new Set(), (lookup, read, _key, found) =>
      buildRole(lookup, read, found.problems, found.duplicates),
    );
    const users = this.users(tenant.entitlement, changes.users);
    const groups = this.kind<Group, 'groups'>('groups', changes.groups, (lookup, read, id, found) =>
      buildGroup(lookup, read, id, found.duplicates, before?.world.groups.get(id)?.members),
    );
    const built = this.kind<Space | undefined, 'spaces'>(
      'spaces',
      changes.spaces,
      (lookup, read: ReadSpace, name, found) => buildSpace(lookup, read, name, found.duplicates),
    );
    const { spaces, untyped } = this.typed(built, changes.spaces);
    const emails = this.emails.ids;
    const world: World = { tenant, roles, users, emails, groups, spaces, untyped };
    const same = before !== undefined && isSameWorld(before.world, world);
    const references =
      before === undefined || this.isReordered
        ? ReferencesByName.of(world)
        : before.memo.references.after(world, changes.spaces);
    return this.policy(same ? before.world : world, references, this.changesOf(changes, roles));
  }

  /** The users of a tenant with an entitlement. Where only that is another, they are those whom it had by that before. */
  private users(entitlement: Entitlement, changed: Set<string>): World['users'] {
    const { before } = this;
    const earlier = before?.world.users;
    const isTouched = before?.world.tenant.entitlement !== entitlement;
    const isSame = before !== undefined && isSameButTenant(before.memo.statements, this.statements);
    this.entitled = new Map(isSame ? before.memo.entitled : []);
    if (isSame && isTouched) this.entitled.set(before.world.tenant.entitlement, before.world.users);
    const known = this.entitled.get(entitlement);
    if (earlier !== undefined && known !== undefined && isTouched) {
      this.entitled.delete(entitlement);
      this.noisy.users = before?.memo.noisy.users ?? NOTHING_NOISY;
      for (const [id, user] of known) if (earlier.get(id) !== user) changed.add(id);
      return known;
    }
    return this.kind<User, 'users'>(
      'users',
      changed,
      (lookup, read, id, found) => buildUser(lookup, read, id, entitlement, found.duplicates),
      (user, read, id) => entitledUser(user, read, entitlement, earlier?.get(id)),
      isTouched,
    );
  }

  private changesOf(changes: Omit<Changes, 'all' | 'roles'>, roles: World['roles']): Changes {
    if (this.before === undefined || this.isReordered) return { ...NO_CHANGES, all: true };
    return joined(this.since, {
      ...changes,
      roles: this.before.world.roles !== roles,
      all: false,
    });
  }

  /** What the entries of one section say, by name; the same map as before where nothing has changed. */
  private kind<T, K extends 'roles' | 'users' | 'groups' | 'spaces'>(
    section: K,
    changed: Set<string>,
    build: Build<T, ReadOf<K>>,
    adapt: Adapt<T, ReadOf<K>> = (value) => value,
    /** Whether what the tenant says counts for them, and has changed. */
    isTouched = false,
  ): ReadonlyMap<string, T> {
    const map = this.statements[section].map as ReadonlyMap<string, ReadOf<K>>;
    const old = this.before?.memo.statements[section];
    const earlier = this.before?.built[section] as ReadonlyMap<string, T> | undefined;
    const keys = old && changedKeys<ReadEntry>(old, this.statements[section]);
    if (keys === null) this.isReordered = true;
    const noisy = new Map(this.before?.memo.noisy[section]);
    const visit = (key: string, read: ReadOf<K>): T => {
      const unit = this.builder.unit(read, key, build, adapt);
      if (isNoisy(unit)) noisy.set(key, unit);
      else noisy.delete(key);
      // Where there is no earlier state, everything is another.
      if (earlier !== undefined && (!earlier.has(key) || earlier.get(key) !== unit.value))
        changed.add(key);
      return unit.value;
    };
    this.noisy[section] = noisy;
    if (earlier !== undefined && keys !== null && keys !== undefined && !isTouched)
      if (this.changedNames !== null && hasAll(keys, earlier, map)) {
        const touched = this.touched(section, map, keys, this.changedNames);
        if (touched.size === 0) return earlier;
        const built: [string, T][] = [];
        for (const key of touched) {
          const read = map.get(key);
          if (read !== undefined) built.push([key, visit(key, read)]);
        }
        this.forgetUnits(section, keys);
        return PatchedMap.with(
          earlier,
          built.filter(([key]) => changed.has(key)),
        );
      }
    this.asking[section] = keys ? this.asking[section]?.without(keys) : undefined;
    noisy.clear();
    const built = new Map<string, T>();
    for (const [key, read] of map) built.set(key, visit(key, read));
    for (const key of earlier?.keys() ?? []) if (!map.has(key)) changed.add(key);
    this.forgetUnits(section, changed);
    return changed.size === 0 && earlier !== undefined && isSameKeys(earlier, built)
      ? earlier
      : built;
  }

  /**
   * The keys of the entries of a section that have to be looked at where others have the same name as before.
   *
   * @param entries all of the section
   * @param keys of those that are others now
   * @param names that came or went
   */
  private touched(
    section: Section,
    entries: ReadonlyMap<string, ReadEntry>,
    keys: ReadonlySet<string>,
    names: ReadonlySet<string>,
  ): ReadonlySet<string> {
    const { units } = this.kept;
    const known = this.asking[section]?.without(keys);
    if (names.size === 0) {
      this.asking[section] = known;
      return keys;
    }
    const asking =
      known ??
      Asking.of(
        Array.from(entries, ([key, read]) => {
          const unit = keys.has(key) ? undefined : units.get(read);
          return [key, unit && askedIn(unit.uses)] as const;
        }),
      );
    this.asking[section] = asking;
    return asking.for(names);
  }

  /** Lets go of what was built of entries that are no longer stated. */
  private forgetUnits(section: Section, keys: Iterable<string>): void {
    const old: ReadonlyMap<string, ReadEntry> | undefined =
      this.before?.memo.statements[section].map;
    const now: ReadonlyMap<string, ReadEntry> = this.statements[section].map;
    for (const key of keys) this.builder.forget(old?.get(key), now.get(key));
  }

  /** The spaces whose type is stated, and the names of the others. */
  private typed(
    built: ReadonlyMap<string, Space | undefined>,
    changed: ReadonlySet<string>,
  ): Pick<World, 'spaces' | 'untyped'> {
    this.built.spaces = built;
    const before = this.before?.world;
    if (before !== undefined && !this.isReordered) {
      const changes: [string, Space][] = [];
      for (const name of changed) {
        const space = built.get(name);
        if (space !== undefined && before.spaces.has(name)) changes.push([name, space]);
      }
      if (changes.length === changed.size)
        return { spaces: PatchedMap.with(before.spaces, changes), untyped: before.untyped };
    }
    const spaces = new Map<string, Space>();
    const untyped = new Set<string>();
    for (const [name, space] of built) {
      if (space === undefined) untyped.add(name);
      else spaces.set(name, space);
    }
    return { spaces, untyped };
  }

  private readonly built: { spaces: ReadonlyMap<string, Space | undefined> } = {
    spaces: new Map(),
  };

  private policy(world: World, references: ReferencesByName, changes: Changes): Policy {
    const { statements, noisy, files, names, history, asking, emails, entitled } = this;
    const { readings, units } = this.kept;
    const troubles: NameUse[] = [];
    const duplicates = [...statements.duplicates, ...emails.duplicates];
    const problems = [...statements.problems, ...emails.problems];
    for (const { duplicates: more } of [
      statements.users,
      statements.groups,
      statements.roles,
      statements.spaces,
    ])
      append(duplicates, more);
    for (const unit of SECTIONS.flatMap((section) =>
      inOrder(noisy[section], namesOf(statements[section].list.items)),
    )) {
      if (unit.troubles.length > 0) append(troubles, unit.troubles);
      if (unit.duplicates.length > 0) append(duplicates, unit.duplicates);
      if (unit.problems.length > 0) append(problems, unit.problems);
    }
    append(troubles, references.troublesIn(world.spaces.keys()));
    return {
      files,
      digests: statements.files.map(({ digest }) => digest),
      world,
      built: { ...world, spaces: this.built.spaces },
      tests: statements.tests,
      troubles,
      names,
      duplicates,
      problems,
      changes,
      memo: {
        readings,
        statements,
        names,
        history,
        asking,
        emails,
        units,
        references,
        noisy,
        entitled,
      },
    };
  }
}

const NO_NAMES: ReadonlySet<string> = new Set();

function hasAll(
  keys: Iterable<string>,
  one: ReadonlyMap<string, unknown>,
  other: ReadonlyMap<string, unknown>,
): boolean {
  for (const key of keys) if (!one.has(key) || !other.has(key)) return false;
  return true;
}

function* namesOf(list: readonly { readonly key: string }[]): Iterable<string> {
  for (const { key } of list) yield key;
}

function isSameWorld(a: World, b: World): boolean {
  return (
    a.tenant === b.tenant &&
    a.roles === b.roles &&
    a.users === b.users &&
    a.emails === b.emails &&
    a.groups === b.groups &&
    a.spaces === b.spaces
  );
}

function isSameKeys(
  a: ReadonlyMap<string, unknown> | undefined,
  b: ReadonlyMap<string, unknown>,
): boolean {
  if (a === undefined) return false;
  const keys = b.keys();
  for (const key of a.keys()) if (keys.next().value !== key) return false;
  return true;
}
