import { FakeClock } from '../../../base/clock.ts';
import { newId } from '../../../base/id.ts';
import { words } from '../../../base/text.ts';
import { localDateOf, startOfDay } from '../../../calendar/index.ts';
import { type TestDatabase, testDatabase } from '../../../db/test-database.ts';
import { defineRegister, type Register } from '../../../mechanism/register.ts';
import { Registers } from '../index.ts';
import type { RegistersPorts } from '../ports.ts';

const both = (text: string) => words(text, text);

/** A register with a column of every type. */
export const software = defineRegister({
  id: 'software/allowed',
  code: 'R-SW',
  title: words('許可ソフトウェア一覧', 'Permitted software'),
  purpose: words('会社で使ってよいソフトウェアです。', 'Software that may be used.'),
  owner: 'administrator',
  columns: [
    { id: 'name', title: words('名称', 'Name'), type: 'text', required: true },
    { id: 'version', title: words('版', 'Version'), type: 'text' },
    {
      id: 'status',
      title: words('状態', 'Status'),
      type: 'choice',
      options: { approved: words('許可', 'Permitted'), stopped: words('停止', 'Stopped') },
    },
    {
      id: 'tags',
      title: words('用途', 'Uses'),
      type: 'choices',
      options: { office: words('事務', 'Office'), dev: words('開発', 'Development') },
    },
    { id: 'seats', title: words('台数', 'Seats'), type: 'number', unit: words('台', 'seats'), min: 0 },
    { id: 'validUntil', title: words('期限', 'Valid until'), type: 'date' },
    { id: 'checkedAt', title: words('検査日時', 'Checked at'), type: 'moment' },
    { id: 'free', title: words('無償', 'Free of charge'), type: 'boolean' },
    { id: 'owner', title: words('責任者', 'Owner'), type: 'person' },
    { id: 'device', title: words('端末', 'Device'), type: 'device' },
    { id: 'vendor', title: words('提供元', 'Vendor'), type: 'row', register: 'vendors/list' },
    { id: 'note', title: words('備考', 'Note'), type: 'longText' },
    { id: 'devices', title: words('対象の端末', 'Devices'), type: 'devices' },
  ],
  key: ['name', 'version'],
  label: 'name',
  confirmMonths: 6,
  deadlines: [{ column: 'validUntil', says: words('許可の期限', 'End of permission') }],
  openToAll: true,
});

export const vendors = defineRegister({
  id: 'vendors/list',
  code: 'R-VENDOR',
  title: words('委託先', 'Vendors'),
  purpose: words('委託先の一覧です。', 'Vendors.'),
  owner: 'committee',
  columns: [{ id: 'name', title: words('名称', 'Name'), type: 'text', required: true }],
  key: ['name'],
  label: 'name',
  confirmMonths: 12,
});

export const inventory = defineRegister({
  id: 'inventory/devices',
  code: 'R-DEV',
  title: words('端末', 'Devices'),
  purpose: words('端末の一覧です。', 'Devices.'),
  owner: 'administrator',
  columns: [{ id: 'name', title: words('名称', 'Name'), type: 'text', required: true }],
  key: ['name'],
  label: 'name',
  confirmMonths: 12,
  reconcile: {
    list: 'devices',
    covers: (cells, item) => cells.name === item.label,
    isExpected: () => true,
    says: { unregistered: both('台帳にない端末'), unmeasured: both('測定されていない端末'), remaining: both('終了後も残る端末') },
  },
});

export interface TestRegisters {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly registers: Registers;
  readonly ports: RegistersPorts;
  /** What the ports answer and were told; a test changes and reads it. */
  readonly is: {
    people: Map<string, string>;
    devices: Map<string, string>;
    added: { register: string; row: string; label: string }[];
    bound: { ids: readonly string[]; subject: string }[];
    onAdded: () => Promise<void>;
  };
  /** Entries of the ledger, oldest first. */
  ledger(): Promise<{ kind: string; actor: string; subject: string; payload: Record<string, unknown> }[]>;
  close(): Promise<void>;
}

/** Registers with a database of their own, beside a world of two people and one device. */
export async function testRegisters(definitions: readonly Register[] = [software, vendors, inventory]): Promise<TestRegisters> {
  const database = await testDatabase();
  // A Tuesday, 9 o'clock in Tokyo.
  const clock = new FakeClock('2026-11-24T00:00:00Z');
  const is: TestRegisters['is'] = {
    people: new Map([
      [newId(), '髙橋 花子'],
      [newId(), '青木 次郎'],
    ]),
    devices: new Map([[newId(), 'keiri-01']]),
    added: [],
    bound: [],
    onAdded: async () => {},
  };
  const ports: RegistersPorts = {
    named: async (type, ids) => {
      const known = type === 'person' ? is.people : is.devices;
      return new Map(ids.flatMap((id) => (known.has(id) ? [[id, { label: known.get(id)!, gone: false }] as const] : [])));
    },
    find: async () => new Map(),
    value: () => 12,
    localDate: localDateOf,
    startOfDay,
    bindFiles: async (_tx, ids, { subject }) => {
      is.bound.push({ ids, subject });
      return ids.map((id) => ({ id, name: 'a.pdf', hash: 'ab'.repeat(32), bytes: 5 }));
    },
    countFiles: async (_db, subjects) =>
      new Map(subjects.map((subject) => [subject, is.bound.filter((each) => each.subject === subject).length])),
    measured: async () => ({ items: [], complete: true, because: both('-') }),
    onAdded: async (_tx, { register, row, label }) => {
      is.added.push({ register, row, label });
      await is.onAdded();
    },
  };
  return {
    database,
    clock,
    ports,
    is,
    registers: new Registers({ pool: database.app, clock, definitions, ports }),
    ledger: async () => {
      const { rows } = await database.owner.query<{ kind: string; actor: string; subject: string; body: string }>(
        'SELECT kind, actor, subject, body FROM ledger_entry JOIN ledger_payload USING (seq) ORDER BY seq',
      );
      return rows.map(({ body, ...entry }) => ({ ...entry, payload: JSON.parse(body) as Record<string, unknown> }));
    },
    close: () => database.close(),
  };
}
