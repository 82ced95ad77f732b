import type { Action } from './types.js';

/** What a text that should name an action names. */
export type FoundAction =
  | { readonly kind: 'found'; readonly action: Action }
  /** Several actions have this title: say the section as well. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Action[] }
  | { readonly kind: 'none' };

/** So many texts are kept with what they name: sentences say the same few again and again. */
const MOST = 1000;

/** Finds actions by id or by title; made once for a list of actions. */
export class ActionNames {
  private readonly byId: ReadonlyMap<string, Action>;
  private titles: Titles | undefined;
  /** What was found, by what was written. */
  private readonly found = new Map<string, FoundAction>();

  constructor(private readonly actions: readonly Action[]) {
    this.byId = new Map(actions.map((action) => [action.id, action]));
  }

  /**
   * @param text an id (`app.open`), a title (`Open an app`) or a section and a title (`Script actions > Open a script`)
   * @param section the section, where `text` is the title alone; its last part or the whole path joined by ` > `
   *
   * Letter case, kinds of dash and quotation mark, runs of blanks and a trailing parenthesis don't matter. A title that
   * fits as written comes before one that fits without its parenthesis, today's title before others.
   */
  find(text: string, section?: string): FoundAction {
    const byId = this.byId.get(text.trim().toLowerCase());
    if (byId !== undefined && section === undefined) return { kind: 'found', action: byId };
    const key = `${section ?? ''}\n${text}`;
    let found = this.found.get(key);
    if (found === undefined) {
      if (this.found.size >= MOST) this.found.clear();
      this.found.set(key, (found = this.findTitle(text, section)));
    }
    return found;
  }

  private findTitle(text: string, section: string | undefined): FoundAction {
    const parts = text.split(/\s>\s/u).map((part) => part.trim());
    const title = titleKey(parts.at(-1) ?? '');
    const where = sectionKey(section ?? parts.slice(0, -1).join(' > '));
    const short = withoutParenthesis(title);
    // Sentences mostly say ids.
    this.titles ??= indexTitles(this.actions);
    for (const [titles, key] of [
      [this.titles.current, title],
      [this.titles.any, title],
      [this.titles.short, short],
    ] as const) {
      const candidates = (titles.get(key) ?? []).filter((action) => standsIn(action, where));
      if (candidates.length > 0) return choose(candidates);
    }
    return { kind: 'none' };
  }
}

/** Actions by their titles of today, by all of their titles, and by those without what stands in parentheses. */
interface Titles {
  readonly current: ReadonlyMap<string, readonly Action[]>;
  readonly any: ReadonlyMap<string, readonly Action[]>;
  readonly short: ReadonlyMap<string, readonly Action[]>;
}

function indexTitles(actions: readonly Action[]): Titles {
  const current = new Map<string, Action[]>();
  const any = new Map<string, Action[]>();
  const short = new Map<string, Action[]>();
  for (const action of actions) {
    put(current, titleKey(action.title), action);
    for (const title of [action.title, ...action.otherTitles]) {
      put(any, titleKey(title), action);
      put(short, withoutParenthesis(titleKey(title)), action);
    }
  }
  return { current, any, short };
}

/** One candidate, the base of its variants, or the row that the same table prints twice; else it stays ambiguous. */
function choose(candidates: readonly Action[]): FoundAction {
  const ids = new Set(candidates.map((action) => action.id));
  const rest = candidates.filter(
    (action) =>
      !(action.base !== undefined && ids.has(action.base)) &&
      !(action.sameAs !== undefined && ids.has(action.sameAs) && oneKind(candidates)),
  );
  const [first, second] = rest;
  if (first !== undefined && second === undefined) return { kind: 'found', action: first };
  return { kind: 'ambiguous', candidates: rest };
}

function oneKind(actions: readonly Action[]): boolean {
  return new Set(actions.map((action) => action.kind)).size === 1;
}

function standsIn(action: Action, where: string): boolean {
  if (where === '') return true;
  return [action.section, ...action.otherSections].some((section) => {
    const key = sectionKey(section);
    return key === where || where.endsWith(`> ${key}`) || key.endsWith(`> ${where}`);
  });
}

function put(map: Map<string, Action[]>, key: string, action: Action): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [action]);
  else if (!list.includes(action)) list.push(action);
}

function titleKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu, '-')
    .replace(/[\u2018\u2019\u201B\u02BC\u00B4`]/gu, "'")
    .replace(/[\u201C\u201D\u201E\u201F]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim();
}

function sectionKey(text: string): string {
  return titleKey(text).replace(/\s*>\s*/gu, ' > ');
}

function withoutParenthesis(key: string): string {
  const short = key.replace(/\s*\([^()]*\)$/u, '');
  return short === '' ? key : short;
}
