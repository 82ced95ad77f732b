import { append } from '../append.js';
import type { Matrix } from '../matrix/matrix.js';
import { readsSpaceRoles, type SiteFact } from '../matrix/site.js';
import type { Table } from '../matrix/types.js';
import type { PolicyFile } from '../model/policy.js';
import type { Severity } from '../rules/rule.js';
import { type Origin, Reader, type Written } from '../syntax/policy/access.js';
import { checkShape } from '../syntax/policy/check-shape.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import { type RecordShape, wholeNumber } from '../syntax/policy/shape.js';
import type { MapNode, Node, Pair } from '../syntax/tree.js';
import { looseKey } from '../text/loose-key.js';
import { configShape, LEVELS, SEVERITIES } from './config-shape.js';
import { LIMIT_KEYS, type ShareLimits } from './limits.js';

/** A site fact with the place of the role that it is about. */
export interface StatedFact {
  readonly fact: SiteFact;
  readonly origin: Origin;
}

export interface ReadConfig {
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly limits: Partial<ShareLimits>;
  readonly failOn?: Severity;
  readonly facts: readonly StatedFact[];
  readonly problems: readonly ReadingProblem[];
}

/** Reads a configuration file. */
export function readConfig(matrix: Matrix, { tree }: PolicyFile): ReadConfig {
  const reader = new ConfigReader(matrix);
  const seen = new Map<string, Origin>();
  for (const { block } of tree.blocks) {
    // The sections of a policy are none of a configuration, whatever they hold.
    for (const { key } of block.heads)
      if (!block.settings.some(({ pair }) => pair.key === key))
        reader.section({ key, value: null, span: key.span }, new Reader(block));
    for (const { section, pair } of block.settings) {
      const known = seen.get(section);
      if (known === undefined) {
        seen.set(section, new Reader(block).at(pair.key.span));
        reader.section(pair, new Reader(block));
      } else reader.repeated(new Reader(block).written(pair.key), known);
    }
  }
  return reader.result();
}

class ConfigReader {
  private readonly severities = new Map<string, Severity | 'off'>();
  private readonly limits: { -readonly [K in keyof ShareLimits]?: number } = {};
  private failOn: Severity | undefined;
  private readonly facts: StatedFact[] = [];
  private readonly problems: ReadingProblem[] = [];
  private readonly shape: RecordShape;

  constructor(private readonly matrix: Matrix) {
    this.shape = configShape(matrix);
  }

  result(): ReadConfig {
    const { severities, limits, facts, problems, failOn } = this;
    return { severities, limits, facts, problems, ...(failOn && { failOn }) };
  }

  repeated(key: Written, first: Origin): void {
    this.problems.push({
      rule: 'duplicate-entry',
      message: `${key.text} is stated twice: the first statement counts`,
      origin: key.origin,
      related: [{ origin: first, message: `${key.text} is first stated here` }],
    });
  }

  section(pair: Pair, reader: Reader): void {
    const { key, value, span } = pair;
    const section: MapNode = { kind: 'map', style: 'block', pairs: [pair], span };
    append(this.problems, checkShape(reader, section, this.shape, undefined));
    switch (key.value) {
      case 'rules':
        this.rules(value);
        return;
      case 'fail-on':
        if (value?.kind === 'scalar') this.failOn = wordOf(LEVELS, value.value);
        return;
      case 'limits':
        this.readLimits(value, reader);
        return;
      case 'facts':
        for (const item of value?.kind === 'seq' ? value.items : [])
          this.readFact(item.value, reader);
    }
  }

  private rules(node: Node | null): void {
    for (const { key, value } of node?.kind === 'map' ? node.pairs : []) {
      const severity = value?.kind === 'scalar' ? wordOf(SEVERITIES, value.value) : undefined;
      if (severity !== undefined && !this.severities.has(key.value))
        this.severities.set(key.value, severity);
    }
  }

  private readLimits(node: Node | null, reader: Reader): void {
    for (const [key, { limit, most, parts = 1 }] of Object.entries(LIMIT_KEYS)) {
      const value = wholeNumber(reader.text(node, key)?.text ?? '', most);
      if (value !== undefined) this.limits[limit] = value / parts;
    }
  }

  private readFact(value: Node | null, reader: Reader): void {
    const table = this.matrix.findTable(looseKey(reader.text(value, 'table')?.text ?? ''));
    const action = this.matrix.action(looseKey(reader.text(value, 'action')?.text ?? ''));
    const source = reader.text(value, 'source')?.text;
    const seen = new Set<string>();
    for (const answer of ['yes', 'no'] as const)
      for (const name of roleNames(value, answer, reader)) {
        const column = this.column(name.text);
        if (column === undefined) continue;
        if (table !== undefined && !this.hasColumns(table, column))
          this.report(`the table ${table.id} has no column for ${name.text}`, name);
        else if (table !== undefined && this.isNeverRead(table, column))
          this.report(
            `of the table ${table.id}, roles of the tenant alone are read: ${name.text} is a role in spaces`,
            name,
          );
        else if (seen.has(column)) this.report(`${name.text} is named twice in this fact`, name);
        else if (table !== undefined && action !== undefined && source !== undefined)
          this.facts.push({
            fact: { table: table.id, action: action.id, column, value: answer, source },
            origin: name.origin,
          });
        seen.add(column);
      }
  }

  /** Whether a table has the column, or of several roles together each. */
  private hasColumns({ id }: Table, column: string): boolean {
    return column.split('+').every((part) => this.matrix.column(id, part) !== undefined);
  }

  /** Whether a column stands for a role in spaces in a table of administrators, which prints some rows by those. */
  private isNeverRead({ id }: Table, column: string): boolean {
    return !readsSpaceRoles(id) && this.matrix.spaceRole(column) !== undefined;
  }

  /** The id of a column by the names of its roles. */
  private column(name: string): string | undefined {
    const parts = name
      .split('+')
      .map(
        (part) => this.matrix.spaceRole(part)?.role.id ?? this.matrix.securityRole(part)?.role.id,
      );
    return parts.some((part) => part === undefined) ? undefined : parts.join('+');
  }

  private report(message: string, { origin }: Written): void {
    this.problems.push({ rule: 'invalid-value', message, origin });
  }
}

/** One role, or a list of them. */
function roleNames(node: Node | null, key: string, reader: Reader): readonly Written[] {
  const text = reader.text(node, key);
  return text === undefined ? reader.texts(node, key) : [text];
}

/** One of a few words, in any letter case. */
function wordOf<T extends string>(words: readonly T[], text: string): T | undefined {
  return words.find((word) => word === text.toLowerCase());
}
