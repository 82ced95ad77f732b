import type { OpenPolicy } from '../../core/check.js';
import type { NearestGrant } from '../../core/decide/nearest.js';
import type { Outcome, Question, Shortfall } from '../../core/decide/types.js';
import {
  actionJson,
  grantJson,
  missingJson,
  Places,
  sourceJson,
  whereJson,
  personJson,
} from './proof-json.js';

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
    who: personJson(question.who),
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
