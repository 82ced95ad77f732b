import type { AccessEntry } from '../../core/access/space-entries.js';
import type { Person } from '../../core/decide/types.js';
import type { AccessOfPolicy, AccessReporter } from './access-report.js';
import { jsonLine } from './json.js';
import { missingJson, personJson, Places, principalJson } from './proof-json.js';

/** Effective access as JSON: one object, an entry a line, so that it can be read as it comes. */
export const accessJson: AccessReporter = function* ({ policies, asked, counts }) {
  const verdicts = [...new Set(asked.verdicts)];
  yield `{"version":1,"by":${jsonLine(asked.by)},"verdicts":${jsonLine(verdicts)},"entries":[`;
  let count = 0;
  for (const policy of policies)
    for (const line of linesOf(policy)) {
      yield `${count === 0 ? '' : ','}\n${line}`;
      count += 1;
    }
  yield `${count === 0 ? '' : '\n'}],"summary":${jsonLine({ entries: count, verdicts: counts() ?? null })}}\n`;
};

function* linesOf({ policy, name, entries }: AccessOfPolicy): Generator<string> {
  const places = new Places(policy);
  const reasons = new WeakMap<object, string>();
  for (const entry of entries) {
    let reason = reasons.get(entry.reason);
    if (reason === undefined)
      reasons.set(
        entry.reason,
        (reason = jsonLine({ ...reasonJson(places, entry), policy: name }).slice(1)),
      );
    yield `${jsonLine(placeJson(entry)).slice(0, -1)},${reason}`;
  }
}

function placeJson({ who, space, item }: AccessEntry): object {
  return {
    who: { ...personJson(who), ...namesOf(who) },
    where: {
      space: space.name,
      type: space.type,
      kind: item?.kind ?? 'space',
      item: item?.name ?? null,
    },
  };
}

function namesOf(who: Person): object {
  if (who.kind !== 'user') return {};
  const { id, name, email } = who.user;
  return { ...(name !== id && { name }), ...(email !== undefined && { email }) };
}

function reasonJson(places: Places, { reason }: AccessEntry): object {
  const { verdict, actions, grants, missing, shortfalls } = reason;
  return {
    verdict,
    actions: actions.map(({ id }) => id),
    grants: grants.map(({ via, principal, role, origin }) => ({
      via,
      principal: principalJson(principal),
      role,
      ...places.of(origin),
    })),
    missing: missing.map((fact) => missingJson(places, fact)),
    shortfalls,
  };
}
