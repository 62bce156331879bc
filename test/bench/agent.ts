import { gzipSync } from 'node:zlib';
import { intervals } from '../../src/sources/osquery/config.ts';
import { questions } from '../../src/sources/osquery/questions/index.ts';
import { forPlatform, partId } from '../../src/sources/osquery/schedule.ts';
import { detailsLine, enrolBody, resultLine, statusLine, wallTimeMs, writeBody } from './messages.ts';
import { type Host, platformOf } from './rows.ts';
import type { Reply, Wire } from './wire.ts';

/** What an agent tells of each of its calls. `problem` is null for a good answer. */
export type Observer = (path: string, ms: number, problem: string | null) => void;

export interface AgentDeps {
  readonly wire: Wire;
  readonly secret: string;
  /** Tells one simulation from another: it stands in every line and in every hardware uuid. */
  readonly run: string;
  readonly observe: Observer;
  /** Lets the time pass that the computer needs for its answers; where it is left out they are there at once. */
  readonly work?: (ms: number) => Promise<void>;
}

interface Buffered {
  readonly id: string | null;
  readonly line: object;
}

/** Where each part of a platform's questions stands in the list of what was told. */
const places = new Map<Host['platform'], ReadonlyMap<string, number>>();
function placesOf(platform: Host['platform']): ReadonlyMap<string, number> {
  const known = places.get(platform);
  if (known) return known;
  const ids = forPlatform(questions, platform).flatMap((question) => Object.keys(question.sql).map((part) => partId(question, part)));
  const made = new Map(ids.map((id, place) => [id, place]));
  places.set(platform, made);
  return made;
}

const linesPerCallMax = 1024;
const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/**
 * One simulated agent: enrols, asks for questions, answers them, sends its log and keeps what was not acknowledged.
 * It knows no timetable; who drives it decides when it does what.
 */
export class SimulatedAgent {
  readonly host: Host;
  readonly #deps: AgentDeps;
  readonly #from: string;
  /** Empty before it has enrolled. */
  nodeKey = '';
  #results: Buffered[] = [];
  #statuses: Buffered[] = [];
  #lineNumber = 0;
  /** Ids of the lines that the server has acknowledged. */
  readonly acknowledged: string[] = [];
  /** Until when it polls every five seconds, in ms of performance.now(). */
  quickUntil = 0;
  /** By the place of a question's part among all of its platform: 1 once an answer to it was taken. */
  readonly #told: Uint8Array;
  /** Seconds between its polls and between its logs, as the server's configuration has them. */
  intervals: { readonly distributedSeconds: number; readonly logSeconds: number } = intervals;

  constructor(number: number, deps: AgentDeps) {
    this.#deps = deps;
    const platform = platformOf(number);
    const name = `${platform === 'linux' ? 'srv' : 'pc'}-${String(number).padStart(5, '0')}`;
    this.host = { number, name, platform, failing: number % 20 === 3, started: nowSeconds(), drift: 0 };
    this.#told = new Uint8Array(placesOf(platform).size);
    this.#from = `127.1.${Math.floor(number / 250)}.${(number % 250) + 1}`;
  }

  /** Whether the server has taken an answer to every question that there is. */
  get hasToldAll(): boolean {
    return !this.#told.includes(0);
  }

  get buffered(): number {
    return this.#results.length + this.#statuses.length;
  }

  async enrol(): Promise<boolean> {
    const reply = await this.#call('/enroll', enrolBody(this.host, this.#deps.secret, this.#deps.run), false);
    if (typeof reply?.body?.node_key !== 'string') return false;
    this.nodeKey = reply.body.node_key;
    this.#results.push({ id: null, line: detailsLine(this.host, nowSeconds()) });
    return true;
  }

  async config(): Promise<Reply | null> {
    const reply = await this.#call('/config', JSON.stringify({ node_key: this.nodeKey }));
    const options = reply?.body?.options as { distributed_interval: number; logger_tls_period: number } | undefined;
    if (options) this.intervals = { distributedSeconds: options.distributed_interval, logSeconds: options.logger_tls_period };
    return reply;
  }

  /** One poll: asks, and answers what was asked. True where the server has more questions and wants to be asked soon. */
  async poll(): Promise<boolean> {
    const reply = await this.#call('/distributed/read', JSON.stringify({ node_key: this.nodeKey }));
    const queries = reply?.body?.queries as Record<string, string> | undefined;
    const quick = typeof reply?.body?.accelerate === 'number';
    if (quick) this.quickUntil = performance.now() + (reply!.body!.accelerate as number) * 1000;
    if (queries) {
      await this.#deps.work?.(Object.keys(queries).reduce((sum, id) => sum + wallTimeMs(this.host, id), 0));
      const answered = await this.#call('/distributed/write', writeBody(this.host, queries, this.nodeKey, nowSeconds()));
      if (answered)
        for (const id of Object.keys(queries)) {
          const place = placesOf(this.host.platform).get(id);
          if (place !== undefined) this.#told[place] = 1;
        }
    }
    return quick;
  }

  /** Something happened on the computer: new lines wait for the next flush. */
  happen(results: number, statuses = 0): void {
    for (let i = 0; i < results; i++) {
      const id = this.#nextId();
      this.#results.push({ id, line: resultLine(this.host, id, nowSeconds(), this.#lineNumber) });
    }
    for (let i = 0; i < statuses; i++) {
      const id = this.#nextId();
      this.#statuses.push({ id, line: statusLine(this.host, id, nowSeconds()) });
    }
  }

  /** Sends what is buffered, results and statuses in calls of their own; what is not acknowledged stays. */
  async flush(): Promise<void> {
    this.#results = await this.#send('result', this.#results);
    this.#statuses = await this.#send('status', this.#statuses);
  }

  async #send(log_type: 'result' | 'status', buffer: Buffered[]): Promise<Buffered[]> {
    if (buffer.length === 0) return buffer;
    const sent = buffer.slice(0, linesPerCallMax);
    const body = gzipSync(JSON.stringify({ node_key: this.nodeKey, log_type, data: sent.map(({ line }) => line) }));
    const reply = await this.#call('/log', body, true, true);
    if (!reply) return buffer;
    for (const { id } of sent) if (id !== null) this.acknowledged.push(id);
    return buffer.slice(sent.length);
  }

  #nextId(): string {
    this.#lineNumber += 1;
    return `${this.#deps.run}.${this.host.number}.${this.#lineNumber}`;
  }

  /** The reply where it is a good one; else null, and the observer has been told why. */
  async #call(path: string, body: string | Buffer, withKey = true, gzip = false): Promise<Reply | null> {
    const startedAt = performance.now();
    try {
      const reply = await this.#deps.wire.post({ path, body, gzip, from: this.#from, ...(withKey ? { nodeKey: this.nodeKey } : {}) });
      const problem = problemOf(reply);
      this.#deps.observe(path, reply.ms, problem);
      return problem === null ? reply : null;
    } catch (error) {
      this.#deps.observe(path, performance.now() - startedAt, (error as Error).message);
      return null;
    }
  }
}

/** Why an agent would not take this for success; an empty body is the worst, for a real agent takes it for success. */
function problemOf({ status, body, bytes }: Reply): string | null {
  if (bytes === 0) return `status ${status}: empty body`;
  if (body === null) return `status ${status}: not a JSON object`;
  if (body.node_invalid === true) return `status ${status}: node_invalid`;
  if (status !== 200 || body.error !== undefined) return `status ${status}: ${String(body.error)}`;
  return null;
}
