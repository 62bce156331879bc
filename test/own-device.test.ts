import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Company, company } from './journeys/company.ts';

describe('an employee’s own device', () => {
  let firm: Company;
  before(async () => {
    firm = await company();
  });
  after(() => firm.close());

  it('says in the employee’s own steps what to do, and whom to ask where there are none', async () => {
    const { database } = firm.site;
    await database.owner.query(
      `INSERT INTO staff_device_owner (id, key, serial, host, asset, person_id, changed_at) VALUES (gen_random_uuid(), 's:serial-keiri-01', 'serial-keiri-01', '', '', $1, now())`,
      [firm.staff.employee],
    );
    const { devices } = await firm.get('employee', '/api/me/devices');
    assert.deepEqual(
      devices.map(({ name }: { name: string }) => name),
      ['keiri-01'],
    );
    const of = (check: string) => devices[0].findings.find((finding: { check: string }) => finding.check === check);
    const lock = of('endpoint/screen-lock');
    assert.match(lock.remedy.ja, /スクリーンセーバー/);
    assert.doesNotMatch(lock.remedy.ja, /セキュリティポリシー/, 'not what only an administrator can set');
    assert.equal(lock.again, 'hour');
    assert.equal(of('endpoint/disk-encryption').remedy, null, 'an administrator is to be asked');
  });
});
