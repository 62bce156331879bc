import { canonicalJson } from '../../src/base/hash.ts';
import { allParams } from '../../src/catalog/index.ts';
import type { Check, VerdictName } from '../../src/mechanism/check.ts';
import type { Param, ParamValue } from '../../src/mechanism/param.ts';
import { citedChecks } from '../../src/overview/index.ts';
import { translateAnswer, type Write } from '../../src/sources/osquery/answers.ts';
import type { Question, Row } from '../../src/sources/osquery/question.ts';
import { questions } from '../../src/sources/osquery/questions/index.ts';
import { SimulatedAgent } from '../bench/agent.ts';
import { type Host, rowsFor } from '../bench/rows.ts';
import type { Wire } from '../bench/wire.ts';

const values = Object.fromEntries(allParams.map((param) => [param.id, param.default]));
const byId = new Map(questions.map((question) => [question.id, question]));
const checksOf = new Map<string, Check[]>();
for (const check of citedChecks) checksOf.set(check.reads.kind, [...(checksOf.get(check.reads.kind) ?? []), check]);

/** What a device said of one kind of fact, and what every check must make of it. Times are of performance.now(). */
export interface Told {
  readonly sentAt: number;
  /** Null while nobody knows whether it was stored. */
  ackedAt: number | null;
  readonly verdicts: ReadonlyMap<string, VerdictName>;
  /** Checks that are good by a clock that is moved: what was long ago does not count for some of them. */
  readonly goodMoved: ReadonlySet<string>;
  /** Of a list: its items, each as one text. */
  readonly items: readonly string[] | null;
  readonly carriesValues: boolean;
}

/** Within this time a server reads that its clock is moved, also a busy one. */
const clockReadMs = 1_000;
/** By how much the clock of the server may be wrong. */
export const jumpsMs = [3_600_000, -3_600_000, 365 * 86_400_000, 0] as const;

/** Asked without a company value: an answer to it is taken at any time, as one that a restart has cut off. */
const freeQuestions = (host: Host): readonly Question[] =>
  questions.filter(({ platform, values: carried, cadence }) => platform === host.platform && !carried && cadence !== 'minute');

export interface StormDeps {
  readonly wire: Wire;
  readonly secret: string;
  readonly run: string;
  readonly random: () => number;
  /** When the clock of the server was last moved. */
  readonly movedAt: () => number;
  readonly observe: (path: string, problem: string | null) => void;
}

/** One simulated computer that changes what it is, says so, and remembers what it said and what was acknowledged. */
export class StormAgent {
  readonly agent: SimulatedAgent;
  readonly host: { -readonly [key in keyof Host]: Host[key] };
  readonly #deps: StormDeps;
  /** By kind of fact, in the order in which they were sent. */
  readonly told = new Map<string, Told[]>();
  /** A forbidden program runs. */
  forbidden = false;
  /** By how much its clock is wrong. */
  skewSeconds = 0;
  muted = false;
  #unsent: Write | null = null;

  constructor(number: number, deps: StormDeps) {
    this.#deps = deps;
    this.agent = new SimulatedAgent(number, { ...deps, observe: (path, _ms, problem) => deps.observe(path, problem) });
    this.host = { ...this.agent.host };
  }

  /** Something was sent of which nobody knows whether it arrived. */
  get isUnsent(): boolean {
    return this.#unsent !== null;
  }

  /** One turn: lines, then a poll or what was not taken before, and now and then an answer that nobody waits for any more. */
  async turn(): Promise<void> {
    const { random } = this.#deps;
    if (this.muted) return;
    this.#change();
    this.agent.happen(2, this.host.number % 5 === 0 ? 1 : 0);
    await this.agent.flush();
    if (this.#unsent) await this.#send(this.#unsent);
    else await this.poll();
    if (random() < 0.3) await this.tell(this.#some());
  }

  #change(): void {
    const { random } = this.#deps;
    if (random() < 0.15) this.forbidden = !this.forbidden;
    if (random() < 0.1) this.host.failing = !this.host.failing;
    // A list differs from the one before it after so many hours (collection-rows.ts).
    if (random() < 0.05) this.host.drift += 40;
  }

  #some(): Question[] {
    const free = freeQuestions(this.host);
    const of = () => free[Math.floor(this.#deps.random() * free.length)]!;
    return [...new Set([of(), of(), of()])];
  }

  async poll(): Promise<void> {
    const reply = await this.#post('/distributed/read', {});
    const queries = reply?.queries as Record<string, string> | undefined;
    if (queries) await this.#send(this.#write(queries));
  }

  /** Answers questions as they are asked by a server that knows nothing: with all lines. */
  async tell(asked: readonly Question[]): Promise<void> {
    if (this.#unsent) return;
    const ids = asked.flatMap((question) => Object.entries(question.sql).map(([part, sql]) => [`${question.id}#${part}`, sql] as const));
    await this.#send(this.#write(Object.fromEntries(ids.map(([id, sql]) => [id, typeof sql === 'string' ? sql : sql(values)]))));
  }

  /** Says for the last time what it is, until all of it is acknowledged. */
  async settle(): Promise<void> {
    for (let round = 0; round < 60; round++) {
      await this.agent.flush();
      if (this.#unsent) await this.#send(this.#unsent);
      else if (this.agent.buffered === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const free = freeQuestions(this.host);
    for (let at = 0; at < free.length; at += 20) await this.tell(free.slice(at, at + 20));
  }

  #write(queries: Readonly<Record<string, string>>): Write {
    const now = Math.floor(Date.now() / 1000) + this.skewSeconds;
    const rows = Object.entries(queries).map(([id, sql]) => [id, this.#rows(id, sql, now)] as const);
    return { queries: Object.fromEntries(rows), statuses: Object.fromEntries(rows.map(([id]) => [id, 0])) };
  }

  #rows(id: string, sql: string, now: number): readonly Row[] {
    if (id.startsWith('running-programs/'))
      return this.forbidden ? [{ name: 'winny.exe', path: 'C:\\共有\\①㈱\\winny.exe', command: '' }] : [];
    return rowsFor(this.host, id, sql, now);
  }

  /** What the agent does: an answer that was not taken is sent again as it is. */
  async #send(write: Write): Promise<void> {
    const told = this.#remember(write);
    // Where the server does not know any more with which values it asked, it takes note and asks again.
    const isAgain = this.#unsent === write;
    this.#unsent = write;
    if ((await this.#post('/distributed/write', write)) === null) return;
    this.#unsent = null;
    const ackedAt = performance.now();
    // Received by one clock and stored by another, an answer may look late: then the one before it stands until the next.
    const isBetween = told.some(({ sentAt }) => sentAt < this.#deps.movedAt() + clockReadMs);
    for (const each of told) if (!isBetween && !(isAgain && each.carriesValues)) each.ackedAt = ackedAt;
  }

  #remember(write: Write): Told[] {
    const at = new Date();
    const ids = new Set(Object.keys(write.queries!).map((id) => id.slice(0, id.indexOf('#'))));
    return [...ids].flatMap((id): Told[] => {
      const question = byId.get(id);
      if (!question) return [];
      const answer = translateAnswer(question, write, { askedAt: new Date(at.getTime() - 1000), receivedAt: at }, values);
      // A list of which only the digest came says that nothing changed.
      if (answer.is === 'nothing' || (question.collects && !(answer.is === 'fact' && answer.collected))) return [];
      const items = answer.is === 'fact' && answer.collected ? answer.collected.items.map(itemText).sort() : null;
      const body = answer.is === 'fact' ? question.kind.schema.safeParse(answer.body) : null;
      const verdicts = verdictsOn(question, body?.data, at);
      const moved = jumpsMs.flatMap((ms) => [...verdictsOn(question, body?.data, new Date(at.getTime() + ms))]);
      const goodMoved = new Set(moved.flatMap(([check, verdict]) => (verdict === 'pass' ? [check] : [])));
      const one = { sentAt: performance.now(), ackedAt: null, items, verdicts, goodMoved, carriesValues: question.values !== undefined };
      const { kind } = question.kind;
      const list = this.told.get(kind) ?? [];
      this.told.set(kind, list);
      list.push(one);
      return [one];
    });
  }

  async #post(path: string, body: object): Promise<Readonly<Record<string, unknown>> | null> {
    const { wire, observe } = this.#deps;
    try {
      const reply = await wire.post({ path, body: JSON.stringify(body), nodeKey: this.agent.nodeKey });
      const isGood = reply.status === 200 && reply.body !== null && reply.body.error === undefined && reply.body.node_invalid !== true;
      const problem = reply.bytes === 0 ? 'empty body' : isGood ? null : `status ${reply.status}: ${JSON.stringify(reply.body)}`;
      observe(path, problem);
      return problem === null ? reply.body : null;
    } catch (error) {
      observe(path, (error as Error).message);
      return null;
    }
  }
}

export const itemText = ({ key, attributes }: { key: string; attributes: Readonly<Record<string, string>> }): string =>
  canonicalJson([key, { ...attributes }]);

/** By the same pure functions as the server, but without a database, a lock or a memory in between. */
function verdictsOn(question: Question, body: unknown, at: Date): Map<string, VerdictName> {
  const { platform } = question;
  const found = new Map<string, VerdictName>();
  for (const check of checksOf.get(question.kind.kind) ?? []) {
    if (body === undefined) {
      found.set(check.id, 'unknown');
      continue;
    }
    const given = Object.entries(check.params as Record<string, Param>).map(([name, param]) => [name, param.default as ParamValue]);
    found.set(check.id, check.judge({ body, platform, observedAt: at }, Object.fromEntries(given) as never, at).verdict);
  }
  return found;
}
