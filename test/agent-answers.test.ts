import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect } from 'node:tls';
import { FakeClock } from '../src/base/clock.ts';
import { silentLog } from '../src/base/log.ts';
import { type AgentDoor, openDoor } from '../src/sources/osquery/door.ts';
import { serverCertificate } from '../src/tls/authority.ts';

/** What Node would answer by itself, without asking us. The agent takes an empty body, whatever the status, for «stored». */
describe('answers to what is no proper call', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-answers-'));
  let door: AgentDoor;
  let port: number;
  let authority: string;
  before(async () => {
    const clock = new FakeClock(new Date());
    const made = await serverCertificate(folder, ['localhost'], clock);
    authority = made.authority;
    const book = { node: async () => null, refused: async () => {} } as never;
    const { key, certificate } = made;
    const rest = { questions: [], emit: async () => {}, enrolSecrets: () => [], values: () => ({}) };
    door = await openDoor({ clock, log: silentLog, book, key, certificate, ...rest });
    port = door.port;
  });
  after(async () => {
    await door.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: authority }, () => socket.write(bytes));
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
    });
  const head = 'Host: localhost\r\nContent-Type: application/json\r\n';
  const calls: Record<string, string> = {
    'an expectation that nobody knows': `POST /log HTTP/1.1\r\n${head}Expect: miracles\r\nContent-Length: 2\r\n\r\n{}`,
    'no HTTP': 'what is this\r\n\r\n',
    'a header beyond all limits': `POST /log HTTP/1.1\r\n${head}X: ${'x'.repeat(100_000)}\r\n\r\n`,
    'two lengths': `POST /log HTTP/1.1\r\n${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
    'a length that is none': `POST /log HTTP/1.1\r\n${head}Content-Length: -1\r\n\r\n{}`,
    'broken chunks': `POST /log HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
    'another protocol': `POST /log HTTP/1.1\r\n${head}Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n\r\n{}`,
    'another method': `PUT /log HTTP/1.1\r\n${head}Content-Length: 2\r\n\r\n{}`,
    'an unknown path': `POST /../etc/passwd HTTP/1.1\r\n${head}Content-Length: 2\r\n\r\n{}`,
    'no key': `POST /log HTTP/1.1\r\n${head}Content-Length: 2\r\n\r\n{}`,
  };
  for (const [name, bytes] of Object.entries(calls)) {
    it(`${name}: a JSON object of the length that it says`, async () => {
      const answer = await ask(bytes);
      const [headers, ...rest] = answer.split('\r\n\r\n');
      const body = rest.join('\r\n\r\n');
      assert.match(headers!, /^HTTP\/1\.1 [2-5]\d\d /);
      assert.equal(Number(/content-length: (\d+)/i.exec(headers!)?.[1]), Buffer.byteLength(body));
      const told = JSON.parse(body) as { error: string };
      assert.ok(told.error.length > 0);
    });
  }
});
