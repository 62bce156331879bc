import assert from 'node:assert/strict';
import type { Clock } from '../../src/base/clock.ts';
import { sha256Hex } from '../../src/base/hash.ts';
import type { CollectionId } from '../../src/facts/collection.ts';
import type { DeviceTraits } from '../../src/facts/kind.ts';
import type { Row } from '../../src/sources/osquery/question.ts';
import type { TestAgent } from '../data-site.ts';
import type { Answers, Host } from '../fixtures/answers/shape.ts';

/** More rounds than a device needs for all its questions; a schedule that never ends is a fault. */
const roundsMax = 40;

/** A computer whose agent speaks the real protocol; what it answers is recorded. */
export class Machine {
  readonly traits: DeviceTraits;
  readonly agent: TestAgent;
  readonly name: string;
  readonly #number: number;
  readonly #clock: Clock;
  /** What it answers from now on, the later before the earlier. */
  answers: readonly Answers[] = [];
  /** Questions that were asked, by `<kind>#<part>`. */
  readonly asked = new Set<string>();

  constructor(agent: TestAgent, given: { traits: DeviceTraits; name: string; number: number; clock: Clock }) {
    this.agent = agent;
    this.traits = given.traits;
    this.name = given.name;
    this.#number = given.number;
    this.#clock = given.clock;
  }

  get id(): string {
    return this.agent.deviceId;
  }

  /** Asks what is to be told and tells it, until nothing is asked any more. */
  async poll(): Promise<void> {
    for (let round = 0; round < roundsMax; round += 1) {
      const { queries = {} } = (await this.agent.call('/distributed/read')) as { queries?: Record<string, string> };
      const ids = Object.keys(queries);
      if (ids.length === 0) return;
      await this.#write(Object.fromEntries(ids.map((id) => [id, this.#rowsOf(id, queries[id]!)])));
    }
    assert.fail(`${this.name} is asked without end`);
  }

  /** Tells the rows of one question without having been asked just now, as after a restart of the server. */
  async tell(kind: string, parts: Readonly<Record<string, readonly Row[]>>): Promise<void> {
    await this.#write(Object.fromEntries(Object.entries(parts).map(([part, rows]) => [`${kind}/${this.traits.platform}#${part}`, rows])));
  }

  async #write(queries: Readonly<Record<string, readonly Row[]>>): Promise<void> {
    const statuses = Object.fromEntries(Object.keys(queries).map((id) => [id, 0]));
    assert.deepEqual(await this.agent.call('/distributed/write', { queries, statuses, messages: {} }), {});
  }

  #host(): Host {
    return { number: this.#number, name: this.name, now: Math.floor(this.#clock.now().getTime() / 1000) };
  }

  #rowsOf(id: string, sql: string): readonly Row[] {
    const [question = '', part = ''] = id.split('#');
    const key = `${question.split('/')[0]}#${part}`;
    this.asked.add(key);
    const collection = /^(.+)-collection\//.exec(question)?.[1];
    if (collection !== undefined && part === 'items') return this.#listed(collection as CollectionId, sql);
    const rows = this.answers.map((each) => each.rows[key]).find((each) => each !== undefined);
    if (rows !== undefined) return typeof rows === 'function' ? rows(this.#host()) : rows;
    if (key === 'clock-offset#time') return [{ unix_time: String(this.#host().now) }];
    // A count of what is always there, which only says that the table is not blind.
    const counts = /\bAS (seen|n)\b/.exec(sql)?.[1];
    assert.ok(counts !== undefined && !/GROUP BY/.test(sql), `${this.name} has no recorded answer to ${key}`);
    return [{ [counts]: '214' }];
  }

  /** A long list as the agent sends it: its digest, and the lines where the server named another one. */
  #listed(collection: CollectionId, sql: string): readonly Row[] {
    const said = this.answers.map((each) => each.lists[collection]).find((each) => each !== undefined) ?? [];
    const lines = [...new Set((typeof said === 'function' ? said(this.#host()) : said).map((cells) => cells.join('\u001f')))].sort();
    const token = sha256Hex(lines.join('\n')).slice(0, 32);
    const head = { token, line: String(lines.length) };
    return sql.includes(`'${token}'`) ? [head] : [head, ...lines.map((line) => ({ token: '', line }))];
  }
}
