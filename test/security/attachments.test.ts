import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { largeBodiesMax } from '../../src/api/large-bodies.ts';
import { must, type TestBrowser } from '../../src/api/test-site.ts';
import { Attachments } from '../../src/attachments/index.ts';
import { FakeClock } from '../../src/base/clock.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { type DataSite, dataSite } from '../data-site.ts';

const megabyte = 1024 * 1024;
const pdf = (mark: number, bytes: number) => Buffer.concat([Buffer.from(`%PDF-1.7\n${mark}\n`), Buffer.alloc(bytes, 'x')]);

describe('files, in the hands of who sends and fetches many at once', () => {
  let database: TestDatabase;
  let attachments: Attachments;
  before(async () => {
    database = await testDatabase();
    attachments = new Attachments({ pool: database.app, clock: new FakeClock() });
  });
  after(() => database?.close());

  it('leave the connections to everybody else, and come in pieces', async () => {
    const files = await Promise.all(
      Array.from({ length: 12 }, (_, mark) => attachments.upload(pdf(mark, 3 * megabyte), { name: 'a.pdf', by: `person ${mark}` })),
    );
    const fetched = await Promise.all(
      files.map(async (file) => {
        const pieces: Buffer[] = [];
        for await (const piece of attachments.pieces(file)) pieces.push(piece);
        assert.ok(pieces.every(({ length }) => length <= megabyte));
        return Buffer.concat(pieces);
      }),
    );
    for (const [mark, content] of fetched.entries()) assert.ok(content.equals(pdf(mark, 3 * megabyte)));
    // One stores, one reads, and each of them names what it stored.
    assert.ok(database.app.totalCount < 10, `${database.app.totalCount} connections were taken`);
  });

  it('hold no connection while whoever fetches them does not read on', async () => {
    const file = await attachments.upload(pdf(99, 3 * megabyte), { name: 'a.pdf', by: 'slow' });
    const pieces = attachments.pieces(file);
    await pieces.next();
    assert.equal(database.app.idleCount, database.app.totalCount);
    await pieces.return(undefined);
  });

  it('end with a fault where the file goes in between', async () => {
    const file = await attachments.upload(pdf(98, 3 * megabyte), { name: 'a.pdf', by: 'gone' });
    const pieces = attachments.pieces(file);
    await pieces.next();
    await attachments.discard(file.id, 'gone');
    await assert.rejects(pieces.next(), { code: 'not-found' });
  });
});

/** Lets the server, which runs in this process, go on. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
}

describe('the door for files', () => {
  let site: DataSite;
  let employee: TestBrowser;
  before(async () => {
    site = await dataSite({ whole: true });
    employee = await site.site.join(site.administrator, 'chiba@example.co.jp', ['employee']);
  });
  after(() => site?.close());
  const type = { 'content-type': 'application/octet-stream' };
  const path = '/api/attachments?name=a.pdf';
  const send = (who: TestBrowser, mark: number) => who.send('POST', path, pdf(mark, megabyte), type);

  it('takes a few at a time of one person, says so to the others, and then goes on', async () => {
    const answers = await Promise.all(Array.from({ length: largeBodiesMax.ofOne * 2 }, (_, mark) => send(employee, mark)));
    const refused = answers.filter(({ status }) => status === 429);
    assert.equal(answers.filter(({ status }) => status === 200).length + refused.length, answers.length);
    assert.ok(refused.length > 0);
    assert.ok(refused.every(({ headers }) => Number(headers['retry-after']) > 0));
    must(await send(employee, 50));
  });

  it('forgets uploads whose sender hung up in the middle', async () => {
    await site.site.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = site.site.app.server.address() as { port: number };
    const cookie = [...employee.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const head = [
      `POST ${path} HTTP/1.1`,
      `host: ${employee.host}`,
      `origin: http://${employee.host}`,
      'sec-fetch-site: same-origin',
      `cookie: ${cookie}`,
      'content-type: application/octet-stream',
      'content-length: 5000000',
      'expect: 100-continue',
    ];
    for (let call = 0; call < largeBodiesMax.ofOne * 6; call += 1)
      await new Promise<void>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n`));
        socket.on('data', () => {
          // Before the server knows who calls, while it looks that up, or in the middle of the body.
          if (call % 3 === 0) socket.destroy();
          else if (call % 3 === 1) socket.write('%PDF-1.7', () => socket.destroy());
          else socket.write('%PDF-1.7 and no more', () => void turns(200).then(() => socket.destroy()));
        });
        socket.on('close', () => resolve());
        socket.on('error', reject);
      });
    // The server hears of it a moment later than the sender.
    for (let tries = 0; tries < 50; tries += 1) if ((await send(employee, 60)).status === 200) return;
    assert.fail('the places of those who hung up are still taken');
  });

  it('hands a file out again under any name that it took', async () => {
    for (const name of ['契約.ｐｄｆ', 'ﾃｽﾄ.PDF', "a'b;c%0d%0a.pdf"]) {
      const { id } = must(await employee.send('POST', `/api/attachments?name=${encodeURIComponent(name)}`, pdf(80, 10), type)).body;
      const { statusCode, headers } = await employee.raw('GET', `/api/attachments/${id}`);
      assert.equal(statusCode, 200, name);
      assert.match(String(headers['content-disposition']), /^attachment; filename="file\.pdf"; filename\*=UTF-8''[\w%.-]+$/i);
    }
  });

  it('hands out the bytes that came, as a download of their length', async () => {
    const content = pdf(70, 2.5 * megabyte);
    const { id } = must(await employee.send('POST', path, content, type)).body;
    const { rawPayload, headers } = await employee.raw('GET', `/api/attachments/${id}`);
    assert.ok(rawPayload.equals(content));
    assert.equal(headers['content-length'], String(content.length));
    assert.match(String(headers['content-disposition']), /^attachment;/);
    assert.equal(headers['content-type'], 'application/octet-stream');
  });
});
