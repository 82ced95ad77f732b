/** The sentences that ask about one row and one column, with what the transcribed tables say must come of them. */
import assert from 'node:assert/strict';
import type {
  Action,
  Condition,
  Requirement,
  Row,
  SpaceType,
  TableId,
} from '../../../server/src/core/matrix/types.js';
import { matrix } from '../../support/policy.js';
import { type Asked, type Holder, RowPolicy, type Which } from './row-policy.js';
import { type Answer, answerIn, transcript } from './transcript.js';

type Holds = Extract<Requirement, { kind: 'holds' }>;

const titleOfPermission = (id: string): string => matrix.permission(id)?.permission.title ?? id;
const titleOfRole = (id: string): string => matrix.securityRole(id)?.role.title ?? id;

/** Roles and permissions that rows ask for. */
const conditions = matrix.data.tables.flatMap(({ rows }) =>
  rows.flatMap(({ requires }) =>
    requires.flatMap((each) => (each.kind === 'holds' ? each.anyOf : [])),
  ),
);
const securityTitles = [...new Set(conditions.flatMap(rolesIn))];
const permissionTitles = [
  ...new Set(
    conditions.flatMap((each) =>
      'permission' in each ? [titleOfPermission(each.permission)] : [],
    ),
  ),
];

function rolesIn(condition: Condition): readonly string[] {
  return 'securityRole' in condition ? [titleOfRole(condition.securityRole)] : [];
}

/** Asks about every row and column of one table. */
export class TableQuestions {
  readonly policy: RowPolicy;
  /** Rows × columns asked about. */
  cells = 0;
  private readonly sampled = new Set<string>();

  constructor(
    private readonly table: TableId,
    type: SpaceType,
    entitlement: string,
  ) {
    this.policy = new RowPolicy(type, entitlement);
  }

  /** One cell: what it says, and what is left when each thing that the row asks for is taken away. */
  ask(id: string, column: string): void {
    this.cells += 1;
    const action = matrix.action(id);
    assert.ok(action);
    const parts = column.includes('+') ? column.split('+') : [column];
    const answers = parts.map((part) => answerIn(this.table, id, part));
    const joined = parts.length > 1 ? answerIn(this.table, id, column) : undefined;
    new CellQuestions(this.policy, this.table, action, column, {
      answer: best([joined, ...answers]) ?? (answers.includes(undefined) ? undefined : answers[0]),
      known: !answers.includes(undefined),
      sample: (kind) => this.isFirst(kind),
    }).ask();
  }

  private isFirst(kind: string): boolean {
    return this.sampled.size < this.sampled.add(kind).size;
  }
}

/** Holders of two roles have what either gives, or both together. */
function best(answers: readonly (Answer | undefined)[]): Answer | undefined {
  const of = (value: Answer['value']): Answer | undefined =>
    answers.find((answer) => answer?.value === value);
  return of('yes') ?? of('own');
}

interface CellFacts {
  readonly answer: Answer | undefined;
  /** Whether every role of the column has a known cell. */
  readonly known: boolean;
  /** Whether this is the first cell of a kind: costly sentences are written for one only. */
  readonly sample: (kind: string) => boolean;
}

class CellQuestions {
  private readonly bare: Holder;
  private readonly other: SpaceType;
  /** The role in the other space that the row asks for. */
  private readonly elsewhere: string | undefined;

  constructor(
    private readonly policy: RowPolicy,
    private readonly table: TableId,
    private readonly action: Action,
    private readonly column: string,
    private readonly facts: CellFacts,
  ) {
    this.bare = { column };
    const own = matrix.row(table, action.id);
    const { otherSpace, otherSpaceTypes } = facts.answer?.row ?? own ?? {};
    const theirs = action.side === 'source' ? 'target' : 'source';
    const asked = otherSpace?.space === theirs ? otherSpace : undefined;
    const publishing = action.id.includes('.publish');
    const published = action.side === 'source' ? 'managed' : 'shared';
    this.other =
      otherSpaceTypes?.[0] ?? asked?.spaceType ?? (publishing ? published : this.policy.type);
    const role = asked?.anyOf.find((id) => id !== 'owner');
    this.elsewhere = role === undefined ? undefined : matrix.spaceRole(role)?.role.title;
  }

  ask(): void {
    const { answer } = this.facts;
    const cause = this.causeOfNothing();
    if (cause !== undefined) {
      this.policy.passes(this.about(this.bare), 'cannot', cause);
      return;
    }
    if (answer === undefined) this.askUnknown();
    else if (answer.value === 'no') this.askNo(answer);
    else this.askYes(answer);
  }

  /** Why the column can give nothing here at all, whatever the table says. */
  private causeOfNothing(): string | undefined {
    if (this.column === 'otherUser') return 'no role';
    const role = matrix.spaceRole(this.column)?.role;
    return role === undefined || role.spaceTypes.includes(this.policy.type)
      ? undefined
      : 'space type';
  }

  private askNo({ row, table }: Answer): void {
    const asked = this.about(this.bare);
    const names = this.source(row, table);
    this.policy.passes(asked, 'cannot', 'role');
    this.policy.proven.push({ ...asked, verdict: 'denied', names: [...names, 'is No'] });
    if (this.table === 'shared.professional' && this.facts.sample('no'))
      this.policy.says(asked, 'can', 'failed', names);
  }

  /** Somebody who has whatever the row asks for besides: only the cell is not known. Whoever lacks that is denied. */
  private askUnknown(): void {
    const row = matrix.row(this.table, this.action.id);
    const asks = row?.perSpaceRole === true ? undefined : row;
    const mine = asks?.requires.some(({ kind }) => kind === 'owner') ?? false;
    const which = mine || this.action.ownership === 'own' ? 'mine' : 'theirs';
    const asked = this.about(asks === undefined ? this.bare : this.holding(asks), which);
    const names = [`table: ${this.table}`, `action: ${this.action.id}`];
    this.policy.proven.push({ ...asked, verdict: 'depends', names });
    if (this.facts.sample(`unknown ${this.action.id}`)) {
      this.policy.says(asked, 'can', 'undecided', names);
      this.policy.says(asked, 'cannot', 'undecided', names);
    }
    if (asks?.cells[this.column] === undefined) return;
    for (const requirement of asks.requires)
      if (requirement.kind === 'holds') this.askWithout(asks, requirement, which, true);
  }

  private askYes({ row, table, value }: Answer): void {
    const holder = this.holding(row);
    const mine = value === 'own' || row.requires.some(({ kind }) => kind === 'owner');
    const which = mine || this.action.ownership === 'own' ? 'mine' : 'theirs';
    const asked = this.about(holder, which);
    const lost = row.requires.some(({ kind }) => kind === 'lost');
    if (lost) {
      const names = [`what "${this.action.title}" requires besides`];
      this.policy.says(asked, 'can', 'undecided', names);
      this.policy.says(asked, 'cannot', 'undecided', names);
    } else {
      this.policy.passes(asked, 'can', this.via());
      const names = this.source(row, table);
      this.policy.proven.push({ ...asked, verdict: 'allowed', names });
      if (this.facts.sample(`yes ${this.action.id}`))
        this.policy.says(asked, 'cannot', 'failed', names);
    }
    if (mine) {
      this.policy.passes(this.about(holder, 'theirs'), 'cannot', 'not owner');
      this.policy.says(this.about(holder, 'unstated'), 'can', 'undecided', ['who owns']);
    }
    for (const requirement of row.requires) {
      if (requirement.kind === 'holds') this.askWithout(row, requirement, which, lost);
      if (requirement.kind === 'view-access') {
        this.policy.passes(this.about(holder, 'hidden'), 'cannot', 'other space');
        this.policy.says(this.about(holder, 'sourceless'), 'can', 'undecided', ['from:']);
      }
    }
    if (this.elsewhere === undefined) return;
    const nowhere = this.about({ ...holder, elsewhere: 'nothing' }, which);
    this.policy.passes(nowhere, 'cannot', 'other space');
  }

  /** Without any of the roles and permissions of which one is needed; with each of them alone. */
  private askWithout(row: Row, { anyOf }: Holds, which: Which, withoutOnly: boolean): void {
    if (this.column.includes('+') && !this.facts.known) return;
    const nothing = this.about(this.holding(row, anyOf, []), which);
    const causes = anyOf.map((each) =>
      'securityRole' in each ? 'no security role' : 'no permission',
    );
    for (const cause of new Set(causes)) this.policy.passes(nothing, 'cannot', cause);
    if (withoutOnly || this.column !== this.firstYes()) return;
    const only = (condition: Condition): Asked =>
      this.about(this.holding(row, anyOf, [condition]), which);
    for (const condition of anyOf) {
      this.policy.passes(only(condition), 'can');
      if ('securityRole' in condition) continue;
      const { permission, values } = condition;
      for (const value of values.slice(1))
        this.policy.passes(only({ permission, values: [value] }), 'can');
      const known = matrix.permission(permission)?.permission.values ?? [];
      for (const value of known.filter((each) => !values.includes(each)))
        this.policy.passes(only({ permission, values: [value] }), 'cannot', 'no permission');
    }
  }

  private firstYes(): string | undefined {
    return matrix
      .table(this.table)
      .columns.find(({ id }) => answerIn(this.table, this.action.id, id)?.value === 'yes')?.id;
  }

  /** What the row asks for, of `anyOf` only `kept`; somebody of whom it asks nothing holds nothing besides. */
  private holding(
    row: Row,
    anyOf: readonly Condition[] = [],
    kept: readonly Condition[] = anyOf,
  ): Holder {
    const elsewhere = this.elsewhere === undefined ? {} : { elsewhere: this.elsewhere };
    const asks = row.requires.some(({ kind }) => kind === 'holds' || kind === 'view-access');
    if (!asks) return { column: this.column, ...elsewhere };
    const leave = new Set(anyOf.flatMap(rolesIn));
    const keep = new Set(kept.flatMap(rolesIn));
    const security = securityTitles.filter((title) => !leave.has(title) || keep.has(title));
    const permissions = Object.fromEntries(permissionTitles.map((title) => [title, 'allowed']));
    for (const each of anyOf)
      if ('permission' in each) permissions[titleOfPermission(each.permission)] = 'not allowed';
    for (const each of kept)
      if ('permission' in each)
        permissions[titleOfPermission(each.permission)] = each.values[0] ?? 'allowed';
    return { column: this.column, security, permissions, ...elsewhere };
  }

  private via(): string {
    if (this.column === 'owner') return 'owner';
    return matrix.securityRole(this.column) === undefined ? 'member' : 'admin';
  }

  /** What a proof names: the row, its table, and the line of the document where it is known. */
  private source(row: Row, table: TableId): readonly string[] {
    const said = transcript(table).get(row.id);
    const line = said?.line === undefined ? [] : [`, line ${said.line}`];
    return [`"${said?.title ?? row.id}"`, `table ${table}`, ...line];
  }

  private about(
    holder: Holder,
    which: Which = this.action.ownership === 'own' ? 'mine' : 'theirs',
  ): Asked {
    return this.policy.question(holder, this.action, which, this.other);
  }
}
