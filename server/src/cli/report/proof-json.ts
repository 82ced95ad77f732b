import type { OpenPolicy } from '../../core/check.js';
import type { CellProof } from '../../core/decide/cell-proof.js';
import { sourceOf } from '../../core/decide/cell-text.js';
import { personText } from '../../core/decide/person.js';
import type { GrantProof, Missing, Person, Question } from '../../core/decide/types.js';
import type { Origin } from '../../core/syntax/policy/access.js';
import { Positions } from './positions.js';

/** Places of a policy as files and ranges. */
export class Places {
  private readonly positions: Positions;

  constructor(private readonly policy: OpenPolicy) {
    this.positions = new Positions([policy]);
  }

  of(origin: Origin | undefined): object {
    const place = origin && this.policy.locate(origin);
    return place === undefined ? {} : { file: place.path, range: this.positions.range(place) };
  }

  /** The file and the line, counted from 1. */
  lineOf(origin: Origin | undefined): { readonly file: string; readonly line: number } | undefined {
    const place = origin && this.policy.locate(origin);
    return place && { file: place.path, line: this.positions.range(place).start.line + 1 };
  }

  /** `file:line:column`, counted from 1. */
  label(origin: Origin | undefined): string | undefined {
    const place = origin && this.policy.locate(origin);
    return place && this.positions.label(place);
  }
}

export function personJson(person: Person): { readonly kind: string; readonly id: string } {
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

export function actionJson({ asked }: Pick<Question, 'asked'>): object {
  if (asked.kind === 'both-halves') return { id: asked.id, title: asked.title, section: null };
  const { id, title, section } = asked.action;
  return { id, title, section };
}

export function whereJson({ where }: Pick<Question, 'where'>): object {
  switch (where.kind) {
    case 'new-space':
      return { space: null, kind: where.type, item: null };
    case 'space':
      return { space: where.space.name, kind: 'space', item: null };
    case 'item':
      return { space: where.space.name, kind: where.item.kind, item: where.item.name };
  }
}

export function grantJson(places: Places, grant: GrantProof): object {
  return {
    via: grant.via,
    principal: principalJson(grant.principal),
    role: grant.role,
    ...places.of(grant.origin),
    source: sourceJson(grant.cell),
    holds: grant.holds.map(({ text, origin }) => ({ text, ...places.of(origin) })),
  };
}

export function principalJson(principal: GrantProof['principal']): object {
  return { kind: principal.kind, id: 'id' in principal ? principal.id : principal.kind };
}

/** The cell that a verdict is read from. */
export function sourceJson(cell: CellProof): object {
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

export function missingJson(places: Places, { kind, text, close, origin }: Missing): object {
  return { kind, text, close, ...places.of(origin) };
}
