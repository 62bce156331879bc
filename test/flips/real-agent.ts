import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import type { Collected } from '../../src/facts/collection.ts';
import type { Check, Verdict } from '../../src/mechanism/check.ts';
import { openDoor } from '../../src/sources/osquery/door.ts';
import { flagLines } from '../../src/sources/osquery/flags.ts';
import { agentProgram } from '../../src/sources/osquery/local-agent.ts';
import type { AgentBook, Emission } from '../../src/sources/osquery/protocol.ts';
import { type Question, question, type Row } from '../../src/sources/osquery/question.ts';
import { questions } from '../../src/sources/osquery/questions/index.ts';
import { serverCertificate } from '../../src/tls/authority.ts';
import { params } from '../osquery-statements.ts';
import { openUnitBus, type Unit } from './unit-bus.ts';

/** Whole flips change users, files and services of the machine: root on Linux, with the agent that npm brings. */
export const skipFlips: string | false =
  process.platform !== 'linux'
    ? 'flips are made on Linux'
    : process.getuid?.() !== 0
      ? 'flips change what only root may change'
      : agentProgram() === null
        ? 'no osquery agent (an optional dependency; npm install brings it)'
        : false;

/** What the real agent said after it was asked: the body of a fact, or why the rows prove nothing. */
export type Said =
  | { readonly body: unknown; readonly observedAt: Date; readonly collected?: Collected }
  | { readonly unreadable: Verdict['because'] };

/** Company values by parameter id, where they differ from the defaults. */
export type GivenValues = Readonly<Record<string, unknown>>;

export interface Flips {
  /** The pid of the agent. */
  readonly pid: number;
  /**
   * Asks the real agent now what the check reads, and judges the answer with the given company values. Takes up to two
   * seconds; several at once (Promise.all) travel in the same poll, so change first and then ask for all of them together.
   */
  verdict(check: Check, values?: GivenValues): Promise<Verdict>;
  /** The verdict's name alone, for short assertions. */
  is(check: Check, values?: GivenValues): Promise<Verdict['verdict']>;
  /** Asks one question (by its id for Linux) now. */
  ask(questionId: string, values?: GivenValues): Promise<Said>;
  /** What systemd_units shows from now on; `null` (as it starts): a machine without systemd. See unit-bus.ts. */
  units(units: readonly Unit[] | null): void;
  /** The rows of any statement, for what is not a question yet. */
  rows(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

const answerWithinMs = 180_000;
const readyWithinMs = 180_000;
const secret = 'the-secret-of-the-flips';
const freeQuestion = 'flip-rows';

/** Any statement, carried as a company value. */
const anyRows = question({
  id: `${freeQuestion}/linux`,
  kind: { kind: freeQuestion, schema: undefined as never, sameAs: () => false },
  platform: 'linux',
  cadence: 'hourly',
  tables: ['osquery_info'],
  values: ['flipSql'],
  sql: { rows: (values) => String(values.flipSql) },
  translate: ({ rows }) => [...rows!] as Row[],
});

const defaults: GivenValues = Object.fromEntries([...params].map(([id, param]) => [id, param.default]));

/**
 * The question as a test asks it: what is asked at every poll otherwise waits like the rest, so that a round carries only
 * what is wanted, and each carries the values of its own call.
 */
function onlyOnDemand(wanted: Question, given: ReadonlyMap<string, GivenValues>): Question {
  const values = () => given.get(wanted.id) ?? defaults;
  return {
    ...wanted,
    cadence: 'hourly',
    values: [],
    sql: Object.fromEntries(Object.entries(wanted.sql).map(([part, sql]) => [part, () => (typeof sql === 'string' ? sql : sql(values()))])),
    translate: (parts, round) => wanted.translate(parts, round, values()),
  };
}

/**
 * A real osquery daemon of its own against the real agents' server in this process, without a database. It polls each
 * second and is asked only what a test asks for. The questions are the product's own, handed in where a test has more.
 */
export async function openFlips(more: readonly Question[] = [], flags: readonly string[] = []): Promise<Flips> {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-flips-'));
  const tls = await serverCertificate(folder, ['localhost', '127.0.0.1'], systemClock);
  const desk = newDesk();
  const given = new Map<string, GivenValues>();
  const asked = [...questions.filter(({ platform }) => platform === 'linux'), ...more, anyRows].map((each) => onlyOnDemand(each, given));
  const door = await openDoor({
    clock: systemClock,
    log: silentLog,
    key: tls.key,
    certificate: tls.certificate,
    book: desk.book(asked),
    questions: asked,
    emit: desk.emit,
    enrolSecrets: () => [secret],
    values: () => ({}),
  });
  const bus = await openUnitBus(join(folder, 'bus'));
  const tlsHost = `localhost:${door.port}`;
  const agent = startAgent(folder, { tlsHost, authority: tls.authority, busAddress: bus.address }, flags);

  async function askNow(wanted: Question, values: GivenValues): Promise<Said> {
    given.set(wanted.id, { ...defaults, ...values });
    const said = desk.next(wanted);
    door.protocol.askAgain((each) => each.id === wanted.id);
    return within(answerWithinMs, `an answer to ${wanted.id}`, said, agent);
  }
  // The same question waits for its earlier answer, which must not be taken for one to the later call. Others share a poll.
  const last = new Map<string, Promise<unknown>>();
  const inTurn = (wanted: Question, work: () => Promise<Said>): Promise<Said> => {
    const turn = (last.get(wanted.id) ?? Promise.resolve()).then(work);
    last.set(
      wanted.id,
      turn.catch(() => undefined),
    );
    return turn;
  };
  const ask = (id: string, values: GivenValues = {}) => {
    const wanted = asked.find((each) => each.id === id);
    if (wanted === undefined) throw new Error(`no question ${id}`);
    return inTurn(wanted, () => askNow(wanted, values));
  };
  const verdict = async (check: Check, values: GivenValues = {}): Promise<Verdict> => {
    const said = await ask(`${check.reads.kind}/linux`, values);
    if ('unreadable' in said) return { verdict: 'unknown', because: said.unreadable };
    const body = check.reads.schema.parse(said.body);
    const given = Object.entries(check.params).map(([name, param]) => {
      const { id, default: fallback } = param as { id: string; default: unknown };
      return [name, values[id] ?? fallback];
    });
    return check.judge({ body, platform: 'linux', observedAt: said.observedAt }, Object.fromEntries(given), systemClock.now());
  };
  const close = async () => {
    await agent.stop();
    await bus.close();
    await door.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await within(readyWithinMs, 'the agent to enrol', desk.enrolled, agent);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    pid: agent.pid,
    verdict,
    is: async (check, values) => (await verdict(check, values)).verdict,
    ask,
    units: bus.set,
    rows: async (sql) => {
      const said = await ask(anyRows.id, { flipSql: sql });
      if ('unreadable' in said) throw new Error(said.unreadable.en);
      return said.body as Row[];
    },
    close,
  };
}

/** Remembers the one device, and hands each answer to whoever waits for it. */
function newDesk() {
  let enrolledNow: () => void;
  const enrolled = new Promise<void>((resolve) => {
    enrolledNow = resolve;
  });
  const waiting = new Map<string, (said: Said) => void>();
  const device = { deviceId: 'flips', platform: 'linux' } as const;
  return {
    enrolled,
    next: (wanted: Question) => new Promise<Said>((resolve) => waiting.set(wanted.kind.kind, resolve)),
    emit: async ({ drafts = [], quarantined = [] }: Emission): Promise<void> => {
      for (const { kind, body, unreadable, observedAt, collected } of drafts) {
        const broken = quarantined.find(({ what }) => what.startsWith(`rows:${kind}/`));
        const words = broken === undefined ? unreadable : { ja: broken.reason, en: `${broken.reason}: ${broken.content.slice(0, 2000)}` };
        waiting.get(kind)?.(words === undefined ? { body, observedAt, ...(collected && { collected }) } : { unreadable: words });
        waiting.delete(kind);
      }
    },
    book: (asked: readonly Question[]): AgentBook => ({
      enrol: async () => ({ nodeKey: 'key-of-the-flips', deviceId: device.deviceId }),
      node: async () => device,
      seen: () => enrolledNow(),
      refused: async () => {},
      describe: async () => {},
      // All of it was answered just now: nothing is due until a test asks.
      askedSoFar: async () => ({ seen: new Map(asked.map(({ kind }) => [kind.kind, systemClock.now()])), unanswered: new Map() }),
      setUnanswered: async () => {},
      clearUnanswered: async () => {},
    }),
  };
}

interface Running {
  readonly pid: number;
  /** Rejects when the agent ends by itself. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

function startAgent(
  folder: string,
  { tlsHost, authority, busAddress }: Record<'tlsHost' | 'authority' | 'busAddress', string>,
  flags: readonly string[],
): Running {
  const files = { caFile: join(folder, 'agent-ca.pem'), secretFile: join(folder, 'agent-secret'), config: join(folder, 'agent.conf') };
  writeFileSync(files.caFile, authority);
  writeFileSync(files.secretFile, secret, { mode: 0o600 });
  // The server's own configuration would set the interval back to a minute.
  writeFileSync(files.config, JSON.stringify({ options: { distributed_interval: 1 } }));
  const ours = ['--config_plugin=', '--distributed_interval=', '--logger_plugin='];
  const args = [
    ...flagLines({ tlsHost, ...files }).filter((line) => !ours.some((flag) => line.startsWith(flag))),
    ...['--config_plugin=filesystem', `--config_path=${files.config}`, '--distributed_interval=1'],
    ...['--logger_plugin=filesystem', `--logger_path=${folder}`, '--disable_logging=true'],
    ...['--ephemeral', '--disable_database', '--disable_watchdog=true', '--disable_events=true', '--force=true'],
    `--pidfile=${join(folder, 'agent.pid')}`,
    ...flags,
  ];
  const child: ChildProcess = spawn(agentProgram()!, args, {
    argv0: 'osqueryd',
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: folder,
    env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: busAddress },
  });
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-1000);
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ended = exited.then(() => {
    throw new Error(`the agent has ended: ${lastWords}`);
  });
  ended.catch(() => undefined);
  return {
    pid: child.pid!,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await exited;
      clearTimeout(hard);
    },
  };
}

async function within<T>(ms: number, what: string, work: Promise<T>, agent: Running): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${ms} ms for ${what}`)), ms);
  });
  try {
    return await Promise.race([work, agent.ended, late]);
  } finally {
    clearTimeout(timer);
  }
}
