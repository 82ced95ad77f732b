import { append } from '../../append.js';
import { looseKey } from '../../text/loose-key.js';
import { nearestWord } from '../../text/nearest-word.js';
import type { Span } from '../../text/span.js';
import { type Form, formAdvice, meantMap } from '../form-advice.js';
import { LongMap, LongSeq } from '../long-node.js';
import { commaTraps } from '../traps.js';
import type { MapNode, Node, Pair, Part, ScalarNode, SeqNode, SyntaxProblem } from '../tree.js';
import { Reader } from './access.js';
import { itemTrap } from './item-trap.js';
import type { PartReadings } from './part-readings.js';
import type { Fix, ReadingProblem } from './problem.js';
import {
  type Field,
  isScalar,
  type NameShape,
  ownValue,
  type RecordShape,
  type Shape,
  wholeNumber,
} from './shape.js';

/** Checks a value against the form that the language gives it: keys, kinds of value, and words of a closed list. */
export function checkShape(
  reader: Reader,
  node: Node | null,
  shape: Shape,
  at: Pair | undefined,
): readonly ReadingProblem[] {
  const checker = new ShapeChecker(reader);
  checker.check(node, shape, at);
  return checker.problems;
}

/** The most names that a message lists. */
const MOST_LISTED = 12;

class ShapeChecker {
  readonly problems: ReadingProblem[] = [];

  constructor(private readonly reader: Reader) {}

  check(given: Node | null, shape: Shape, at: Pair | undefined): void {
    const node = given?.kind === 'scalar' && given.source === '' ? null : given;
    switch (shape.kind) {
      case 'text':
        if (node?.kind !== 'scalar') this.wrong(node, shape.what, at, 'text');
        else if (node.value.trim() === '') this.missing(shape.what, node, at);
        return;
      case 'choice':
        if (node?.kind !== 'scalar') this.wrong(node, shape.what, at, 'text');
        else this.checkChoice(node.value, shape.values, node);
        return;
      case 'number':
        if (node?.kind !== 'scalar') this.wrong(node, shape.what, at, 'text');
        else this.checkNumber(node, shape.most, at);
        return;
      case 'name':
        if (node?.kind !== 'scalar') this.wrong(node, shape.what, at, 'text');
        else this.checkName(node, shape);
        return;
      case 'record':
        if (node === null) this.checkRequired([], shape, at?.key.span);
        else if (node.kind !== 'map') this.wrong(node, shape.what, at, 'map');
        else this.checkRecord(node, shape, at);
        return;
      case 'map':
        if (node === null) return;
        if (node.kind !== 'map') this.wrong(node, shape.what, at, 'map');
        if (node.kind === 'map' && isScalar(shape.of)) this.checkRepeated(node);
        this.checkEntries(node, shape.of);
        return;
      case 'list':
        this.checkList(node, shape, at);
        return;
      case 'list-or-record':
        if (node?.kind === 'seq') this.check(node, shape.list, at);
        else if (node?.kind === 'scalar') this.wrong(node, whatOf(shape.record), at, 'list');
        else if (node !== null) this.check(node, shape.record, at);
        return;
    }
  }

  private checkList(
    node: Node | null,
    shape: Extract<Shape, { kind: 'list' }>,
    at: Pair | undefined,
  ): void {
    if (shape.orText === true && node?.kind === 'scalar') {
      // Lists of roles in a text are read where it is known which roles there may be.
      if (shape.of.kind === 'name') this.check(node, shape.of, at);
      return;
    }
    const isEmpty = shape.of.kind === 'name' && node?.kind === 'seq' && node.items.length === 0;
    if (node === null || isEmpty)
      this.missing(shape.orText === true ? 'a role' : shape.what, node ?? undefined, at);
    else if (node.kind !== 'seq') this.wrong(node, shape.what, at, 'list');
    else this.checkItems(node, shape.of);
  }

  private checkItems(seq: SeqNode, of: Shape): void {
    if (seq instanceof LongSeq && this.reader.parts !== undefined) {
      this.checkParts(seq, this.reader.parts, of);
      return;
    }
    const { text } = this.reader.block;
    for (const item of seq.items) {
      const trap =
        item.value === null || of.kind !== 'text' ? null : itemTrap(item.value, of, text);
      if (trap !== null) this.trap(trap);
      else if (item.value === null)
        this.report('missing-value', `${whatOf(of)} is missing after the dash`, item.span);
      else this.check(item.value, of, undefined);
    }
  }

  /** What is wrong in the parts of a list or map: of each, it is found once. */
  private checkParts({ parts }: LongSeq | LongMap, kept: PartReadings, of: Shape): void {
    const check = (part: Part): readonly ReadingProblem[] => {
      const checker = new ShapeChecker(new Reader(part));
      if (part.holds.kind === 'seq') checker.checkItems(part.holds, of);
      else checker.checkEntries(part.holds, of);
      return checker.problems;
    };
    for (const part of parts) append(this.problems, kept.shapes.of(part, check));
  }

  /** The problem of a trap of YAML's, with its fix. */
  private trap({ message, span, fix }: SyntaxProblem): void {
    this.report('invalid-value', message, span, this.reader.fix(fix));
  }

  private checkRecord(node: MapNode, shape: RecordShape, at: Pair | undefined): void {
    this.checkRepeated(node);
    const cut = this.cutValues(node, shape);
    for (const pair of node.pairs) {
      if (cut?.has(pair) === true) continue;
      const field = ownValue(shape.fields, pair.key.value);
      if (field !== undefined) this.checkField(pair, field.shape);
      else this.unknownKey(pair, Object.keys(shape.fields), shape);
    }
    this.checkRequired(node.pairs, shape, at?.key.span ?? node.span);
  }

  /** One key twice: the first counts. */
  private checkRepeated(node: MapNode): void {
    if (node instanceof LongMap ? !node.isRepeating() : isShortAndDistinct(node.pairs)) return;
    const seen = new Map<string, Pair>();
    for (const pair of node.pairs) {
      const key = pair.key.value;
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, pair);
        continue;
      }
      this.problems.push({
        rule: 'duplicate-entry',
        message: `${key} is stated twice: the first statement counts`,
        origin: this.reader.at(pair.key.span),
        related: [
          { origin: this.reader.at(first.key.span), message: `${key} is first stated here` },
        ],
      });
    }
  }

  private checkField(pair: Pair, shape: Shape): void {
    if (pair.value === null && isScalar(shape)) this.missing(shape.what, undefined, pair);
    else this.check(pair.value, shape, pair);
  }

  private checkRequired(pairs: readonly Pair[], shape: RecordShape, span: Span | undefined): void {
    if (span === undefined) return;
    // Of a key that is misspelt it has been told.
    const isPresent = (name: string): boolean =>
      pairs.some(({ key }) => key.value === name) ||
      isMisspelt(name, pairs, Object.keys(shape.fields));
    for (const [key, field] of requiredFields(shape))
      if (!isPresent(key))
        this.report(
          'missing-value',
          `${shape.what} needs ${key} (${sentencePart(field.summary)})`,
          span,
        );
    const { someOf } = shape;
    if (someOf !== undefined && !someOf.some(isPresent))
      this.report(
        'missing-value',
        `${shape.what} needs ${someOf.map((key) => `${key} (${sentencePart(shape.fields[key]?.summary)})`).join(' or ')}`,
        span,
      );
  }

  /** The pairs of a record in braces that are lists without brackets, and the keys that commas make of a value: that is reported. */
  private cutValues(node: MapNode, { fields }: RecordShape): ReadonlySet<Pair> | undefined {
    if (node.style !== 'flow' || node.pairs.every(({ colon }) => colon !== false)) return undefined;
    const shapeOf = ({ key }: Pair): Shape | undefined => ownValue(fields, key.value)?.shape;
    const names = Object.keys(fields);
    const cuts = commaTraps(
      node,
      this.reader.block.text,
      (pair) => shapeOf(pair) === undefined && nearestWord(pair.key.value, names) === undefined,
      (pair) => {
        const kind = shapeOf(pair)?.kind;
        const isPlain = pair.value?.kind === 'scalar' && pair.value.style === 'plain';
        return kind === 'list' || (kind === 'text' && isPlain) ? kind : undefined;
      },
    );
    for (const { problem } of cuts) this.trap(problem);
    return new Set(
      cuts.flatMap(({ pair, lost }) => (shapeOf(pair)?.kind === 'list' ? [pair, ...lost] : lost)),
    );
  }

  private unknownKey(pair: Pair, keys: readonly string[], shape: RecordShape): void {
    const key = pair.key.value;
    const near = nearestWord(key, keys);
    const rest = keys.filter((name) => !['id', 'name', 'description'].includes(name));
    const known = rest.length > 8 ? '' : `; ${shape.what} has ${rest.join(', ')}`;
    this.report(
      'unknown-key',
      `unknown ${shape.keys ?? 'key'} ${key}${near === undefined ? known : `; did you mean ${near}?`}`,
      pair.key.span,
      near === undefined ? undefined : this.change(pair.key.span, near),
    );
  }

  /** The names of a map; in braces, a comma inside a role list makes names of the rest. */
  private checkEntries(node: Node, of: Shape): void {
    if (node instanceof LongMap && this.reader.parts !== undefined) {
      this.checkParts(node, this.reader.parts, of);
      return;
    }
    const isRoles = of.kind === 'list' && of.orText === true;
    const cuts = isRoles && node.kind === 'map' ? commaTraps(node, this.reader.block.text) : [];
    const lost = cuts.length === 0 ? undefined : new Set(cuts.flatMap((cut) => cut.lost));
    for (const { problem } of cuts) this.trap(problem);
    for (const pair of meantMap(node)?.pairs ?? [])
      if (lost?.has(pair) !== true) this.checkEntry(pair, of);
  }

  private checkEntry(pair: Pair, of: Shape): void {
    if (of.kind === 'text' && pair.value === null) this.missing(of.what, undefined, pair);
    else this.check(pair.value, of, pair);
  }

  private checkChoice(word: string, values: readonly string[], node: Node): void {
    if (values.includes(word.toLowerCase())) return;
    const near = nearestWord(word, values);
    this.report(
      'invalid-value',
      `expected ${values.join(', ')}; found "${word}"${near === undefined ? '' : `; did you mean ${near}?`}`,
      node.span,
      near === undefined ? undefined : this.change(node.span, near),
    );
  }

  private checkNumber(node: ScalarNode, most: number | undefined, at: Pair | undefined): void {
    if (wholeNumber(node.value, most) !== undefined) return;
    const name = at?.key.value ?? 'the value';
    const limit = most === undefined ? '' : ` and up to ${most}`;
    this.report('invalid-value', `${name} is a whole number above 0${limit}`, node.span);
  }

  private checkName({ value, span }: ScalarNode, shape: NameShape): void {
    const { joined, otherNames } = shape;
    const names = shape.names();
    const known = new Set([...names, ...(otherNames?.() ?? [])].map(looseKey));
    const parts = joined === true ? value.split('+') : [value];
    const wrong = parts.find((part) => !known.has(looseKey(part)));
    if (wrong === undefined) return;
    const word = wrong.trim();
    if (word === '') {
      this.report('missing-value', `${shape.what} is missing here`, span);
      return;
    }
    const near = nearestWord(word, names);
    const few = names.length > MOST_LISTED ? '' : `; there are ${names.join(', ')}`;
    this.report(
      'invalid-value',
      `unknown ${shape.what.replace(/^an? /u, '')} ${word}${near === undefined ? few : `; did you mean ${near}?`}`,
      span,
      near === undefined
        ? undefined
        : this.change(span, parts.map((part) => (part === wrong ? near : part.trim())).join('+')),
    );
  }

  private change(span: Span, text: string): Fix {
    return {
      title: `Change to ${text}`,
      edits: [{ origin: this.reader.at(span), text }],
      safe: false,
    };
  }

  private wrong(node: Node | null, what: string, at: Pair | undefined, wanted: Form): void {
    if (node === null) {
      this.missing(what, undefined, at);
      return;
    }
    const advice = formAdvice(node, wanted, this.reader.block.text);
    this.report(
      'invalid-value',
      `expected ${what}, found ${kindText(node)}${advice === undefined ? '' : `: ${advice.advice}`}`,
      node.span,
      this.reader.fix(advice?.fix),
    );
  }

  private missing(what: string, node: Node | undefined, at: Pair | undefined): void {
    const span = node?.span ?? at?.key.span;
    if (span !== undefined) this.report('missing-value', `${what} is missing here`, span);
  }

  private report(
    rule: ReadingProblem['rule'],
    message: string,
    span: Node['span'],
    fix?: Fix,
  ): void {
    this.problems.push({ rule, message, origin: this.reader.at(span), ...(fix && { fix }) });
  }
}

function whatOf(shape: Shape): string {
  return 'what' in shape ? shape.what : 'a value';
}

function kindText(node: Node): string {
  return { scalar: 'a text', map: 'a map', seq: 'a list' }[node.kind];
}

/** Up to so many keys are compared with each other: that takes less than a set of them. */
const SHORT = 8;

/** Whether there are few pairs, and no two have the same key. */
function isShortAndDistinct(pairs: readonly Pair[]): boolean {
  if (pairs.length > SHORT) return false;
  for (let i = 1; i < pairs.length; i++)
    for (let j = 0; j < i; j++) if (pairs[i]?.key.value === pairs[j]?.key.value) return false;
  return true;
}

/**
 * Whether a key that a record doesn't have is likely to be meant as one that it has.
 *
 * @param names the keys that it has
 */
export function isMisspelt(
  name: string,
  pairs: readonly Pair[],
  names: readonly string[],
): boolean {
  return pairs.some(
    ({ key }) => !names.includes(key.value) && nearestWord(key.value, names) === name,
  );
}

const REQUIRED = new WeakMap<RecordShape, readonly [string, Field][]>();

/** The fields that a record needs. Each shape is asked of each entry, so they are looked for once. */
function requiredFields(shape: RecordShape): readonly [string, Field][] {
  let required = REQUIRED.get(shape);
  if (required === undefined) {
    required = Object.entries(shape.fields).filter(([, field]) => field.required === true);
    REQUIRED.set(shape, required);
  }
  return required;
}

/** A summary within another sentence. */
function sentencePart(summary = ''): string {
  return summary.replace(/\.$/u, '');
}
