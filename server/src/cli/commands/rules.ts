import { LISTED_RULES, type RuleFacts } from '../../core/rules/ids.js';
import { didYouMean } from '../../core/text/nearest-word.js';
import type { Given } from '../arguments.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { finish } from '../output.js';
import { jsonText } from '../report/json.js';
import { rulesJson } from '../report/rules-json.js';
import { pageMarkdown, pageText, rulesMarkdown, rulesTable } from '../report/rules-text.js';
import { styleFor, wantsColour } from '../terminal.js';
import { choice } from '../usage.js';

const FORMATS = ['pretty', 'json', 'markdown'] as const;

/** `spaceward rules`: the rules, or what is to say of some of them. */
export function rules({ paths: ids, options }: Given): ExitCode {
  const format = choice('--format', options.format, FORMATS) ?? 'pretty';
  const listed = ids.length === 0 ? LISTED_RULES : ids.map(ruleOf);
  return finish(reportOf(listed, format, ids.length > 0), EXIT.clean);
}

function reportOf(
  listed: readonly RuleFacts[],
  format: (typeof FORMATS)[number],
  isNamed: boolean,
): string {
  if (format === 'json') return jsonText(rulesJson(listed));
  if (format === 'markdown')
    return isNamed ? listed.map(pageMarkdown).join('\n') : rulesMarkdown(listed);
  const style = styleFor(wantsColour());
  return isNamed
    ? listed.map((rule) => pageText(rule, style)).join('\n')
    : rulesTable(listed, style);
}

function ruleOf(id: string): RuleFacts {
  const rule = LISTED_RULES.find((each) => each.id === id);
  const ids = LISTED_RULES.map((each) => each.id);
  if (rule === undefined)
    throw new Failure(`unknown rule ${id}${didYouMean(id, ids) || ': see spaceward rules'}`);
  return rule;
}
