import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Company, company } from './company.ts';

describe('a device that leaves the company', () => {
  let firm: Company;
  before(async () => {
    firm = await company();
  });
  after(() => firm.close());

  it('opens the record of its erasure with its serial number, and shows until when it is missing', async () => {
    const line = { name: 'keiri-01', kind: 'notebook', ownership: 'company', status: 'inUse', device: firm.device };
    await firm.act('administrator', 'POST', '/api/registers/devices/devices/rows', { cells: line });
    const done = await firm.act('administrator', 'POST', `/api/devices/${firm.device}/retire`, {
      reason: 'disposed',
      note: 'リース満了ではなく廃棄',
    });
    assert.equal(done.erasure, true);
    assert.deepEqual(
      done.lines.map(({ register, label }: { register: string; label: string }) => [register, label]),
      [['devices/devices', 'keiri-01']],
    );
    const occurrence = await firm.get('administrator', `/api/duties/occurrences/${done.occurrence}`);
    assert.equal(occurrence.about.ja, 'keiri-01(製造番号 serial-keiri-01)');
    const [retired] = (await firm.get('committee', '/api/devices/retired')).devices;
    assert.deepEqual([retired.name, retired.reason, retired.erasure], ['keiri-01', 'disposed', 'waiting']);
    firm.site.clock.advance({ days: 60 });
    await firm.site.running.sweep();
    assert.equal((await firm.get('committee', '/api/devices/retired')).devices[0].erasure, 'overdue');
  });

  it('asks for no erasure where none can be done, and refuses a reason that there is not', async () => {
    const lost = await firm.site.agent('lost-02', 'windows');
    const done = await firm.act('administrator', 'POST', `/api/devices/${lost.deviceId}/retire`, { reason: 'lost' });
    assert.deepEqual(done, { occurrence: null, erasure: false, lines: [] });
    assert.equal((await firm.get('committee', '/api/devices/retired')).devices[0].erasure, 'not-wanted');
    const other = await firm.site.agent('other-03', 'windows');
    await assert.rejects(firm.act('administrator', 'POST', `/api/devices/${other.deviceId}/retire`, { reason: 'bored' }));
    await assert.rejects(firm.act('administrator', 'POST', `/api/devices/${lost.deviceId}/retire`, { reason: 'lost' }));
  });
});
