import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchForm, words } from '../src/base/text.ts';
import { readCell } from '../src/mechanism/cells.ts';
import { type Cells, isBlank } from '../src/mechanism/field.ts';
import type { MeasuredItem, MeasuredListId, Register } from '../src/mechanism/register.ts';
import { citedRegisters } from '../src/overview/index.ts';

/** Which lines speak for which measured things. A line that covers too much would turn what nobody approved green. */
const here = '4c4c4544-0000-4000-8000-000000000001';
const there = '4c4c4544-0000-4000-8000-000000000002';
const seen = (list: MeasuredListId, cells: Cells, label = String(cells.account ?? cells.name)): MeasuredItem => ({
  key: `${list} ${label}`,
  label,
  where: words('端末 fs01', 'device fs01'),
  seenAt: new Date('2026-11-22T00:00:00Z'),
  deviceId: (cells.device as string | undefined) ?? null,
  cells,
});

/** A thing of each list, as src/server/measured-lists.ts tells it, and what a person adds to the offer that is made of it. */
const things: Readonly<Record<MeasuredListId, readonly [Cells, Cells]>> = {
  devices: [
    { device: here, name: 'keiri-01', serial: 'S1', platform: 'windows', os: 'Windows 11', hardware: 'U9313' },
    { kind: 'notebook' },
  ],
  configuration: [{ device: here, name: 'fs01', serial: 'S2', platform: 'linux', os: 'Debian 12', hardware: 'DL20' }, {}],
  administrators: [
    { device: here, account: 'yamada-adm', by: 'Administrators', deviceName: 'keiri-01', platform: 'windows' },
    { accountKind: 'service', holder: there, reason: '更新のため' },
  ],
  utilities: [
    { device: here, deviceName: 'keiri-01', platform: 'windows', name: 'Wireshark 4.4.1 x64', version: '4.4.1' },
    { purpose: '障害の調査' },
  ],
  certificates: [
    { device: here, name: 'www.example.co.jp', place: '/etc/ssl', notAfter: '2027-01-31' },
    { use: '自社サイト', holders: '管理者' },
  ],
  'wireless-networks': [{ name: 'Office', security: 'wpa2', devices: 'keiri-01' }, { purpose: '業務' }],
  'listening-servers': [{ device: here, name: 'fs01', ports: '22, 445', programs: 'sshd, smbd' }, {}],
  'log-sources': [
    { device: here, name: 'fs01', services: 'rsyslogd' },
    { logs: ['signIn'], place: 'log01', readers: '管理者' },
  ],
  'backup-jobs': [
    { device: here, name: 'restic-backup.timer' },
    { target: 'D:\\共有', frequency: 'daily', destination: 'nas01', isolation: 'none' },
  ],
};
const held = citedRegisters.filter(
  (register): register is Register & Required<Pick<Register, 'reconcile'>> => register.reconcile !== undefined,
);

/** A line made of the offer, of what its columns accept, and of what the person adds. */
function lineFor({ columns, reconcile }: (typeof held)[number]): { line: Cells; item: MeasuredItem } {
  const [cells, added] = things[reconcile.list];
  const item = seen(reconcile.list, cells);
  const offered: Cells = { ...(reconcile.offer?.(item) ?? item.cells), ...added };
  const line = Object.fromEntries(
    columns.map((column) => {
      const read = readCell(column, offered[column.id] ?? null);
      assert.ok('cell' in read, `${column.id}: ${JSON.stringify(offered[column.id])}`);
      return [column.id, read.cell];
    }),
  );
  return { line, item };
}
const register = (id: string) => held.find((each) => each.id === id)!.reconcile;

describe('what a register is held against', () => {
  it('offers a line that covers the thing it was made for, once a person has added what nobody measures', () => {
    for (const each of held) {
      const { line, item } = lineFor(each);
      for (const column of each.columns) if (column.required) assert.ok(!isBlank(line[column.id]), `${each.id}.${column.id}`);
      assert.ok(each.reconcile.covers(line, item), each.id);
    }
  });

  it('finds by its strings whatever it covers', () => {
    for (const each of held) {
      const { line, item } = lineFor(each);
      const { meets } = each.reconcile;
      assert.ok(meets, each.id);
      const ours = meets.line(line);
      if (ours === null) continue;
      const theirs = new Set(meets.thing(item).map(searchForm));
      assert.ok(
        ours.some((text) => text !== '' && theirs.has(searchForm(text))),
        `${each.id}: covered, and never asked`,
      );
    }
  });

  it('covers nothing by an empty line, and nothing of another name on another device', () => {
    for (const each of held) {
      const { line } = lineFor(each);
      const empty = Object.fromEntries(each.columns.map(({ id }) => [id, null]));
      const other = seen(each.reconcile.list, { ...things[each.reconcile.list][0], device: there, name: 'other', account: 'other' });
      assert.ok(!each.reconcile.covers(empty, other), each.id);
      assert.ok(!each.reconcile.covers(line, other), each.id);
    }
  });

  it('does not take a permission for one device or one person for a permission for all', () => {
    const { covers, isExpected } = register('software/allowed');
    const item = seen('utilities', { name: 'Wireshark 4.4.1 x64', version: '4.4.1', device: here });
    const line: Cells = { name: 'Wireshark*', kind: 'utility', scope: 'device', device: here };
    assert.ok(covers(line, item));
    assert.ok(!covers({ ...line, device: there }, item));
    assert.ok(!covers({ ...line, scope: 'person', device: null, person: there }, item), 'who sits there is not measured');
    assert.ok(covers({ ...line, scope: 'everyone', device: null }, item));
    assert.ok(!isExpected(line), 'what may be used need not be installed');
  });

  it('covers by one line what many devices have, once a person has said that it is for all of them', () => {
    for (const { id, reconcile } of held.filter(({ reconcile: { acrossDevices } }) => acrossDevices)) {
      const of = (device: string): MeasuredItem => ({
        ...seen(reconcile.list, { ...things[reconcile.list][0], device }),
        deviceId: device,
      });
      const offer = reconcile.offer!({ ...of(here), deviceId: null });
      assert.deepEqual([offer.scope, offer.device], [null, null], `${id}: a click permits nothing to everybody`);
      const all = { 'software/allowed': 'everyone', 'privileged-access/privileges': 'allDevices' }[id]!;
      assert.ok(reconcile.covers({ ...offer, scope: all }, of(here)) && reconcile.covers({ ...offer, scope: all }, of(there)), id);
      const one = reconcile.offer!(of(here));
      assert.ok(reconcile.covers(one, of(here)) && !reconcile.covers(one, of(there)), id);
    }
  });

  it('does not take an administrator of one device for one of another, nor a cloud’s for a device’s', () => {
    const { covers, isExpected } = register('privileged-access/privileges');
    const item = seen('administrators', { account: 'root', device: here });
    assert.ok(covers({ account: 'ROOT', scope: 'device', device: here }, item));
    assert.ok(!covers({ account: 'root', scope: 'device', device: there }, item));
    assert.ok(covers({ account: 'root', scope: 'allDevices' }, item));
    assert.ok(!covers({ account: 'root', scope: 'system' }, item));
    assert.ok(!isExpected({ account: 'admin@example.co.jp', scope: 'system' }));
  });

  it('sees a port more, and a port that could not be read', () => {
    const { covers } = register('network/services');
    const line: Cells = { category: 'inHouse', device: here, ports: '22、445' };
    const listens = (ports: string) => seen('listening-servers', { device: here, name: 'fs01', ports });
    assert.ok(covers(line, listens('22, 445')));
    assert.ok(covers(line, listens('445')));
    assert.ok(!covers(line, listens('22, 445, 3389')));
    assert.ok(!covers(line, listens('22, ?')));
    assert.ok(!covers({ ...line, ports: null }, listens('22')));
    assert.ok(!covers({ ...line, category: 'cloud' }, listens('22')));
  });

  it('asks for a new line’s date where a certificate was renewed', () => {
    const { covers } = register('cryptography/keys');
    const line: Cells = { kind: 'certificate', name: 'www.example.co.jp', notAfter: '2027-01-31' };
    assert.ok(covers(line, seen('certificates', { name: 'WWW.example.co.jp', device: here, notAfter: '2027-01-31' })));
    assert.ok(!covers(line, seen('certificates', { name: 'www.example.co.jp', device: here, notAfter: '2028-01-31' })));
    assert.ok(!covers({ ...line, kind: 'sshKey' }, seen('certificates', { name: 'www.example.co.jp', notAfter: '2027-01-31' })));
  });

  it('takes a wireless LAN by its exact name, and expects our devices only in our own', () => {
    const { covers, isExpected } = register('network/connections');
    const office = seen('wireless-networks', { name: 'Office' });
    assert.ok(covers({ kind: 'wireless', name: 'Office' }, office));
    assert.ok(!covers({ kind: 'wireless', name: 'office' }, office));
    assert.ok(!covers({ kind: 'device', name: 'Office' }, office));
    assert.ok(isExpected({ kind: 'wireless' }) && !isExpected({ kind: 'guestWireless' }) && !isExpected({ kind: 'device' }));
  });

  it('does not miss a phone or a private PC that no agent measures, but misses a PC of the company', () => {
    const { isExpected } = register('devices/devices');
    const line: Cells = { kind: 'notebook', ownership: 'company', status: 'inUse' };
    assert.ok(isExpected(line));
    assert.ok(!isExpected({ ...line, kind: 'phone' }));
    assert.ok(!isExpected({ ...line, ownership: 'private' }));
    assert.ok(!isExpected({ ...line, status: 'lost' }));
  });
});
