import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Company, company } from './journeys/company.ts';

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

describe('devices that a form can name', () => {
  let firm: Company;
  const devices = new Map<string, string>();
  before(async () => {
    firm = await company();
    for (const name of ['keiri-11', 'keiri-12', 'eigyo-11', 'old-11']) devices.set(name, (await firm.site.agent(name)).deviceId);
    await firm.site.database.owner.query(
      `INSERT INTO staff_device_owner (id, key, serial, host, asset, person_id, changed_at)
       VALUES (gen_random_uuid(), 'h:eigyo-11', '', 'eigyo-11', '', $1, now())`,
      [firm.staff.employee],
    );
    await firm.act('administrator', 'POST', `/api/devices/${devices.get('old-11')}/retire`, { reason: 'disposed', note: '入替え' });
  });
  after(() => firm.close());

  const id = (name: string): string => devices.get(name)!;
  const found = async (who: Parameters<Company['get']>[0], query: string): Promise<readonly Choice[]> =>
    (await firm.get(who, `/api/choices?type=device&${query}`)).choices;
  const names = (choices: readonly Choice[]) => choices.map(({ label }) => label).sort();

  it('are found by their own words and by whose they are, with the owner beside them', async () => {
    assert.deepEqual(names(await found('administrator', 'q=keiri-1')), ['keiri-11', 'keiri-12']);
    const owner = (await firm.get('administrator', `/api/choices?type=person&q=${firm.staff.employee}`)).choices[0].label;
    const [owned] = await found('administrator', `q=${encodeURIComponent(owner)}`);
    assert.equal(owned!.label, 'eigyo-11');
    assert.ok(owned!.detail.startsWith(owner), owned!.detail);
    assert.deepEqual(await found('administrator', 'q=old-11'), [], 'a retired one is not offered');
    assert.deepEqual(await found('departmentManager', 'q=0001'), [], 'the numbers of colleagues are not found out by their devices');
    assert.equal((await found('administrator', 'q=-11&most=1')).length, 1);
  });

  it('are called by name where a form holds their ids, but for those that are gone', async () => {
    const ids = ['keiri-12', 'eigyo-11', 'old-11'].map(id).join(',');
    assert.deepEqual(names(await found('administrator', `ids=${ids}`)), ['eigyo-11', 'keiri-12']);
    assert.deepEqual(names(await found('employee', `ids=${ids}`)), ['eigyo-11'], 'an employee knows the own device only');
    await assert.rejects(found('administrator', 'ids=1,2'));
    await assert.rejects(found('administrator', `ids=${Array.from({ length: 51 }, () => id('keiri-11')).join(',')}`));
  });

  it('come as a group, to whoever may know groups', async () => {
    const group = { name: '経理のパソコン', rule: { name: 'keiri-1*' }, reason: '月例の更新' };
    const { id: made } = await firm.act('administrator', 'POST', '/api/groups', group);
    assert.deepEqual(names(await found('departmentManager', `group=${made}`)), ['keiri-11', 'keiri-12']);
    assert.deepEqual(names(await found('employee', `group=${made}`)), ['eigyo-11']);
  });

  it('are named in a request each once; a retired one is refused by its name, and two hundred are the most', async () => {
    const form = (device: unknown) => ({
      title: '月例の更新',
      kind: 'update',
      size: 'routine',
      system: null,
      item: null,
      reason: '公開された脆弱性の修正',
      impact: '夜間に10分止まる',
      rollback: '前日のバックアップから復元',
      plannedOn: '2027-12-01',
      device,
    });
    const send = (device: unknown, submit = true) =>
      firm.act('employee', 'POST', '/api/requests', { kind: 'changes/change', form: form(device), validForDays: null, submit });
    const refusal = (device: unknown) =>
      send(device).then(
        () => '',
        (error: Error) => error.message,
      );
    assert.match(await refusal([id('keiri-11'), id('old-11')]), /old-11は今は使えません/);
    assert.match(
      await refusal(Array.from({ length: 201 }, (_, i) => id('keiri-11').slice(0, -3) + String(i).padStart(3, '0'))),
      /200台まで/,
    );
    const { id: sent } = await send([id('keiri-12'), id('keiri-11'), id('keiri-12')]);
    const shown = await firm.get('administrator', `/api/requests/${sent}`);
    assert.deepEqual(shown.form.device, [id('keiri-12'), id('keiri-11')]);
    assert.equal(shown.said.device.ja, 'keiri-12、keiri-11');
    const { id: draft } = await send(id('keiri-11'), false);
    assert.deepEqual((await firm.get('employee', `/api/requests/${draft}`)).form.device, [id('keiri-11')], 'one id becomes a list');
  });
});
