import type { OpenPolicy } from '../../core/check.js';
import { grantText, whereText } from '../../core/decide/describe.js';
import { personText } from '../../core/decide/person.js';
import {
  type GrantProof,
  type Missing,
  type Person,
  type Question,
  VIAS,
} from '../../core/decide/types.js';
import type { Origin } from '../../core/syntax/policy/access.js';
import type { Who } from '../../core/who.js';
import { printable, type Style } from '../terminal.js';
import { Positions } from './positions.js';

/** Who can do something, for people: one a line, with the strongest grant; facts that are missing once, beneath. */
export function whoPretty(
  policy: OpenPolicy,
  place: Omit<Question, 'who'>,
  found: Who,
  style: Style,
): string {
  const { allowed, depends, some, denied, facts, total } = found;
  const lines = new Lines(policy, found, style);
  const of = (count: number): string => `${count} of ${total}`;
  const parts = [
    headline(place, style),
    ...section(
      `Allowed: ${of(allowed.length)}${causesText(found)}`,
      allowed.map(({ who, grants }) => lines.person(who, lines.grants(grants))),
      style.green,
    ),
    ...section(
      `Some items only: ${of(some.length)}`,
      some.flatMap(({ who, items }) =>
        items.map(({ item, grants, missing }) =>
          lines.person(
            who,
            `${printable(item)}: ${grants.length > 0 ? lines.grants(grants) : lines.facts(missing)}`,
          ),
        ),
      ),
      style.yellow,
      some.length > 0,
    ),
    ...section(
      `Depends: ${of(depends.length)}`,
      depends.map(({ who, missing }) => lines.person(who, lines.facts(missing))),
      style.yellow,
      depends.length > 0,
    ),
    ...section(`Denied: ${of(denied)}`, [], style.red),
    ...section(
      'What the policy does not state:',
      facts.map((fact, index) => lines.fact(fact, index)),
      style.bold,
      facts.length > 0,
    ),
  ];
  return `${parts.join('\n')}\n`;
}

/** ` (owner 1, group 2)`: how many are allowed by each cause, the strongest first. */
function causesText({ causes }: Who): string {
  const counts = VIAS.flatMap((via) => {
    const count = causes.get(via);
    return count === undefined ? [] : [`${via} ${count}`];
  });
  return counts.length === 0 ? '' : ` (${counts.join(', ')})`;
}

/** Widest column of names: what is longer moves the rest of its line. */
const WIDEST = 40;

class Lines {
  private readonly positions: Positions;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly width: number;

  constructor(
    private readonly policy: OpenPolicy,
    { allowed, some, depends, facts }: Who,
    private readonly style: Style,
  ) {
    this.positions = new Positions([policy]);
    this.numbers = new Map(facts.map(({ key }, index) => [key, index + 1]));
    const widest = [...allowed, ...some, ...depends].reduce(
      (most, { who }) => Math.max(most, printable(personText(who)).length),
      0,
    );
    this.width = Math.min(widest, WIDEST);
  }

  person(who: Person, text: string): string {
    return `  ${printable(personText(who)).padEnd(this.width)}  ${text}`;
  }

  grants(grants: readonly GrantProof[]): string {
    return grants
      .map((grant) => {
        const held = grant.holds.map(({ text }) => text);
        const more = held.length === 0 ? '' : `, with ${held.join(', ')}`;
        return `${grant.via}: ${printable(grantText(grant) + more)}${this.at(grant.origin)}`;
      })
      .join('; ');
  }

  /** The numbers under which facts stand beneath. */
  facts(missing: readonly Missing[]): string {
    return missing.map(({ key }) => `[${this.numbers.get(key) ?? '?'}]`).join(' ');
  }

  fact({ text, close, origin }: Missing, index: number): string {
    const settle = this.style.dim(`To settle it: ${printable(close)}`);
    return `  [${index + 1}] ${printable(text)}${this.at(origin)}\n      ${settle}`;
  }

  private at(origin: Origin | undefined): string {
    const place = origin && this.policy.locate(origin);
    return place === undefined ? '' : this.style.dim(`  ${this.positions.label(place)}`);
  }
}

function headline({ asked, where, to }: Omit<Question, 'who'>, style: Style): string {
  const action = asked.kind === 'action' ? asked.action : asked;
  const target = to === undefined ? '' : ` to ${to.name}`;
  return `${style.bold('who can')}  ${printable(`${action.id} (${action.title}) · ${whereText(where)}${target}`)}`;
}

function section(
  heading: string,
  lines: readonly string[],
  colour: (text: string) => string,
  isShown = true,
): readonly string[] {
  return isShown ? ['', colour(heading), ...lines] : [];
}
