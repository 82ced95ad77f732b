import { SIZES } from '../editor/part.js';
import type { Report } from './report.js';
import { number, sessionOf, worst } from './targets.js';

interface Bar {
  readonly label: string;
  readonly milliseconds: number;
  readonly colour: string;
}

const WIDTH = 760;
const LEFT = 210;
const RIGHT = 620;
const TOP = 92;
const ROW = 26;
const GAP = 20;
/** The axis: 1 ms to 100 s, every power of ten as wide as the other. */
const DECADES = 5;
const OWN = '#1a7f5a';
const PEER = '#b5651d';

/** The times of a keystroke by size, Spaceward's and yaml-language-server's, as an SVG with a ground of its own. */
export function chart(report: Report): string {
  const rows = SIZES.map((lines) => ({ lines, bars: barsOf(report, lines) }));
  const height = TOP + rows.length * (2 * ROW + GAP) + 34;
  const body = rows.map(({ lines, bars }, index) =>
    group(lines, bars, TOP + index * (2 * ROW + GAP)),
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="#24292f" role="img">`,
    '<title>Milliseconds from a keystroke to its diagnostics</title>',
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff" stroke="#d0d7de"/>`,
    '<text x="24" y="32" font-size="16" font-weight="600">From a keystroke to its diagnostics</text>',
    '<text x="24" y="54" fill="#57606a">Milliseconds; each step is ten times the one before. Of Spaceward, p95 of the slowest kind of local</text>',
    '<text x="24" y="72" fill="#57606a">keystroke; of yaml-language-server, the median of all of them.</text>',
    ...axis(height),
    ...body.flat(),
    '</svg>',
  ].join('\n')}\n`;
}

function barsOf(report: Report, lines: number): readonly Bar[] {
  const peer = sessionOf(report, 'push', lines, 'yaml-language-server');
  return [
    {
      label: 'Spaceward',
      milliseconds: worst(sessionOf(report, 'pull', lines), 'local'),
      colour: OWN,
    },
    {
      label: 'yaml-language-server',
      milliseconds: peer?.results[0]?.time.p50 ?? NaN,
      colour: PEER,
    },
  ];
}

function group(lines: number, bars: readonly Bar[], top: number): readonly string[] {
  return [
    `<text x="24" y="${top + ROW + 4}" font-weight="600">${lines.toLocaleString('en')} lines</text>`,
    ...bars.flatMap((bar, index) => drawn(bar, top + index * ROW)),
  ];
}

function drawn({ label, milliseconds, colour }: Bar, top: number): readonly string[] {
  const end = Number.isNaN(milliseconds) ? LEFT : x(milliseconds);
  return [
    `<rect x="${LEFT}" y="${top + 3}" width="${(end - LEFT).toFixed(1)}" height="${ROW - 6}" fill="${colour}"><title>${label}</title></rect>`,
    `<text x="${(end + 6).toFixed(1)}" y="${top + 17}">${number(milliseconds)} <tspan fill="#57606a">${label}</tspan></text>`,
  ];
}

function axis(height: number): readonly string[] {
  const bottom = height - 30;
  return Array.from({ length: DECADES + 1 }, (_, power) => {
    const at = x(10 ** power).toFixed(1);
    return [
      `<line x1="${at}" y1="${TOP - 6}" x2="${at}" y2="${bottom}" stroke="#d8dee4"/>`,
      `<text x="${at}" y="${bottom + 18}" text-anchor="middle" fill="#57606a">${(10 ** power).toLocaleString('en')}</text>`,
    ];
  }).flat();
}

function x(milliseconds: number): number {
  const power = Math.min(DECADES, Math.max(0, Math.log10(milliseconds)));
  return LEFT + (power / DECADES) * (RIGHT - LEFT);
}
