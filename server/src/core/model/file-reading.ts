import { Attached } from '../attached.js';
import { append } from '../append.js';
import { tight } from '../tight.js';
import { type Origin, Reader } from '../syntax/policy/access.js';
import { checkShape } from '../syntax/policy/check-shape.js';
import { PartReadings } from '../syntax/policy/part-readings.js';
import type { ReadingProblem } from '../syntax/policy/problem.js';
import { readEntry, readTenant } from '../syntax/policy/read-entry.js';
import type { ReadEntry, ReadTenant } from '../syntax/policy/reading.js';
import { ENTRY_SHAPES, ownValue, SETTING_SHAPES } from '../syntax/policy/shape.js';
import type { Block } from '../syntax/tree.js';
import { formAdvice } from '../syntax/form-advice.js';
import { nearestWord } from '../text/nearest-word.js';
import { nameKey } from './world.js';

/** One entry, with the name that it is merged under. */
export interface Keyed<T extends ReadEntry = ReadEntry> {
  readonly key: string;
  readonly read: T;
}

/** What one block of a policy file says by itself. */
export interface BlockReading {
  readonly heads: readonly { readonly name: string; readonly origin: Origin }[];
  readonly tenants: readonly ReadTenant[];
  readonly entries: readonly Keyed[];
  readonly problems: readonly ReadingProblem[];
}

/** What blocks say, each read once: a block depends on nothing else. */
export class BlockReadings {
  private readonly parts = new PartReadings();

  /** @param known what was read already; where no states follow, it needn't let go of blocks */
  constructor(
    private readonly known: Map<Block, BlockReading> | Attached<Block, BlockReading> = new Attached<
      Block,
      BlockReading
    >(),
  ) {}

  of(block: Block): BlockReading {
    let reading = this.known.get(block);
    if (reading === undefined)
      this.known.set(block, (reading = readBlockEntries(block, this.parts)));
    return reading;
  }

  /** The same, with all places in the block itself, also where its members are divided: then it is read anew. */
  wholeOf(block: Block): BlockReading {
    return block.long === undefined ? this.of(block) : readBlockEntries(block);
  }
}

/**
 * Reads what a block says.
 *
 * @param parts what was read of parts of entries already
 */
export function readBlockEntries(block: Block, parts?: PartReadings): BlockReading {
  const problems: ReadingProblem[] = [];
  const tenants: ReadTenant[] = [];
  const entries: Keyed[] = [];
  for (const { section, pair } of block.settings) {
    if (section !== 'tenant') checkSetting(problems, section, pair, block);
    else {
      const tenant = readTenant(pair, block);
      append(problems, tenant.problems);
      tenants.push(tenant.entry);
    }
  }
  for (const entry of block.entries) {
    const reading = readEntry(entry, parts);
    if (reading === undefined) continue;
    append(problems, reading.problems);
    checkName(problems, reading.entry);
    entries.push(keyed(reading.entry));
  }
  const heads = block.heads.map(({ key }) => ({
    name: key.value,
    origin: { block, span: key.span },
  }));
  return {
    heads: tight(heads),
    tenants: tight(tenants),
    entries: tight(entries),
    problems: tight(withoutTold(problems, block)),
  };
}

/** Of a key that lacks its colon nothing else is told: what it is shows when it is whole. */
function withoutTold(problems: ReadingProblem[], { problems: told }: Block): ReadingProblem[] {
  const starts = told.filter(({ code }) => code === 'missing-colon').map(({ span }) => span.start);
  return starts.length === 0
    ? problems
    : problems.filter(({ origin }) => !starts.includes(origin.span.start));
}

/** An entry with the name that it is merged under. */
export function keyed(read: ReadEntry): Keyed {
  return { key: mergeKey(read), read };
}

/** Entries of one kind and key are one. */
function mergeKey({ kind, key }: ReadEntry): string {
  const name = nameKey(key.text);
  return kind === 'role' ? roleKey(name) : name;
}

/** Roles are told apart whatever the letter case; `Default permissions` is another name of User Default. */
export function roleKey(name: string): string {
  const key = name.toLowerCase();
  return key === 'default permissions' ? 'user default' : key;
}

/** `spaceward`, a section with a value that is no map of entries, or a section that doesn't exist. */
function checkSetting(
  problems: ReadingProblem[],
  section: string,
  pair: Block['settings'][number]['pair'],
  block: Block,
): void {
  const reader = new Reader(block);
  const shape = ownValue(SETTING_SHAPES, section);
  if (shape !== undefined) append(problems, checkShape(reader, pair.value, shape, pair));
  else if (ownValue(ENTRY_SHAPES, section) !== undefined) {
    const { value } = pair;
    if (value === null) return;
    const { advice, fix } = formAdvice(value, 'map', block.text) ?? {};
    const mend = reader.fix(fix);
    problems.push({
      rule: 'invalid-value',
      message: `${section} is a map of names to entries; found ${value.kind === 'seq' ? 'a list' : 'a text'}${advice === undefined ? '' : `: ${advice}`}`,
      origin: reader.at(value.span),
      ...(mend && { fix: mend }),
    });
  } else problems.push(unknownSection(section, reader.at(pair.key.span)));
}

function unknownSection(section: string, origin: Origin): ReadingProblem {
  const sections = [...Object.keys(SETTING_SHAPES), ...Object.keys(ENTRY_SHAPES)];
  const near = nearestWord(section, sections);
  return {
    rule: 'unknown-key',
    message: `unknown section ${section}${near === undefined ? `; a policy has ${sections.join(', ')}, and their entries stand indented beneath them` : `; did you mean ${near}?`}`,
    origin,
    ...(near !== undefined && {
      fix: { title: `Change to ${near}`, edits: [{ origin, text: near }], safe: false },
    }),
  };
}

function checkName(problems: ReadingProblem[], { kind, key: { text, origin } }: ReadEntry): void {
  const wrong =
    text.trim() === ''
      ? 'a name is missing here'
      : kind === 'space' && text.includes('/')
        ? `the name of a space holds no slash: ${text}`
        : undefined;
  if (wrong !== undefined) problems.push({ rule: 'invalid-value', message: wrong, origin });
}
