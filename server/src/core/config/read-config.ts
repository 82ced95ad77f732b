import { append } from '../append.js';
import type { Matrix } from '../matrix/matrix.js';
import type { SiteFact } from '../matrix/site.js';
import type { Action, Table } from '../matrix/types.js';
import type { PolicyFile } from '../model/policy.js';
import { RULE_IDS } from '../rules/ids.js';
import type { Severity } from '../rules/rule.js';
import { type Origin, Reader, type Written } from '../syntax/policy/access.js';
import { checkShape } from '../syntax/policy/check-shape.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import { ownValue, type Shape } from '../syntax/policy/shape.js';
import type { Node } from '../syntax/tree.js';
import { didYouMean, nearestWord } from '../text/nearest-word.js';
import type { ShareLimits } from './config.js';

const SEVERITIES = ['error', 'warning', 'info', 'off'] as const;
const LEVELS = ['error', 'warning', 'info'] as const;

const severity: Shape = { kind: 'choice', what: 'a severity', values: SEVERITIES };
const number: Shape = { kind: 'text', what: 'a number' };
const names: Shape = {
  kind: 'list',
  what: 'a list of roles',
  of: { kind: 'text', what: 'a role' },
  orText: true,
};

/** What each section of `spaceward.config.yaml` may hold. */
export const CONFIG_SHAPES: Readonly<Record<string, Shape>> = {
  rules: { kind: 'map', what: 'a map of rules to severities', of: severity },
  'fail-on': { kind: 'choice', what: 'a severity', values: LEVELS },
  limits: {
    kind: 'record',
    what: 'limits',
    fields: {
      'shares-per-application': { shape: number, summary: 'Most shares of one app.' },
      'shares-per-principal': {
        shape: number,
        summary: 'Most shares of one user or group in a space.',
      },
      'shares-per-space': { shape: number, summary: 'Most shares in a space.' },
      near: { shape: number, summary: 'From which part of a limit on it is near, in per cent.' },
    },
  },
  facts: {
    kind: 'list',
    what: 'a list of site facts',
    of: {
      kind: 'record',
      what: 'a site fact',
      fields: {
        table: {
          shape: { kind: 'text', what: 'a table' },
          summary: 'The permission table.',
          required: true,
        },
        action: {
          shape: { kind: 'text', what: 'an action' },
          summary: 'The id of the row.',
          required: true,
        },
        yes: { shape: names, summary: 'Roles that may.' },
        no: { shape: names, summary: 'Roles that may not.' },
        source: {
          shape: { kind: 'text', what: 'a source' },
          summary: 'Who tried it, where and when.',
          required: true,
        },
      },
    },
  },
};

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
    for (const { key } of block.entries) reader.unknownSection(new Reader(block).written(key));
    for (const { section, pair } of block.settings) {
      const known = seen.get(section);
      if (known === undefined) {
        seen.set(section, new Reader(block).at(pair.key.span));
        reader.section(section, pair, new Reader(block));
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

  constructor(private readonly matrix: Matrix) {}

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

  unknownSection(key: Written): void {
    this.report('unknown-key', `a configuration has no entries like ${key.text}`, key);
  }

  section(name: string, pair: Parameters<typeof checkShape>[3] & object, reader: Reader): void {
    const shape = ownValue(CONFIG_SHAPES, name);
    const { value } = pair;
    if (shape === undefined) {
      const known = Object.keys(CONFIG_SHAPES);
      const meant = nearestWord(name, known);
      this.report(
        'unknown-key',
        `unknown key ${name}${meant === undefined ? `; a configuration has ${known.join(', ')}` : `; did you mean ${meant}?`}`,
        reader.written(pair.key),
      );
      return;
    }
    append(this.problems, checkShape(reader, value, shape, pair));
    if (name === 'rules') this.rules(value, reader);
    else if (name === 'limits') this.readLimits(value, reader);
    else if (name === 'facts') this.readFacts(value, reader);
    else if (name === 'fail-on' && value?.kind === 'scalar') this.failOn = level(value.value);
  }

  private rules(node: Node | null, reader: Reader): void {
    for (const { key, value } of node?.kind === 'map' ? node.pairs : []) {
      if (!RULE_IDS.includes(key.value)) {
        this.report(
          'unknown-key',
          `unknown rule ${key.value}${didYouMean(key.value, RULE_IDS)}`,
          reader.written(key),
        );
      } else if (value?.kind === 'scalar') {
        const word = value.value.toLowerCase();
        const severity = SEVERITIES.find((candidate) => candidate === word);
        if (severity !== undefined) this.severities.set(key.value, severity);
      }
    }
  }

  private readLimits(node: Node | null, reader: Reader): void {
    const set = (key: string, name: keyof ShareLimits, part: number): void => {
      const written = reader.text(node, key);
      if (written === undefined) return;
      const value = Number(written.text);
      if (/^\d+$/u.test(written.text) && value > 0 && (part === 1 || value <= 100))
        this.limits[name] = value / part;
      else
        this.report(
          'invalid-value',
          `${key} is a whole number above 0${part === 1 ? '' : ' and up to 100'}`,
          written,
        );
    };
    set('shares-per-application', 'perApplication', 1);
    set('shares-per-principal', 'perPrincipal', 1);
    set('shares-per-space', 'perSpace', 1);
    set('near', 'near', 100);
  }

  private readFacts(node: Node | null, reader: Reader): void {
    for (const { value } of node?.kind === 'seq' ? node.items : []) {
      this.readFact(value, reader);
    }
  }

  private readFact(value: Node | null, reader: Reader): void {
    const table = reader.text(value, 'table');
    const action = reader.text(value, 'action');
    const source = reader.text(value, 'source');
    const found = table && this.table(table);
    const row = action && this.action(action);
    const answers = (['yes', 'no'] as const).flatMap((answer) =>
      this.roleNames(value, answer, reader).map((name) => ({ answer, name })),
    );
    if (answers.length === 0 && value !== null)
      this.problems.push({
        rule: 'missing-value',
        message: 'a site fact needs yes or no: the roles that may, or may not',
        origin: reader.at(value.span),
      });
    const seen = new Map<string, string>();
    for (const { answer, name } of answers) {
      const column = this.column(name.text);
      if (column === undefined) this.report('invalid-value', `unknown role ${name.text}`, name);
      else if (found !== undefined && !this.hasColumns(found, column))
        this.report('invalid-value', `the table ${found.id} has no column for ${name.text}`, name);
      else if (seen.has(column))
        this.report('invalid-value', `${name.text} is named twice in this fact`, name);
      else if (found !== undefined && row !== undefined && source !== undefined)
        this.facts.push({
          fact: { table: found.id, action: row.id, column, value: answer, source: source.text },
          origin: name.origin,
        });
      if (column !== undefined) seen.set(column, answer);
    }
  }

  /** Whether a table has the column, or of several roles together each. */
  private hasColumns({ id }: Table, column: string): boolean {
    return column.split('+').every((part) => this.matrix.column(id, part) !== undefined);
  }

  private table(written: Written): Table | undefined {
    const found = this.matrix.findTable(written.text);
    const ids = this.matrix.data.tables.map(({ id }) => id);
    if (found === undefined)
      this.report(
        'invalid-value',
        `unknown table ${written.text}${didYouMean(written.text, ids) || `; there are ${ids.join(', ')}`}`,
        written,
      );
    return found;
  }

  private action(written: Written): Action | undefined {
    const found = this.matrix.action(written.text.toLowerCase());
    const ids = this.matrix.actions.map(({ id }) => id);
    if (found === undefined)
      this.report(
        'invalid-value',
        `unknown action ${written.text}${didYouMean(written.text, ids)}`,
        written,
      );
    return found;
  }

  private roleNames(node: Node | null, key: string, reader: Reader): readonly Written[] {
    const text = reader.text(node, key);
    return text === undefined ? reader.texts(node, key) : [text];
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

  private report(rule: ReadingProblem['rule'], message: string, { origin }: Written): void {
    this.problems.push({ rule, message, origin });
  }
}

function level(word: string): Severity | undefined {
  return LEVELS.find((candidate) => candidate === word.toLowerCase());
}
