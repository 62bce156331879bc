import { z } from 'zod';
import { FakeClock } from '../../../base/clock.ts';
import { silentLog } from '../../../base/log.ts';
import { defineFact } from '../../../facts/kind.ts';
import { type AgentBook, AgentProtocol, type AgentProtocolDeps, type Emission, type Unanswered } from '../protocol.ts';
import { type Cadence, type Question, question, unreadable } from '../question.ts';

/** A question whose fact is the first cell of its only part. */
export const ask = (id: string, cadence: Cadence, more: Partial<Question> = {}): Question =>
  question({
    id: `${id}/linux`,
    kind: defineFact(id, z.object({ word: z.string() })),
    platform: 'linux',
    cadence,
    tables: [id],
    sql: { rows: `SELECT word FROM ${id}` },
    translate({ rows }) {
      const word = rows![0]?.word;
      if (word === 'break') throw new Error('not foreseen');
      return word === undefined ? unreadable('何もありません', 'nothing there') : { word };
    },
    ...more,
  });

/** The answer of an agent that understood every question. */
export const answerTo = (message: { queries?: Record<string, string> }, word = 'fine') => ({
  queries: Object.fromEntries(Object.keys(message.queries ?? {}).map((id) => [id, [{ word }]])),
  statuses: Object.fromEntries(Object.keys(message.queries ?? {}).map((id) => [id, 0])),
});

/** The protocol with a book that remembers what it was told, without HTTP and without a database. */
export function booth(questions: readonly Question[], more: Pick<AgentProtocolDeps, 'room' | 'live'> = {}) {
  const clock = new FakeClock();
  const emitted: Emission[] = [];
  const refusals: string[] = [];
  const described: string[][] = [];
  const unanswered = new Map<string, Unanswered>();
  const state = { fail: false, bookFails: false, values: {} as Record<string, unknown>, secrets: ['secret-now'] };
  const nodes = new Map<string, { deviceId: string; platform: 'linux' }>();
  let keys = 0;
  const book: AgentBook = {
    async enrol(enrolling) {
      keys += 1;
      const nodeKey = `key-${keys}`;
      const deviceId = `device-${enrolling.hardwareUuid}`;
      nodes.set(nodeKey, { deviceId, platform: 'linux' });
      return { nodeKey, deviceId };
    },
    node: async (key) => nodes.get(key) ?? null,
    seen() {},
    async refused(address, reason) {
      refusals.push(`${address} ${reason}`);
    },
    async describe(...said) {
      described.push(said);
    },
    askedSoFar: async () => ({ seen: new Map(), unanswered: new Map(unanswered) }),
    async setUnanswered(_device, rows) {
      if (state.bookFails) throw new Error('the database is away');
      for (const row of rows) unanswered.set(row.question, row);
    },
    async clearUnanswered(_device, ids) {
      for (const id of ids) unanswered.delete(id);
    },
  };
  const protocol = new AgentProtocol({
    clock,
    log: silentLog,
    book,
    questions,
    emit: async (emission) => {
      if (state.fail) throw new Error('the database is away');
      emitted.push(emission);
    },
    enrolSecrets: () => state.secrets,
    values: () => state.values,
    ...more,
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  const call = async (path: string, body: object, authorization?: string): Promise<any> =>
    protocol.answer(path, body as Record<string, unknown>, { address: '192.0.2.9', authorization, receivedAt: clock.now() });
  const host = (uuid: string) => ({
    system_info: { uuid, hardware_serial: 'S1', computer_name: '経理PC' },
    osquery_info: { instance_id: 'i1', version: '5.23.1' },
  });
  const enrol = async (uuid = 'u1') =>
    (await call('/enroll', { enroll_secret: 'secret-now', platform_type: '9', host_details: host(uuid) })).node_key as string;
  return { clock, emitted, refusals, described, unanswered, state, nodes, protocol, call, enrol, host };
}
