import {
  isOneName,
  type Parsed,
  parseChange,
  parseExpectation,
  parseRoleList,
  readPrincipal,
  readReference,
  readUser,
} from '../../../../../grammar/src/index.js';
import type {
  ChangeNode,
  ExpectationNode,
  PrincipalNode,
} from '../../../../../grammar/src/index.js';
import { append } from '../../append.js';
import { joined } from '../../joined.js';
import type { ContentKind } from '../../matrix/types.js';
import { tight } from '../../tight.js';
import { meantMap } from '../form-advice.js';
import { LongMap, LongSeq } from '../long-node.js';
import type { Node, Pair, Part, ScalarNode } from '../tree.js';
import { Reader, scalarsOf } from './access.js';
import type { ReadingProblem } from './problem.js';
import type { GrantsReading, PartReading } from './part-readings.js';
import type {
  NamedUser,
  ReadGrant,
  ReadGroup,
  ReadReference,
  ReadSentence,
  ReadSpace,
} from './reading.js';

/** Where a principal is first stated, and with which roles. */
interface FirstStated {
  readonly key: ScalarNode;
  readonly roles: ReadGrant['roles'];
}

/** Reads the scalars that hold statements, and collects what is wrong with them at its place in the source. */
export class ScalarReader {
  readonly problems: ReadingProblem[] = [];
  /** Lists of roles by their text: an entry holds a few of them over and over. */
  private roleLists: Map<string, ReturnType<typeof parseRoleList>> | undefined;

  constructor(readonly reader: Reader) {}

  expectation(scalar: ScalarNode): ReadSentence<ExpectationNode> {
    return this.sentence(scalar, parseExpectation(scalar.value));
  }

  change(scalar: ScalarNode): ReadSentence<ChangeNode> {
    return this.sentence(scalar, parseChange(scalar.value));
  }

  private sentence<T>(scalar: ScalarNode, parsed: Parsed<T>): ReadSentence<T> {
    this.take(scalar, parsed);
    const { tree, problems } = parsed;
    return { written: this.reader.divisible(scalar), tree, broken: problems.length > 0 };
  }

  user(scalar: ScalarNode | undefined): NamedUser | undefined {
    if (scalar === undefined || scalar.value.trim() === '') return undefined;
    const { value, span } = scalar;
    // So it is nearly always: the name is all that is written.
    if (this.reader.isVerbatim(scalar) && isOneName(value))
      return { name: value, origin: this.reader.at(span) };
    const parsed = readUser(value);
    this.take(scalar, parsed);
    const name = parsed.tree?.name;
    return name && { name: name.text, origin: this.reader.part(scalar, name.span) };
  }

  /** The members of a group: a list of names. */
  userMembers(node: Node | null | undefined): Pick<ReadGroup, 'members' | 'memberParts'> {
    const { parts } = this.reader;
    if (!(node instanceof LongSeq && parts !== undefined))
      return { members: this.users(scalarsOf(node)) };
    const read = (part: Part): PartReading<NamedUser> => {
      const scalars = new ScalarReader(new Reader(part));
      return { list: scalars.users(scalarsOf(part.holds)), problems: scalars.problems };
    };
    const readings = node.parts.map((part) => parts.users.of(part, read));
    for (const { problems } of readings) append(this.problems, problems);
    const memberParts = readings.map(({ list }) => list);
    return { members: joined(memberParts), memberParts };
  }

  /** The members of a space: a map of principals to roles. */
  grantMembers(node: Node | null | undefined): Pick<ReadSpace, 'members' | 'memberParts'> {
    const { parts } = this.reader;
    const whole = (): readonly ReadGrant[] => this.grants(meantMap(node)?.pairs ?? [], false);
    if (!(node instanceof LongMap && parts !== undefined)) return { members: whole() };
    const read = (part: Part): GrantsReading => {
      const scalars = new ScalarReader(new Reader(part));
      const pairs = part.holds.kind === 'map' ? part.holds.pairs : [];
      const identities: string[] = [];
      const list = scalars.grants(pairs, false, identities);
      return { list, problems: scalars.problems, identities };
    };
    const readings = node.parts.map((part) => parts.grants.of(part, read));
    const identities = readings.map((reading) => reading.identities);
    if (!parts.identities.areDistinct(identities)) return { members: whole() };
    for (const { problems } of readings) append(this.problems, problems);
    const memberParts = readings.map(({ list }) => list);
    return { members: joined(memberParts), memberParts };
  }

  users(scalars: readonly ScalarNode[]): readonly NamedUser[] {
    const users: NamedUser[] = [];
    for (const scalar of scalars) {
      const user = this.user(scalar);
      if (user !== undefined) users.push(user);
    }
    return tight(users);
  }

  reference(scalar: ScalarNode | undefined): ReadReference | undefined {
    if (scalar === undefined || scalar.value.trim() === '') return undefined;
    const parsed = readReference(scalar.value);
    this.take(scalar, parsed);
    const node = parsed.tree;
    return (
      node && {
        node,
        origin: this.reader.part(scalar, node.span),
        spaceOrigin: this.reader.part(scalar, node.space.span),
        itemOrigin: node.item && this.reader.part(scalar, node.item.name.span),
      }
    );
  }

  /** A reference to an item of one kind. */
  itemReference(
    scalar: ScalarNode | undefined,
    kind: ContentKind,
    what: string,
  ): ReadReference | undefined {
    const read = this.reference(scalar);
    if (read === undefined) return undefined;
    const { space, item } = read.node;
    const stated = item?.kind?.text.toLowerCase();
    if (item !== undefined && (stated === undefined || stated === kind)) return read;
    const found = stated === undefined ? 'a space' : `something of the kind ${stated}`;
    this.problems.push({
      rule: 'statement-syntax',
      message: `expected ${what}, found ${found}: write ${space.text}/ and its name`,
      origin: read.origin,
    });
    return undefined;
  }

  references(scalars: readonly ScalarNode[]): readonly ReadReference[] {
    return tight(scalars.flatMap((scalar) => this.reference(scalar) ?? []));
  }

  /**
   * The pairs of `members` or `shares`: a principal and its roles.
   *
   * @param identities takes what tells each from others
   */
  grants(pairs: readonly Pair[], link: boolean, identities?: string[]): readonly ReadGrant[] {
    if (pairs.length === 0) return tight([]);
    const seen: Partial<Record<PrincipalNode['kind'], Map<string, FirstStated>>> = {};
    const grants: ReadGrant[] = [];
    let place = -1;
    for (const pair of pairs) {
      place += 1;
      const { key, value, colon } = pair;
      if (colon === false) continue;
      const parsed = readPrincipal(key.value, { link });
      this.take(key, parsed);
      const principal = parsed.tree;
      if (principal === undefined || parsed.problems.length > 0) continue;
      const name = 'name' in principal ? principal.name.text.normalize('NFC') : '';
      identities?.push(`${principal.kind} ${name}`);
      const known = (seen[principal.kind] ??= new Map<string, FirstStated>());
      const first = known.get(name);
      const isRepeated = first !== undefined && first.key.value !== key.value;
      if (value?.kind === 'seq' && value.items.length === 0)
        this.problems.push({
          rule: 'missing-value',
          message: 'a member or a share has at least one role: state it, or take the entry away',
          origin: this.reader.part(key, principal.span),
        });
      const roles = this.roles(value);
      if (first === undefined) known.set(name, { key, roles });
      if (isRepeated)
        this.problems.push(this.statedTwice(pair, roles, pairs[place - 1], first, link));
      const origin = this.reader.part(key, principal.span);
      const nameSpan = 'name' in principal ? principal.name.span : principal.span;
      grants.push({
        principal,
        origin,
        nameOrigin: nameSpan === principal.span ? origin : this.reader.part(key, nameSpan),
        roles,
        ...(isRepeated && { isRepeated }),
      });
    }
    return tight(grants);
  }

  /**
   * One principal by two keys, as `ali` and `user ali`: the first counts. Without the second nothing is lost where the first has its
   * roles.
   */
  private statedTwice(
    { key, span }: Pair,
    roles: ReadGrant['roles'],
    previous: Pair | undefined,
    { key: first, roles: counting }: FirstStated,
    isShare: boolean,
  ): ReadingProblem {
    const { block } = this.reader;
    const there = new Set(counting.map(({ name }) => name.toLowerCase()));
    const what = isShare ? 'share' : 'member';
    const lineStart = block.text.lastIndexOf('\n', span.start - 1) + 1;
    const isAlone = block.text.slice(lineStart, span.start).trim() === '';
    const lineEnd = block.text.indexOf('\n', span.end);
    const all = isAlone
      ? { start: lineStart, end: lineEnd === -1 ? block.text.length : lineEnd + 1 }
      : { start: previous?.span.end ?? span.start, end: span.end };
    return {
      rule: 'duplicate-entry',
      message: `the ${what} is stated twice, as ${first.value} and as ${key.value}: the first entry counts, so put every role there and take this one away`,
      origin: { block, span: key.span },
      related: [{ origin: { block, span: first.span }, message: 'this entry counts' }],
      fix: {
        title: 'Take this entry away',
        edits: [{ origin: { block, span: all }, text: '' }],
        safe: roles.every(({ name }) => there.has(name.toLowerCase())),
      },
    };
  }

  /** Role names separated by commas, or a sequence of them. */
  private roles(node: Node | null): ReadGrant['roles'] {
    if (node?.kind === 'scalar') return this.roleList(node);
    if (node?.kind !== 'seq') return [];
    return node.items.flatMap(({ value }) =>
      value?.kind === 'scalar' ? this.roleList(value) : [],
    );
  }

  private roleList(scalar: ScalarNode): ReadGrant['roles'] {
    let parsed = this.roleLists?.get(scalar.value);
    if (parsed === undefined) {
      parsed = parseRoleList(scalar.value);
      (this.roleLists ??= new Map()).set(scalar.value, parsed);
    }
    this.take(scalar, parsed);
    return (parsed.tree ?? []).map(({ text, span }) => ({
      name: text,
      origin: this.reader.part(scalar, span),
    }));
  }

  private take(scalar: ScalarNode, { problems }: Parsed<unknown>): void {
    for (const { message, span, suggestion } of problems)
      this.problems.push({
        rule: 'statement-syntax',
        message,
        origin: this.reader.part(scalar, span),
        ...(suggestion && {
          fix: {
            title: `Write ${suggestion.text}`,
            edits: [
              {
                origin: this.reader.part(scalar, suggestion.span),
                text: suggestion.text,
                inside: scalar,
              },
            ],
            safe: false,
          },
        }),
      });
  }
}
