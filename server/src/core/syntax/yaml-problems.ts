import { Composer } from 'yaml';
import type { CST, ErrorCode } from 'yaml';
import type { SyntaxProblem } from './tree.js';

/** How `yaml` composes: failsafe, every scalar text, keys not compared (its comparison is quadratic). */
export const COMPOSE = {
  schema: 'failsafe',
  uniqueKeys: false,
  keepSourceTokens: false,
  logLevel: 'silent',
} as const;

/** One kind of mistake as `yaml` tells it, and as we do. The first that fits counts. */
interface Wording {
  readonly code: ErrorCode;
  readonly text?: RegExp;
  readonly as: string;
}

const WORDINGS: readonly Wording[] = [
  {
    code: 'BAD_DQ_ESCAPE',
    as: 'this escape is unknown in double quotes: write \\\\ for a backslash, or use single quotes',
  },
  {
    code: 'BAD_INDENT',
    text: /^All mapping/,
    as: 'this key stands at another column than the keys beside it: indent it like them',
  },
  {
    code: 'BAD_INDENT',
    text: /^All sequence/,
    as: 'this item stands at another column than the items beside it: indent it like them',
  },
  {
    code: 'BAD_INDENT',
    text: /^Block scalar/,
    as: 'the lines of this text must be indented further than its key',
  },
  { code: 'BAD_SCALAR_START', as: "a value can't start with this character: quote the value" },
  {
    code: 'BLOCK_AS_IMPLICIT_KEY',
    text: /^Nested/,
    as: 'there is a second colon on this line: quote the name that holds it, or start a new line',
  },
  { code: 'BLOCK_AS_IMPLICIT_KEY', as: "a list can't be a key: write a name" },
  { code: 'BLOCK_IN_FLOW', as: 'between brackets, write nested maps and lists with brackets too' },
  { code: 'KEY_OVER_1024_CHARS', as: 'this key is longer than 1024 characters' },
  {
    code: 'MISSING_CHAR',
    text: /^Implicit map keys/,
    as: 'this is neither a key nor a value: write a colon after a key, or indent it as part of the text above',
  },
  {
    code: 'MISSING_CHAR',
    text: /^Missing , or :/,
    as: 'a comma or a colon is missing before this',
  },
  { code: 'MISSING_CHAR', text: /^Missing ,/, as: 'a comma is missing before this' },
  { code: 'MISSING_CHAR', text: /^Missing space after :/, as: 'write a space after the colon' },
  {
    code: 'MISSING_CHAR',
    text: /^Comments must/,
    as: 'write a space before the # of a comment, or quote the text that holds it',
  },
  {
    code: 'MISSING_CHAR',
    text: /^Sequence item/,
    as: 'start this item of the list with a dash and a space',
  },
  { code: 'MISSING_CHAR', text: /^Block collection/, as: 'start on a new line after ---' },
  {
    code: 'MISSING_CHAR',
    text: /^Block scalars with/,
    as: 'the empty lines before this text have more spaces than it does: take them out',
  },
  {
    code: 'MISSING_CHAR',
    text: /must end with|closing/,
    as: 'a closing bracket or quote is missing',
  },
  { code: 'MULTILINE_IMPLICIT_KEY', as: 'a key must stand on one line, with its colon' },
  { code: 'TAB_AS_INDENT', as: 'indent with spaces: YAML takes no tabs' },
  { code: 'RESOURCE_EXHAUSTION', as: 'this is nested too deeply' },
  {
    code: 'UNEXPECTED_TOKEN',
    text: /^Unexpected (scalar|(single|double)-quoted-scalar).* at node end/,
    as: 'there is text after the end of the value: quote the whole value',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    text: / in YAML (stream|document)/,
    as: "this can't stand here, and what follows can't be read",
  },
  {
    code: 'UNEXPECTED_TOKEN',
    text: /^Unexpected block-seq-ind/,
    as: 'start a list on a new line after its key',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    text: /^Unexpected seq-item-ind/,
    as: "a dash with a space starts an item of a list: it can't stand here",
  },
  {
    code: 'UNEXPECTED_TOKEN',
    text: /^Unexpected (,|empty item)/,
    as: 'there is nothing between these commas or brackets: take the comma out',
  },
  {
    code: 'UNEXPECTED_TOKEN',
    text: /^Block scalar header/,
    as: 'after | or > there may be only -, + and a digit: start the text on the next line',
  },
];

/** The mistakes that `yaml` finds in tokens, in our words; spans in the text that was parsed. */
export function composeProblems(tokens: readonly CST.Token[], length: number): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const document of new Composer(COMPOSE).compose(tokens, true, length)) {
    for (const error of document.errors) problems.push(problemOf(error));
  }
  return problems;
}

/** What we read of an error of `yaml`. */
interface YamlError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly pos: readonly [number, number];
}

function problemOf(error: YamlError): SyntaxProblem {
  const [start, end] = error.pos;
  const wording = WORDINGS.find(
    ({ code, text }) => code === error.code && (text === undefined || text.test(error.message)),
  );
  return {
    code: error.code.toLowerCase().replaceAll('_', '-'),
    message: wording?.as ?? error.message.split('\n', 1)[0] ?? error.message,
    span: { start, end: Math.max(start, end) },
  };
}
