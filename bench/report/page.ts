import { PER_THOUSAND, type Session } from '../editor/keystrokes.js';
import type { MemoryResult } from '../editor/memory.js';
import type { Report } from './report.js';
import { number, SET_AT, slowness, targetsOf } from './targets.js';

/** The page of results, as Markdown that is still to be formatted. */
export function page(report: Report): string {
  const { machine } = report;
  return [
    '# Performance',
    `Measured on ${machine.date}, in one run of \`npm run bench\` of ${report.minutes} minutes: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB of memory, ${machine.system}; load before the run ${machine.loadBefore.toFixed(1)}. The benchmark writes this page. Absolute times are those of the machine; what counts are the ratios.`,
    '![Milliseconds from a keystroke to its diagnostics](images/performance.svg)',
    table(['', 'version'], machine.versions),
    '## Targets',
    `Where diagnostics are many, ${PER_THOUSAND} ms for each 1,000 of them are taken off a keystroke's time. Half of the keystrokes break something, and the other half mend it.`,
    `Limits in milliseconds, seconds and decisions a second were set on another machine, _there_: one on which \`parseDocument\` takes ${SET_AT} ms for a million bytes of such a policy. On this one it took ${number(slowness(report))} times as long in the same run; times are told as they were measured, and as they would be there, which is what counts.`,
    table(
      ['target', 'measured', ''],
      targetsOf(report).map(({ wanted, measured, met }) => [
        wanted,
        measured,
        met ? 'met' : '**not met**',
      ]),
    ),
    ...keystrokes(report),
    ...requests(report),
    ...memory(report),
    ...checks(report),
    ...decisions(report),
    HOW,
  ].join('\n\n');
}

function keystrokes(report: Report): readonly string[] {
  const rows = report.keystrokes.flatMap((session) =>
    session.results.map((result) => [
      session.lines.toLocaleString('en'),
      nameOf(session),
      result.reach === 'local' ? result.kind : `${result.kind} (${result.reach})`,
      ...[
        result.time.p50,
        result.time.p95,
        result.time.p99,
        result.processor,
        result.adjusted.p95,
        result.whole.p95,
      ].map(number),
      String(result.mostShown),
      String(result.time.count),
    ]),
  );
  return [
    '## Keystrokes',
    `Milliseconds from sending one typed or deleted character until its first diagnostics have arrived and are read. Where it takes long to look at everything again, they say what is wrong with the edit itself, and of the rest what was found before. _Processor_ is the median time for which the server's main thread had a processor until then. _Less_ is p95 without ${PER_THOUSAND} ms for each 1,000 diagnostics; _all_ is the same until everything was looked at, and all diagnostics are there. _Most_ is the most diagnostics that one keystroke led to. Kinds that are _wide_ change what much of the policy rests on; the _odd_ one leaves a text that is no YAML up to its next keystroke, and has no target. What was found is kept for the values of the tenant’s entitlement while nothing else is edited: of that kind, all but the first keystrokes of each value come back to what is known.`,
    table(
      [
        'lines',
        'server',
        'keystroke',
        'p50',
        'p95',
        'p99',
        'processor',
        'less',
        'all',
        'most',
        'samples',
      ],
      rows,
    ),
    'Until the diagnostics of the file that was opened, in milliseconds:',
    table(
      ['lines', 'server', 'opened'],
      report.keystrokes.map((session) => [
        session.lines.toLocaleString('en'),
        nameOf(session),
        session.opened === undefined ? 'not in time' : number(session.opened),
      ]),
    ),
  ];
}

function nameOf({ server, mode }: Session): string {
  return server === 'spaceward' ? `Spaceward, ${mode === 'pull' ? 'asked' : 'sending'}` : server;
}

function requests(report: Report): readonly string[] {
  return [
    '## Requests',
    'Milliseconds from a request to its answer. _Answers_ is the number of requests that were answered with something; of a rename, the number of places that it changes.',
    table(
      ['lines', 'server', 'request', 'p50', 'p95', 'p99', 'samples', 'answers'],
      report.requests.map(({ lines, server, request, time, answers }) => [
        lines.toLocaleString('en'),
        server,
        request,
        ...[time.p50, time.p95, time.p99].map(number),
        String(time.count),
        answers.toLocaleString('en'),
      ]),
    ),
  ];
}

function memory(report: Report): readonly string[] {
  const last = ({ course, opened }: MemoryResult): number => course.at(-1) ?? opened;
  return [
    '## Memory of the servers',
    'Resident megabytes. _Growth_ is the median of the last tenth of the edits over that of the second tenth.',
    table(
      ['server', 'lines', 'opened', 'after its edits', 'of it for 1,000 lines', 'edits', 'growth'],
      report.memory.map((result) => [
        result.server,
        result.lines.toLocaleString('en'),
        number(result.opened),
        number(last(result)),
        number((last(result) * 1000) / result.lines),
        result.edits.toLocaleString('en'),
        Number.isNaN(result.growth) ? '' : number(result.growth),
      ]),
    ),
  ];
}

function checks({ full, cold, scale }: Report): readonly string[] {
  return [
    '## Checks',
    `Whole processes, from their start to their end (medians), with one file of ${full.lines.toLocaleString('en')} lines (${megabytes(full.bytes)} MB). Two peers read the file with \`yaml\` and do nothing else. The third is a linter with the rules for YAML that its plugin recommends: of those who check such files by rules the nearest, though it knows no names, permissions or tests.`,
    table(
      ['process', 'ms', 'processor', 'peak MB', 'runs'],
      full.results.map((result) => [
        `\`${result.name}\``,
        number(result.milliseconds),
        number(result.processor),
        number(result.peakMegabytes),
        String(result.runs),
      ]),
    ),
    'Ctrl+C at moments spread over the time that a process takes: milliseconds from the signal until it has ended.',
    table(
      ['process', 'lines', 'median', 'longest', 'runs'],
      full.interrupts.map(({ name, lines, milliseconds, longest, runs }) => [
        `\`${name}\``,
        lines.toLocaleString('en'),
        number(milliseconds),
        number(longest),
        String(runs),
      ]),
    ),
    `A check of \`samples/members-list\` takes ${number(cold.check)} ms, \`node -e 0\` ${number(cold.node)} ms (medians of ${cold.runs} runs in turn).`,
    `Many files, with one thread, with two, and with one on a single processor, in turn (medians). With one, the time grows with the lines to the power of ${number(scale.timeExponent)}, the peak memory to the power of ${number(scale.memoryExponent)}. ${twoProcessors(scale)}`,
    table(
      [
        'lines',
        'files',
        'MB',
        'threads',
        'processors',
        'seconds',
        'peak MB',
        'of it for 1,000 lines',
      ],
      scale.results.map(({ lines, files, bytes, threads, pinned, milliseconds, peakMegabytes }) => [
        lines.toLocaleString('en'),
        String(files),
        megabytes(bytes),
        String(threads),
        pinned ? 'one' : 'all',
        milliseconds === undefined
          ? `more than ${scale.limitSeconds}`
          : number(milliseconds / 1000),
        peakMegabytes === undefined ? '' : number(peakMegabytes),
        peakMegabytes === undefined ? '' : number((peakMegabytes * 1000) / lines),
      ]),
    ),
  ];
}

/** What a second processor can give on the machine. */
function twoProcessors({ twoProcessors: gains }: Report['scale']): string {
  if (gains.length === 0) return 'What a second processor can give could not be measured here.';
  const told = gains.map(
    ({ lines, gain }) => `${number(gain)} for ${lines.toLocaleString('en')} lines`,
  );
  return `What a second processor can give on this machine: two checks at once that share nothing, each on a processor of its own, do so many times the work of one: ${told.join(', ')}.`;
}

function decisions({ decisions: { users, spaces, results, whole } }: Report): readonly string[] {
  const own = results.find(({ name }) => name === 'Spaceward, without proofs')?.perSecond ?? NaN;
  return [
    '## Decisions',
    `The same questions about the same policy of ${users.toLocaleString('en')} users and ${spaces.toLocaleString('en')} spaces: may this user do this in this space? _Slower_ is how many times as long as Spaceward without proofs an engine takes. _Same_ is how many answers are those of the whole decision, of those that were compared.`,
    table(
      ['engine', 'decisions a second', 'slower', 'questions', 'allowed', 'same'],
      results.map(({ name, perSecond, questions, allowed, same }) => [
        name,
        number(perSecond),
        number(own / perSecond),
        questions.toLocaleString('en'),
        allowed.toLocaleString('en'),
        same.toLocaleString('en'),
      ]),
    ),
    `Counted by set operations: ${whole.users.toLocaleString('en')} users × ${whole.spaces.toLocaleString('en')} spaces × ${String(whole.actions)} actions in ${number(whole.seconds)} seconds; ${whole.allowed.toLocaleString('en')} of the verdicts are allowed.`,
  ];
}

function megabytes(bytes: number): string {
  return number(bytes / 2 ** 20);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

const HOW = `## How it is measured

- The policies are invented: \`bench/generate\` makes the same tenant for the same size and seed, and it checks without any finding. Sizes in it are skewed as in real tenants: a group of nearly everybody, a space with thousands of members, a user who owns a thousand items, a group in hundreds of spaces.
- The servers run as processes of their own and are spoken to over standard input and output. Both run on the same version of Node.js. One character is typed at a place, then deleted again, at other places each time and one kind after the other. The first rounds aren't counted, up to a fifth of the time.
- _Asked_ is a client that asks for diagnostics right after the change, as VS Code does; _sending_ is one that is sent them. Diagnostics are only sent where they change, so kinds that change none are not measured there.
- The benchmark fails where a keystroke that breaks the policy yields no diagnostic at once, or one that mends it leaves one in the end. Targets of keystrokes count until all diagnostics are there, where they don't say otherwise.
- yaml-language-server has a JSON schema with the forms and the closed lists of words of the language (\`bench/policy.schema.json\`). It cannot know names, permissions or tests, so it does less. It waits 200 ms after a change before it looks, and offers no setting for that; its times are as its users get them. It sends diagnostics and can't be asked.
- Decisions: of the tables, the rows are translated in which each cell is a plain yes or no, for users with a full entitlement and without roles of the tenant; the peers have no words for the rest. Half of the questions are about somebody whom the space, or a group that it names, lets in. Names are looked up, and each question is asked once, before the time is taken; the engines are asked in turn, in seven rounds, of which the median counts. A decision with its proof makes every line that a user would read: the grants with their cells and documents, or all that falls short. Cedar is given the entities that a question is about and no others; casbin knows the roles of the spaces and users that its questions are about.
- \`npm run bench\` runs everything and writes this page; \`npm run bench -- --quick\` is a short run that doesn't; names of parts (\`keystrokes\`, \`requests\`, \`memory\`, \`full\`, \`cold\`, \`scale\`, \`decisions\`) run these alone. A target that a run could not measure counts as not met.`;
