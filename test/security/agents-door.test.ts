import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bodyLimits } from '../../src/sources/osquery/body.ts';
import { type AgentDoor, openAgentDoor } from '../faults/agent-door.ts';

/** Strangers and agents that lie, at the door that must be open to the whole network. */
describe('the agents’ door, attacked', () => {
  let door: AgentDoor;
  before(async () => {
    door = await openAgentDoor();
  });
  after(() => door.close());

  const bomb = gzipSync(`{"log_type":"result","data":[${'[],'.repeat(20_000_000)}[]]}`);
  const megabytes = () => process.memoryUsage().rss / 1024 / 1024;
  const stranger = (body: string | Buffer, gzip = false, path = '/log') => door.wire.post({ path, body, gzip });
  const agent = (body: string | Buffer, gzip = false, path = '/log') => door.wire.post({ path, body, gzip, nodeKey: door.nodeKey });

  it('builds nothing of sixty thousand bytes that unfold to twenty million lists', async () => {
    assert.ok(bomb.length < 64 * 1024);
    const before = megabytes();
    for (const sender of [stranger, agent]) {
      const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => sender(bomb, true)));
      for (const reply of [first!, ...others]) {
        assert.ok([413, 503].includes(reply.status), String(reply.status));
        assert.equal(typeof reply.body!.error, 'string', 'an agent would take an empty answer for «stored»');
      }
    }
    assert.ok(megabytes() - before < 600, `${megabytes() - before} MB more`);
    assert.ok((await door.count('too-many')) >= 2);
  });

  it('does not parse what is large and comes from nobody known', async () => {
    const noJson = 'x'.repeat(bodyLimits.smallBytesMax + 1);
    const reply = await stranger(noJson);
    assert.deepEqual([reply.status, reply.body!.node_invalid], [200, true]);
    assert.equal((await agent(noJson)).status, 400, 'an agent’s body is parsed');
  });

  it('still takes a large log of an old agent, whose key stands in the body only', async () => {
    const line = (index: number) => ({
      name: `old-${index}`,
      unixTime: 1_795_384_186,
      action: 'added',
      columns: { text: '"\\'.repeat(200) },
    });
    const data = Array.from({ length: 300 }, (_, index) => line(index));
    for (const body of [
      { node_key: door.nodeKey, log_type: 'result', data },
      { log_type: 'result', data, node_key: door.nodeKey },
    ]) {
      const text = JSON.stringify(body);
      assert.ok(text.length > bodyLimits.smallBytesMax);
      assert.deepEqual((await stranger(gzipSync(text), true)).body, {});
    }
    const { rows } = await door.db.owner.query("SELECT 1 FROM intake_line WHERE name LIKE 'old-%'");
    assert.equal(rows.length, 300);
  });

  it('unpacks no more than gzip says of itself', async () => {
    const lying = Buffer.from(gzipSync('a'.repeat(1_000_000)));
    lying.writeUInt32LE(10, lying.length - 4);
    const known = await door.count('bad-gzip');
    assert.equal((await agent(lying, true)).status, 400);
    assert.equal(await door.count('bad-gzip'), known + 1);
  });

  it('unpacks no more for enrolling and polling than they may send unpacked', async () => {
    const large = gzipSync(JSON.stringify({ enroll_secret: 'x'.repeat(bodyLimits.wireBytesMax.other) }));
    for (const path of ['/enroll', '/config', '/distributed/read']) assert.equal((await stranger(large, true, path)).status, 413, path);
  });

  it('answers a good agent while others attack', async () => {
    const attack = Promise.all(Array.from({ length: 8 }, () => stranger(bomb, true)));
    await door.agent.poll();
    const { body } = await agent('{"log_type":"result","data":[]}');
    assert.deepEqual(body, {});
    await attack;
  });

  it('shows no name that steers a terminal or turns the text around it', async () => {
    const enrol = { enroll_secret: 'the-secret-of-this-test', platform_type: '9', host_identifier: 'evil' };
    const system_info = { uuid: '9d1c0f1e-0000-4000-8000-000000000bad', computer_name: 'PC\u001b[2J\u202e\r\n<b>=1+1\u0007' };
    const { body } = await stranger(JSON.stringify({ ...enrol, host_details: { system_info } }), false, '/enroll');
    assert.equal(typeof body!.node_key, 'string');
    const { rows } = await door.db.owner.query<{ name: string }>('SELECT name FROM devices_device WHERE hardware_uuid = $1', [
      system_info.uuid,
    ]);
    assert.equal(rows[0]!.name, 'PC[2J<b>=1+1');
  });

  it('records that a known device turned up with another system, also under the same instance', async () => {
    const instance = { uuid: '9d1c0f1e-0000-4000-8000-00000000f11b' };
    const enrol = (platform_type: string) =>
      stranger(
        JSON.stringify({
          enroll_secret: 'the-secret-of-this-test',
          platform_type,
          host_identifier: 'flip',
          host_details: { system_info: instance, osquery_info: { instance_id: 'one' } },
        }),
        false,
        '/enroll',
      );
    await enrol('9');
    await enrol('2');
    const { rows } = await door.db.owner.query<{ kind: string }>(
      `SELECT e.kind FROM ledger_entry e JOIN devices_device d ON e.subject = 'device:' || d.id WHERE d.hardware_uuid = $1 ORDER BY e.seq`,
      [instance.uuid],
    );
    assert.deepEqual(
      rows.map((row) => row.kind),
      ['device.enrolled', 'device.re-enrolled'],
      'its findings were dropped: that must not go unsaid',
    );
  });
});
