/** Names that try to break out of a report, or to pass for another, by what they try. */
export const HOSTILE_NAMES: Readonly<Record<string, string>> = {
  'a line end and a command': 'a\n::error file=x::owned',
  'a carriage return': 'a\r::stop-commands::x',
  'line ends of Unicode': 'a\u2028::error::b\u2029::error::c\u0085::error::d',
  'a summary of our own': 'a\n✓ 1 file, 0 errors, 0 warnings',
  'a command that may stand anywhere': 'a ##[error]b',
  'what escapes commands': '%0A::error::x %25 %3A,title=x::',
  'a script': '<script>alert(1)</script>',
  'markup of a table': 'a | b || c \\| d',
  backticks: 'a ` b `` c ``` d',
  'a fence': '```\n# heading\n```',
  'backticks at the ends': '`a`',
  'only backticks': '````',
  'the end of a CDATA section': 'a ]]> b <![CDATA[ c',
  'an end tag': '</failure></testcase></details></code>',
  'a processing instruction': '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "z">]>&y;',
  entities: '&lt;b&gt; &#60; &amp; &nbsp; &#0;',
  mentions: '@octocat @org/team #1 GH-1 octo/repo#1',
  'a link': '[click](https://example.org) [x]: https://example.org',
  'an image': '![x](https://example.org/x.png)',
  'an address': 'https://example.org www.example.org x@example.org',
  'a placeholder': 'a {0} {1} b }} {{ c',
  emphasis: '**a** _b_ ~~c~~ # d > e - f 1. g',
  'a terminal command': 'a\u001B[2J\u001B]8;;https://example.org\u0007b',
  'a terminal command in one byte': 'a\u009B2J\u009D0;x\u009C',
  backspaces: 'a\b\b\b\u007Fb\v\fc',
  'other direction': 'a\u202Eb\u2066c\u2069\u200Fd\u061C',
  'what is not seen': 'a\u200Bb\u2060c\uFEFFd\u00ADe\u{E0041}\u{E007F}',
  NUL: 'a\0b',
  'no characters': 'a\uFFFEb\uFFFFc\u{1FFFF}',
  'half of a pair': 'a\uD800b\uDC00c',
  quotes: `"a" 'b' """ '''`,
  'a backslash at the end': 'a\\',
  'a tab': 'a\tb',
  blanks: '  a  ',
  'very long': `${'long '.repeat(2000)}end`,
  'very long, astral': '𝔘'.repeat(1500),
  'a comment': '# spaceward-ignore unknown-user: x',
};

/** A text as the reports for people show it. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u00A0]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** A text as a YAML scalar of ASCII alone. */
export const scalar = (text: string): string =>
  `"${text
    .replace(/["\\]/gu, '\\$&')
    .replace(
      /[^\x20-\x7E]/gu,
      (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
    )}"`;

/** A name as sentences quote it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
