import { FakeClock } from '../../base/clock.ts';
import { newId } from '../../base/id.ts';
import { allParams } from '../../catalog/index.ts';
import { type TestDatabase, testDatabase } from '../../db/test-database.ts';
import { readEntries } from '../../ledger/index.ts';
import { Values } from '../../values/index.ts';
import { isAdopted, type Party, Procedures, type ProceduresPorts } from '../index.ts';

/** The room with a database of its own, a clock that stands still, and neighbours that a test moves. */
export interface ProcedureSite {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly values: Values;
  readonly procedures: Procedures;
  readonly neighbours: Neighbours;
  /** Accounts: the one who writes, and four who decide. */
  readonly writer: string;
  readonly deciders: readonly string[];
  /** The newest entries of the ledger, oldest first. */
  entries(count: number): Promise<{ kind: string; actor: string; subject: string; payload: Record<string, unknown> }[]>;
  /** Fills what a submission needs, and submits for a day. */
  submit(effectiveOn?: string, kind?: 'major' | 'minor'): Promise<string>;
  approve(id: string, by?: string): Promise<void>;
  close(): Promise<void>;
}

export interface Neighbours {
  name: string;
  conditions: Record<string, boolean>;
  defaultOwner: Party | null;
  defaultDeputy: Party | null;
  approvalsNeeded: number;
  proposed: ProceduresPorts['proposed'];
  persons: Map<string, { name: string; gone: boolean }>;
  contradictions: { at: string; words: { ja: string; en: string } }[];
}

const tokyo = 9 * 3_600_000;

export async function procedureSite(): Promise<ProcedureSite> {
  const database = await testDatabase();
  const clock = new FakeClock('2026-11-23T01:00:00Z');
  const values = await Values.open({ pool: database.app, clock, params: allParams, isAdopted });
  const neighbours: Neighbours = {
    name: '株式会社例',
    conditions: {},
    defaultOwner: null,
    defaultDeputy: null,
    approvalsNeeded: 1,
    proposed: () => null,
    persons: new Map(),
    contradictions: [],
  };
  const ports: ProceduresPorts = {
    company: () => neighbours,
    approvalsNeeded: () => neighbours.approvalsNeeded,
    proposed: (id) => neighbours.proposed(id),
    persons: {
      active: async () => [...neighbours.persons].filter(([, { gone }]) => !gone).map(([id, { name }]) => ({ id, name })),
      named: async () => neighbours.persons,
    },
    startOfDay: (date) => new Date(Date.parse(date) - tokyo),
    localDate: (at) => new Date(at.getTime() + tokyo).toISOString().slice(0, 10),
    contradictions: async () => neighbours.contradictions,
  };
  const procedures = new Procedures({ pool: database.app, clock, values, ports });
  const writer = newId();
  const deciders = [newId(), newId(), newId(), newId()];
  return {
    database,
    clock,
    values,
    procedures,
    neighbours,
    writer,
    deciders,
    entries: async (count) => (await readEntries(database.app, { limit: count })).reverse() as never,
    async submit(effectiveOn = '2026-12-01', kind = 'minor') {
      await procedures.suggestAll({ owner: 'role:administrator', deputy: null, necessity: true }, writer);
      const { revision } = (await procedures.draft()).rows;
      return procedures.submit({ revision, kind, effectiveOn, note: '改訂', by: writer });
    },
    async approve(id, by = deciders[0]!) {
      const { version } = await procedures.version(id);
      await procedures.decide(id, { decision: 'approve', comment: '', digest: version.digest, by });
    },
    close: () => database.close(),
  };
}

/** An edit of a clause that changes nothing but what is given. */
export const clauseEdit = (given: Partial<Parameters<Procedures['editClause']>[1]>): Parameters<Procedures['editClause']>[1] => ({
  revision: 0,
  adoption: 'adopted',
  reason: '',
  owner: null,
  deputy: null,
  necessity: '',
  note: '',
  plain: null,
  ...given,
});
