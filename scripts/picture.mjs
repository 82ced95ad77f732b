// Draws the README's picture: two explanations of a sample, as the command line prints them in colour, in an SVG.
// node scripts/picture.mjs [--check], after a build. With --check nothing is written: a stale picture exits with 1.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FILE = 'docs/images/explain.svg';
const QUESTIONS = [
  ['anna', 'app.open', 'Sales Development/Quarterly results', 'samples/members-list'],
  [
    'anna2',
    'app.export',
    "Sales Development/Demo App - Beginner's tutorial",
    'samples/members-list',
  ],
];

/** Widest line, in characters; longer ones are wrapped with a hanging indent. */
const COLUMNS = 108;
const SIZE = 14;
const ADVANCE = 8.43;
const LEADING = 20;
const MARGIN = 22;
const BAR = 40;

const COLOURS = {
  text: '#c9d1d9',
  dim: '#8b949e',
  bold: '#f0f6fc',
  31: '#ff7b72',
  32: '#56d364',
  33: '#e3b341',
  34: '#79c0ff',
  prompt: '#56d364',
};

/** A line as runs of one style each. */
function runsOf(line) {
  const runs = [];
  let style = { bold: false, dim: false, colour: undefined };
  let from = 0;
  // The pattern is the escape sequence itself.
  // eslint-disable-next-line no-control-regex
  for (const match of [...line.matchAll(/\u001B\[(\d+)m/g), undefined]) {
    const text = line.slice(from, match?.index);
    if (text !== '') runs.push({ text, style });
    if (match === undefined) break;
    from = match.index + match[0].length;
    style = after(style, Number(match[1]));
  }
  return runs;
}

function after(style, code) {
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  return { ...style, colour: code === 39 ? undefined : code };
}

/** The rows of a line: words move to the next row where they don't fit, four columns further in than the line. */
function rowsOf(runs) {
  const plain = runs.map(({ text }) => text).join('');
  const indent = plain.length - plain.trimStart().length + 4;
  const rows = [];
  let row = [];
  let column = 0;
  for (const { text, style } of runs)
    for (const word of text.split(/(?<= )(?=[^ ])/u)) {
      if (column + word.trimEnd().length > COLUMNS && column > indent) {
        rows.push(row);
        row = [];
        column = indent;
      }
      row.push({ text: word, style, column });
      column += word.length;
    }
  return [...rows, row];
}

function fill({ bold, dim, colour }) {
  if (colour !== undefined) return COLOURS[colour];
  return dim ? COLOURS.dim : bold ? COLOURS.bold : COLOURS.text;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const round = (number) => Math.round(number * 100) / 100;

/** A row's words, joined where their style is the same, each run at its own place. */
function rowText(row, y) {
  const joined = [];
  for (const piece of row) {
    const last = joined.at(-1);
    if (last?.style === piece.style) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined
    .map(({ text, style, column }) => {
      const lead = text.length - text.trimStart().length;
      const shown = text.trim();
      if (shown === '') return '';
      const x = round(MARGIN + (column + lead) * ADVANCE);
      const length = round(shown.length * ADVANCE);
      const weight = style.bold ? ' font-weight="bold"' : '';
      return `<text x="${x}" y="${y}" fill="${fill(style)}"${weight} textLength="${length}">${escape(shown)}</text>`;
    })
    .join('');
}

function shellQuoted(word) {
  if (/^[\w./-]+$/u.test(word)) return word;
  return `"${word}"`;
}

/** The command as it is typed, and what it prints. */
function dialogue(question) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/spaceward.cjs', 'explain', ...question],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '1' } },
  );
  if (stdout === '') throw new Error(stderr);
  const command = `spaceward explain ${question.map(shellQuoted).join(' ')}`;
  const prompt = [
    { text: '$ ', style: { bold: true, dim: false, colour: 'prompt' } },
    { text: command, style: { bold: true, dim: false, colour: undefined } },
  ];
  return [prompt, ...stdout.trimEnd().split('\n').map(runsOf), []];
}

function picture() {
  const rows = QUESTIONS.flatMap(dialogue).slice(0, -1).flatMap(rowsOf);
  const width = Math.ceil(2 * MARGIN + COLUMNS * ADVANCE);
  const height = BAR + rows.length * LEADING + MARGIN;
  const lights = ['#ff5f56', '#ffbd2e', '#27c93f'].map(
    (colour, index) =>
      `<circle cx="${MARGIN + 6 + index * 20}" cy="${BAR / 2}" r="6" fill="${colour}"/>`,
  );
  const texts = rows.map((row, index) => rowText(row, BAR + index * LEADING + SIZE));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    '<title>Two explanations: one access that is allowed, one that is denied</title>',
    `<rect width="${width}" height="${height}" rx="10" fill="#0d1117"/>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="9.5" fill="none" stroke="#30363d"/>`,
    ...lights,
    `<g font-family="'DejaVu Sans Mono', Menlo, 'SF Mono', 'Liberation Mono', Consolas, monospace" font-size="${SIZE}">`,
    ...texts.filter((text) => text !== ''),
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

const drawn = picture();
if (!process.argv.includes('--check')) writeFileSync(`${ROOT}${FILE}`, drawn);
else if (readFileSync(`${ROOT}${FILE}`, 'utf8') !== drawn) {
  console.error(`${FILE} is stale: run node scripts/picture.mjs`);
  process.exitCode = 1;
}
