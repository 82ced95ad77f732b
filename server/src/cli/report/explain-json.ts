import type { OpenPolicy } from '../../core/check.js';
import { sourceOf } from '../../core/decide/describe.js';
import type { NearestGrant } from '../../core/decide/nearest.js';
import { personText } from '../../core/decide/person.js';
import type {
  CellProof,
  GrantProof,
  Missing,
  Outcome,
  Person,
  Question,
  Shortfall,
} from '../../core/decide/types.js';
import type { Origin } from '../../core/syntax/policy/access.js';
import { Positions } from './positions.js';

/** The object of `explain --format json`: docs/language.md, "Command line". */
export function explainJson(
  policy: OpenPolicy,
  question: Question,
  outcome: Outcome,
  nearest: readonly NearestGrant[],
): object {
  const places = new Places(policy);
  return {
    version: 1,
    verdict: outcome.verdict,
    who: whoJson(question.who),
    action: actionJson(question),
    where: whereJson(question),
    to: question.to?.name ?? null,
    grants: outcome.grants.map((grant) => grantJson(places, grant)),
    shortfalls: outcome.shortfalls.map((shortfall) => shortfallJson(places, shortfall)),
    nearest: nearest.map(({ kind, text, changes, alsoAllows }) => ({
      kind,
      text,
      changes,
      alsoAllows,
    })),
    missing: outcome.missing.map((missing) => missingJson(places, missing)),
    caveats: outcome.caveats,
    steps: [],
    differs: differing(outcome).map((item) => ({
      item: item.label,
      verdict: item.outcome.verdict,
      grants: item.outcome.grants.map((grant) => grantJson(places, grant)),
      missing: item.outcome.missing.map((missing) => missingJson(places, missing)),
    })),
  };
}

/** Of an action on items that was asked of a space, the items whose verdict is another. */
export function differing({ items, verdict }: Outcome): NonNullable<Outcome['items']> {
  return (items ?? []).filter((item) => item.outcome.verdict !== verdict);
}

class Places {
  private readonly positions: Positions;

  constructor(private readonly policy: OpenPolicy) {
    this.positions = new Positions([policy]);
  }

  of(origin: Origin | undefined): object {
    const place = origin && this.policy.locate(origin);
    return place === undefined ? {} : { file: place.path, range: this.positions.range(place) };
  }
}

function whoJson(person: Person): object {
  switch (person.kind) {
    case 'user':
      return { kind: 'user', id: person.user.id };
    case 'group-member':
      return { kind: 'group', id: person.group.id };
    case 'anyone':
      return { kind: 'everyone', id: 'everyone' };
    case 'link-holder':
      return { kind: 'link', id: personText(person) };
  }
}

function actionJson({ asked }: Question): object {
  if (asked.kind === 'both-halves') return { id: asked.id, title: asked.title, section: null };
  const { id, title, section } = asked.action;
  return { id, title, section };
}

function whereJson({ where }: Question): object {
  switch (where.kind) {
    case 'new-space':
      return { space: null, kind: where.type, item: null };
    case 'space':
      return { space: where.space.name, kind: 'space', item: null };
    case 'item':
      return { space: where.space.name, kind: where.item.kind, item: where.item.name };
  }
}

function grantJson(places: Places, grant: GrantProof): object {
  return {
    via: grant.via,
    principal: principalJson(grant.principal),
    role: grant.role,
    ...places.of(grant.origin),
    source: sourceJson(grant.cell),
    holds: grant.holds.map(({ text, origin }) => ({ text, ...places.of(origin) })),
  };
}

function principalJson(principal: GrantProof['principal']): object {
  return { kind: principal.kind, id: 'id' in principal ? principal.id : principal.kind };
}

/** The cell that a verdict is read from. */
function sourceJson(cell: CellProof): object {
  const { table, row, found, column, stated, action } = cell;
  const source = sourceOf(cell);
  return {
    table,
    section: row?.section ?? [],
    row: row?.id ?? action,
    title: row?.title ?? null,
    column,
    value: found?.value ?? 'yes',
    basis: stated === undefined ? (found?.basis ?? row?.basis ?? 'table') : 'stated',
    disputed: found?.disputed !== undefined,
    ...(found?.disputed !== undefined && { dispute: found.disputed }),
    document: stated?.document ?? found?.site?.source ?? source?.document.title ?? '',
    ...(source?.document.url !== undefined && { url: source.document.url }),
    ...(source?.line !== undefined && { line: source.line }),
  };
}

function shortfallJson(places: Places, shortfall: Shortfall): object {
  const { kind, text, via, cell, origin } = shortfall;
  return {
    kind,
    text,
    ...(via && { via }),
    ...places.of(origin),
    ...(cell && { source: sourceJson(cell) }),
  };
}

function missingJson(places: Places, { kind, text, close, origin }: Missing): object {
  return { kind, text, close, ...places.of(origin) };
}
