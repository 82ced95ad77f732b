import { TenantAccess } from '../../server/src/core/access/tenant-access.js';
import { openPolicy, readPolicyFile } from '../../server/src/core/check.js';
import { decide } from '../../server/src/core/decide/decide.js';
import { proofLines } from '../../server/src/core/decide/describe.js';
import type { Engine } from '../../server/src/core/decide/engine.js';
import type { Outcome } from '../../server/src/core/decide/types.js';
import { BitSet } from '../../server/src/core/matrix/bits.js';
import { loadMatrixData } from '../../server/src/core/matrix/load.js';
import { Matrix } from '../../server/src/core/matrix/matrix.js';
import { canBeAsked } from '../../server/src/core/model/asked-actions.js';
import { median } from '../support/statistics.js';
import { generateTenant } from '../generate/tenant.js';
import type { Part } from '../plan.js';
import { casbinFor, isAllowedByCasbin } from './casbin.js';
import { Cedar } from './cedar.js';
import { type AccessQuestion, inventQuestions } from './questions.js';

/** How fast one engine answered. */
export interface DecisionResult {
  readonly name: DecisionName;
  readonly questions: number;
  readonly allowed: number;
  readonly perSecond: number;
  /** How many of the answers are those of Spaceward's whole decision. */
  readonly same: number;
}

export type DecisionName =
  'Spaceward, without proofs' | 'Spaceward, with proofs' | 'cedar-wasm' | 'casbin';

export interface DecisionReport {
  readonly users: number;
  readonly spaces: number;
  readonly results: readonly DecisionResult[];
  /** Everybody, every space, every action, counted. */
  readonly whole: {
    readonly users: number;
    readonly spaces: number;
    readonly actions: number;
    readonly allowed: number;
    readonly seconds: number;
  };
}

const LINES = 70_000;
/** How often each engine is measured. */
const ROUNDS = 7;
/** A tenant of so many lines has over 10,000 users and over 1,000 spaces. */
const WIDE = 77_500;

export const decisionPart: Part<DecisionReport> = {
  title: 'decisions: by bit sets, with proofs, and of the peers',
  async run({ quick }) {
    const scale = quick ? 10 : 1;
    const engine = engineOf(generateTenant({ lines: LINES / scale }).files);
    const questions = inventQuestions(engine, 1_000_000 / scale);
    const proven = questions.slice(0, 200_000 / scale);
    const wanted = proven.map((question) => isAllowed(engine, question));
    const cedar = new Cedar(engine);
    const few = proven.slice(0, 400);
    const casbin = await casbinFor(engine, few);
    const asked = [
      competitor(
        'Spaceward, without proofs',
        prepared(engine, questions),
        ({ there, place, bit }) => there.verdict(place, bit) === 'allowed',
      ),
      competitor('Spaceward, with proofs', proven, (question) => isProven(engine, question)),
      competitor(
        'cedar-wasm',
        proven.slice(0, 5000 / scale).map((question) => cedar.call(question)),
        (call) => cedar.isAllowed(call),
      ),
      competitor('casbin', few, (question) => isAllowedByCasbin(casbin, question)),
    ];
    const results = inRounds(asked, quick ? 3 : ROUNDS).map(({ name, answers, seconds }) => {
      const compared = Math.min(answers.length, wanted.length);
      const same = wanted.filter((each, index) => each === answers[index]).length;
      const allowed = answers.filter((each) => each).length;
      if (same < compared) console.log(`${name}: ${compared - same} answers differ`);
      const perSecond = answers.length / seconds;
      console.log(`${name}: ${Math.round(perSecond).toLocaleString('en')} a second`);
      return { name, questions: answers.length, allowed, perSecond, same };
    });
    const { users, spaces } = engine.world;
    return { users: users.size, spaces: spaces.size, results, whole: wholeTenant(WIDE / scale) };
  },
};

/** One engine with its questions: `ask` answers all of them. */
interface Competitor {
  readonly name: DecisionName;
  readonly ask: () => readonly boolean[];
}

function competitor<T>(
  name: DecisionName,
  questions: readonly T[],
  ask: (question: T) => boolean,
): Competitor {
  return { name, ask: () => questions.map(ask) };
}

/** What an engine answered, and in how many seconds: the median of the rounds. */
interface Measured {
  readonly name: DecisionName;
  readonly answers: readonly boolean[];
  readonly seconds: number;
}

/**
 * Asks each engine in turn, round after round, so that what else the machine does meets all of them alike. The first round is not
 * counted: what is kept is known then, and the code compiled.
 */
function inRounds(asked: readonly Competitor[], rounds: number): readonly Measured[] {
  const first = asked.map(({ ask }) => ask());
  const times = asked.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    asked.forEach(({ ask }, index) => {
      const started = performance.now();
      ask();
      times[index]?.push((performance.now() - started) / 1000);
    });
  return asked.map(({ name }, index) => ({
    name,
    answers: first[index] ?? [],
    seconds: median(times[index] ?? []),
  }));
}

function engineOf(files: readonly { readonly path: string; readonly text: string }[]): Engine {
  return openPolicy(
    new Matrix(loadMatrixData()),
    files.map((file) => readPolicyFile(file)),
  ).engine;
}

function isAllowed(engine: Engine, question: AccessQuestion): boolean {
  return decided(engine, question).verdict === 'allowed';
}

/** The same from a proof that is told whole: every line of it is made, of what allows or of what falls short. */
function isProven(engine: Engine, question: AccessQuestion): boolean {
  const outcome = decided(engine, question);
  const lines = proofLines(outcome);
  const isTold = lines.length > 0 && lines.every(({ text }) => text !== '');
  return isTold && outcome.verdict === 'allowed';
}

function decided(engine: Engine, { who, action, space }: AccessQuestion): Outcome {
  const asked = { kind: 'action', action } as const;
  return decide(engine, { who, asked, where: { kind: 'space', space } });
}

/** Questions with their names looked up, as the peers get them. */
function prepared(
  engine: Engine,
  questions: readonly AccessQuestion[],
): readonly {
  readonly there: ReturnType<TenantAccess['in']>;
  readonly place: number;
  readonly bit: number;
}[] {
  const access = new TenantAccess(engine.passing());
  const spaces = new Map(
    Array.from(engine.world.spaces.values(), (space) => [space, access.in(space)]),
  );
  return questions.map(({ who, action, space }) => ({
    there: spaces.get(space) ?? access.in(space),
    place: access.census.placeOf(who.user.id) ?? -1,
    bit: engine.matrix.actionIndex(action.id) ?? -1,
  }));
}

/** As many spaces are counted. */
const SPACES = 1000;

/** Counts everybody's verdicts on every action in many spaces, from nothing but the policy that was read. */
function wholeTenant(lines: number): DecisionReport['whole'] {
  const engine = engineOf(generateTenant({ lines }).files);
  const { users } = engine.world;
  const spaces = [...engine.world.spaces.values()].slice(0, SPACES);
  const { actions } = engine.matrix;
  const all = BitSet.of(
    actions.length,
    actions.flatMap((action, bit) => (canBeAsked(action) ? [bit] : [])),
  );
  const started = performance.now();
  const { allowed } = new TenantAccess(engine.passing()).count(() => all, spaces);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${users.size} users × ${spaces.length} spaces × ${all.count()} actions: ${seconds.toFixed(2)} s`,
  );
  return { users: users.size, spaces: spaces.length, actions: all.count(), allowed, seconds };
}
