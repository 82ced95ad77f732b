import type { OpenPolicy } from '../../core/check.js';
import type { Missing, Question } from '../../core/decide/types.js';
import type { Who } from '../../core/who.js';
import { actionJson, grantJson, missingJson, personJson, Places, whereJson } from './proof-json.js';

/** The object of `who --format json`: docs/language.md, "JSON formats". */
export function whoJson(policy: OpenPolicy, place: Omit<Question, 'who'>, who: Who): object {
  const places = new Places(policy);
  const numbers = new Map(who.facts.map(({ key }, index) => [key, index]));
  const facts = (missing: readonly Missing[]): readonly (number | undefined)[] =>
    missing.map(({ key }) => numbers.get(key));
  return {
    version: 1,
    action: actionJson(place),
    where: whereJson(place),
    to: place.to?.name ?? null,
    summary: {
      total: who.total,
      allowed: who.allowed.length,
      depends: who.depends.length,
      denied: who.denied,
      via: Object.fromEntries(who.causes),
    },
    allowed: who.allowed.map(({ who: person, grants }) => ({
      who: personJson(person),
      grants: grants.map((grant) => grantJson(places, grant)),
    })),
    depends: who.depends.map(({ who: person, missing }) => ({
      who: personJson(person),
      missing: facts(missing),
    })),
    some: who.some.map(({ who: person, items }) => ({
      who: personJson(person),
      items: items.map(({ item, verdict, grants, missing }) => ({
        item,
        verdict,
        grants: grants.map((grant) => grantJson(places, grant)),
        missing: facts(missing),
      })),
    })),
    missing: who.facts.map((fact) => missingJson(places, fact)),
  };
}
