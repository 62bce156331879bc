import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bodyLimits, HeldByCall, HeldBytes, readText } from '../../src/sources/osquery/body.ts';
import type { Reply } from '../bench/wire.ts';
import { type AgentDoor, openAgentDoor } from './agent-door.ts';

const paths = ['/enroll', '/config', '/log', '/distributed/read', '/distributed/write', '/carve/init', '/carve/block'];
const unixTime = 1_795_384_186;
let door: AgentDoor;
before(async () => {
  door = await openAgentDoor();
});
after(() => door.close());

/** A JSON object with something in it, whatever was sent: an agent takes an empty body for «stored» and deletes its lines. */
function assertRefusal(reply: Reply, status: number | readonly number[] = [200, 400]): void {
  assert.ok(reply.bytes > 0, 'the body is empty');
  assert.ok(reply.body !== null, 'the body is no JSON object');
  assert.ok([status].flat().includes(reply.status), `status ${reply.status}: ${JSON.stringify(reply.body)}`);
}
const post = (path: string, body: string | Buffer, more: { gzip?: boolean; nodeKey?: string } = {}): Promise<Reply> =>
  door.wire.post({ path, body, nodeKey: door.nodeKey, ...more });
const raw = (head: string[], body: string | Buffer = ''): Promise<Reply> =>
  door.wire.send(
    Buffer.concat([
      Buffer.from([...head, 'Host: localhost', `Authorization: NodeKey ${door.nodeKey}`, '', ''].join('\r\n')),
      Buffer.from(body),
    ]),
  );
const line = (name: string): string =>
  JSON.stringify({ name, unixTime, epoch: 0, counter: 1, action: 'added', columns: { path: '/bin/a' } });
const logOf = (...lines: string[]): string => `{"node_key":"","log_type":"result","data":[${lines.join(',')}]}`;
async function stored(name: string): Promise<number> {
  const { rows } = await door.db.owner.query('SELECT 1 FROM intake_line WHERE name = $1', [name]);
  return rows.length;
}
async function quarantined(reason: string): Promise<number> {
  const { rows } = await door.db.owner.query('SELECT 1 FROM intake_quarantine WHERE strpos(reason, $1) > 0', [reason]);
  return rows.length;
}

describe('bytes that are no call', () => {
  for (const [name, body, counter] of [
    ['garbage', Buffer.from([0xde, 0xad, 0xbe, 0xef, 0, 1, 2, 255]), 'bad-json'],
    ['an empty body', '', 'bad-json'],
    ['a list', '[1,2]', 'bad-json'],
    ['a word', '"hello"', 'bad-json'],
    ['a cut object', '{"node_key":"a', 'bad-json'],
    ['100,000 lists in one another', `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'too-deep'],
  ] as const)
    it(`refuses ${name} on every path with a JSON error, and counts it`, async () => {
      const known = await door.count(counter);
      for (const path of paths) {
        const reply = await post(path, body);
        assertRefusal(reply, 400);
        assert.equal(typeof reply.body!.error, 'string');
      }
      assert.equal(await door.count(counter), known + paths.length);
    });

  it('refuses gzip that is cut, is none, or is another packing', async () => {
    const whole = gzipSync(logOf(line('cut')));
    for (const body of [whole.subarray(0, whole.length - 9), Buffer.from('not gzip'), Buffer.alloc(0)])
      assertRefusal(await post('/log', body, { gzip: true }), 400);
    assert.ok((await door.count('bad-gzip')) >= 3);
    assertRefusal(await raw(['POST /log HTTP/1.1', 'Content-Encoding: br', 'Content-Length: 2'], '{}'), 415);
    assert.equal(await stored('cut'), 0);
  });

  it('stops a gzip bomb at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(bodyLimits.plainBytesMax * 4));
    assert.ok(bomb.length < 1024 * 1024, 'it is small on the wire');
    const replies = await Promise.all(Array.from({ length: 4 }, () => post('/log', bomb, { gzip: true })));
    for (const reply of replies) assertRefusal(reply, [413, 503]);
    assert.ok((await door.count('too-large')) > 0);
  });

  it('refuses 50 MB, announced or in chunks', async () => {
    const body = Buffer.alloc(50 * 1024 * 1024, 'x');
    const chunk = (bytes: Buffer) => Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
    for (const path of ['/log', '/enroll']) {
      assertRefusal(await post(path, body), 413);
      const inChunks = Buffer.concat([chunk(body), Buffer.from('0\r\n\r\n')]);
      assertRefusal(await raw([`POST ${path} HTTP/1.1`, 'Transfer-Encoding: chunked'], inChunks), 413);
    }
  });

  it('answers other methods, other paths and what is no HTTP', async () => {
    assertRefusal(await raw(['GET /log HTTP/1.1']), 405);
    assertRefusal(await raw(['PUT /config HTTP/1.1', 'Content-Length: 2'], '{}'), 405);
    assertRefusal(await post('/', '{}'), 404);
    assertRefusal(await post('/log/../enroll', '{}'), 404);
    assertRefusal(await post('/__proto__', '{}'), 404);
    assertRefusal(await raw(['what is this']), 400);
    assertRefusal(await raw(['POST /log HTTP/1.1', 'Content-Length: -5']), 400);
    assertRefusal(await raw(['POST /log HTTP/1.1', `X-Long: ${'a'.repeat(100_000)}`, 'Content-Length: 2'], '{}'), [400, 431]);
    assert.ok((await door.count('bad-http')) >= 3);
  });

  it('closes a connection that speaks no TLS', async () => {
    const known = await door.count('tls-failed');
    await new Promise<void>((resolve, reject) => {
      const socket = connect(door.wire.port, '127.0.0.1', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
      socket.on('error', () => {}); // a reset is as good an end
      socket.on('close', () => resolve());
      socket.setTimeout(10_000, () => reject(new Error('the connection stays open')));
    });
    assert.equal(await door.count('tls-failed'), known + 1);
  });

  it('takes a good body in chunks, and one that trickles in', async () => {
    const body = logOf(line('chunked'));
    const half = Math.floor(body.length / 2);
    const chunks = [body.slice(0, half), body.slice(half)].map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('');
    assertRefusal(await raw(['POST /log HTTP/1.1', 'Transfer-Encoding: chunked'], `${chunks}0\r\n\r\n`), 200);
    assert.equal(await stored('chunked'), 1);
  });
});

describe('a body that does not come', () => {
  it('is given up after its time', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const request = Object.assign(new PassThrough(), { headers: { 'content-length': '100' } });
    const held = new HeldByCall(new HeldBytes(1024));
    const reading = { wireBytesMax: 1024, plainBytesMax: 1024, held, isKnown: async () => true };
    const read = readText(request as unknown as IncomingMessage, reading);
    request.write('{"node_key":');
    t.mock.timers.tick(bodyLimits.readTimeoutMs);
    await assert.rejects(read, { counter: 'slow-body', status: 408 });
  });
});

describe('JSON that is no message', () => {
  const strange = [
    'null',
    'true',
    '0',
    '-1',
    '1e999',
    '"text"',
    '[]',
    '[[]]',
    '{}',
    '{"toString":1,"valueOf":1}',
    '{"__proto__":{"a":1}}',
    '{"length":3}',
  ];

  it('answers every field of every call with every type of value, and lives on', async () => {
    const fields: Readonly<Record<string, readonly string[]>> = {
      '/enroll': ['enroll_secret', 'host_identifier', 'platform_type', 'host_details'],
      '/config': ['node_key'],
      '/log': ['log_type', 'data'],
      '/distributed/read': ['node_key'],
      '/distributed/write': ['queries', 'statuses', 'messages', 'stats'],
    };
    for (const [path, names] of Object.entries(fields))
      for (const name of names) for (const value of strange) assertRefusal(await post(path, `{"${name}":${value}}`));
    assert.equal(door.agent.buffered, 0);
    assert.ok((await door.agent.config()) !== null, 'it still serves');
  });

  it('enrols nobody for a wrong secret or without an identity, and counts both', async () => {
    const wrong = await post('/enroll', JSON.stringify({ enroll_secret: 'guess', platform_type: '9', host_identifier: 'a' }));
    assert.equal(wrong.body!.node_invalid, true);
    const nobody = await post('/enroll', JSON.stringify({ enroll_secret: 'the-secret-of-this-test', platform_type: '9' }));
    assert.equal(nobody.body!.node_invalid, true);
    assert.ok((await door.count('wrong-secret')) >= 1);
    assert.ok((await door.count('no-identity')) >= 1);
  });

  it('tells an unknown agent to enrol again', async () => {
    for (const path of ['/config', '/log', '/distributed/read', '/distributed/write']) {
      const reply = await post(path, '{"log_type":"result","data":[]}', { nodeKey: 'nobody' });
      assertRefusal(reply, [200, 401]);
      assert.equal(reply.body!.node_invalid, true);
    }
    assert.ok((await door.count('unknown-node')) >= 4);
  });
});

describe('an answer to questions that is too large', () => {
  const large = Buffer.from(JSON.stringify({ queries: { 'software-collection/windows#items': [{ line: 'x'.repeat(17 * 1024 * 1024) }] } }));

  it('is refused where nobody known sends it', async () => {
    assertRefusal(await post('/distributed/write', large, { nodeKey: 'nobody' }), 413);
  });

  it('is told as taken to a known agent, which would send it for ever; only what it was about stays without an answer', async () => {
    const { nodeKey } = await door.enrolled(9);
    const call = (path: string, body: string | Buffer = '{}') => post(path, body, { nodeKey });
    const unanswered = async () => {
      const { rows } = await door.db.owner.query<{ question: string }>(
        "SELECT question FROM devices_unanswered WHERE message LIKE 'the answer was too large%'",
      );
      return rows.map(({ question }) => question);
    };
    const asked = async () => Object.keys(((await call('/distributed/read')).body!.queries ?? {}) as object);
    const answer = async (ids: readonly string[]) =>
      assert.deepEqual(
        (await call('/distributed/write', JSON.stringify({ queries: Object.fromEntries(ids.map((id) => [id, []])), statuses: {} }))).body,
        {},
      );
    await answer(await asked()); // the minute questions
    const round = await asked();
    assert.ok(round.length > 2);
    const reply = await call('/distributed/write', large);
    assert.deepEqual([reply.status, reply.body], [200, {}]);
    assert.ok((await quarantined('the body is larger than')) > 0);
    assert.equal(await door.count('write-too-large'), 1);
    assert.deepEqual(await unanswered(), [], 'nobody knows whose rows they were');
    let culprit: string | undefined;
    for (let poll = 0; poll < 60 && (culprit === undefined || poll < 20); poll += 1) {
      const ids = await asked();
      const questions = new Set(ids.map((id) => id.split('#')[0]!));
      if (questions.size === 1 && culprit === undefined) {
        culprit = [...questions][0]!;
        assert.deepEqual((await call('/distributed/write', large)).body, {});
      } else {
        assert.ok(culprit === undefined || !questions.has(culprit), 'not asked again at every poll');
        await answer(ids);
      }
    }
    assert.deepEqual(await unanswered(), [culprit]);
    const { rows } = await door.db.owner.query<{ ja: string }>(
      `SELECT f.unreadable->>'ja' AS ja FROM intake_current c JOIN intake_fact f ON f.id = c.fact_id
       WHERE f.kind = $1 AND f.unreadable IS NOT NULL`,
      [culprit!.split('/')[0]],
    );
    assert.ok(rows.some(({ ja }) => ja.includes('大きすぎて')));
  });
});

describe('a good line among bad ones', () => {
  it('is stored, and each bad one is in quarantine with its reason', async () => {
    const known = await door.count('quarantined');
    const bad = [
      'null',
      '5',
      '"x"',
      '[]',
      '{}',
      '{"unixTime":"soon","name":"a"}',
      '{"unixTime":1795384186}',
      '{"unixTime":{"toString":1},"name":"a"}',
      '{"unixTime":1795384186,"name":{}}',
    ];
    const reply = await post('/log', logOf(line('good-1'), ...bad, line('good-2')));
    assert.deepEqual(reply.body, {});
    assert.equal((await stored('good-1')) + (await stored('good-2')), 2);
    assert.equal(await door.count('quarantined'), known + bad.length);
    assert.ok((await quarantined('a line is not an object')) >= 4);
    assert.ok((await quarantined('a line has no time')) >= 3);
  });

  it('is stored beside characters and numbers that a database cannot hold', async () => {
    const lines = ['\\u0000', '\\ud800', '\\udfff\\ud83d', '\\u0000\\ud83d\\ude00'].map((text, index) =>
      line(`odd-${index}`).replace('/bin/a', text),
    );
    const numbers = ['1e999', '-1e999', '1e308', '9'.repeat(400)].map((number, index) =>
      line(`number-${index}`).replace('"/bin/a"', number),
    );
    const reply = await post('/log', logOf(...lines, ...numbers, line('beside')));
    assert.deepEqual(reply.body, {});
    for (const name of ['odd-0', 'odd-1', 'odd-2', 'odd-3', 'number-0', 'number-1', 'number-2', 'number-3', 'beside'])
      assert.equal(await stored(name), 1, name);
    const { rows } = await door.db.owner.query<{ path: string }>(
      "SELECT body->'columns'->>'path' AS path FROM intake_line WHERE name = 'odd-3'",
    );
    assert.equal(rows[0]!.path, '😀');
  });

  it('is stored where other bytes are no UTF-8', async () => {
    const body = Buffer.concat([
      Buffer.from(logOf(line('before')).slice(0, -2)),
      Buffer.from(','),
      Buffer.from(line('bytes').replace('/bin/a', '#')).subarray(0),
      Buffer.from(']}'),
    ]);
    body[body.indexOf('#')] = 0xff;
    const reply = await post('/log', gzipSync(body), { gzip: true });
    assert.deepEqual(reply.body, {});
    assert.equal((await stored('before')) + (await stored('bytes')), 2);
    assert.ok((await door.count('invalid-utf8')) >= 1);
  });

  it('keeps the good answers of a write whose others are nonsense', async () => {
    const { nodeKey } = await door.enrolled(8);
    const { body } = await post('/distributed/read', '{}', { nodeKey });
    const asked = Object.keys((body!.queries ?? {}) as object);
    const seconds = String(Math.floor(Date.now() / 1000));
    const answer = (id: string) => (id.startsWith('clock-offset/') ? [{ unix_time: seconds }] : [{ toString: 1 }, 5]);
    const queries = Object.fromEntries(asked.map((id) => [id, answer(id)]));
    assert.ok(asked.length > 1, 'there is a good answer and a bad one');
    const reply = await post('/distributed/write', JSON.stringify({ queries, statuses: { nobody: { toString: 1 } }, messages: [] }), {
      nodeKey,
    });
    assert.deepEqual(reply.body, {});
    const { rows } = await door.db.owner.query<{ kind: string; readable: boolean }>(
      'SELECT kind, body IS NOT NULL AS readable FROM intake_fact ORDER BY kind',
    );
    assert.ok(rows.some(({ kind, readable }) => kind === 'clock-offset' && readable));
    assert.ok(rows.some(({ kind, readable }) => kind !== 'clock-offset' && !readable));
  });
});
