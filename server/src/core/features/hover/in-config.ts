import { configShape } from '../../config/config-shape.js';
import { LISTED_RULES } from '../../rules/ids.js';
import type { HoverText } from '../hover.js';
import { keysOf, type ScalarAt } from './at.js';
import type { HoverContext } from './context.js';
import { keyText } from './entry.js';
import { blocks, link } from './markdown.js';

/** A key of the configuration or its value; of a rule, also where to read more. */
export function configText(context: HoverContext, at: ScalarAt): HoverText | undefined {
  const text = keyText(at, configShape(context.matrix));
  const [section, id] = keysOf(at);
  const rule = section === 'rules' ? LISTED_RULES.find((each) => each.id === id) : undefined;
  if (text === undefined || rule === undefined) return text;
  const page = context.rulePage(rule.id);
  const more = [
    ...(rule.hasFix === true ? ['Some findings can be fixed.'] : []),
    ...(page === undefined ? [] : [`See ${link('the page of the rule', page)}.`]),
    ...(rule.document?.url === undefined
      ? []
      : [`It rests on ${link(rule.document.title, rule.document.url)}.`]),
  ];
  return { markdown: blocks(text.markdown, more.join(' ')) };
}
