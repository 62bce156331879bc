import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { systemClock } from '../../base/clock.ts';
import { askTime } from './client.ts';
import { msOfStamp, packetBytes, readAnswer, timeQuestion, writeStamp } from './packet.ts';

const nonce = Buffer.from('0123456789abcdef', 'hex');
const sent = Date.UTC(2026, 10, 22, 3, 0, 0);

interface Answer {
  readonly head?: number;
  readonly stratum?: number;
  readonly root?: number;
  readonly kiss?: string;
  readonly origin?: Buffer;
  readonly arrived?: number | null;
  readonly left?: number | null;
}

function answerOf({
  head = 0x24,
  stratum = 2,
  root = 0,
  kiss,
  origin = nonce,
  arrived = sent + 10,
  left = sent + 11,
}: Answer = {}): Buffer {
  const packet = Buffer.alloc(packetBytes);
  packet[0] = head;
  packet[1] = stratum;
  packet.writeUInt32BE(Math.round(root * 65.536), 8);
  if (kiss) packet.write(kiss, 12, 'latin1');
  origin.copy(packet, 24);
  if (arrived !== null) writeStamp(packet, 32, arrived);
  if (left !== null) writeStamp(packet, 40, left);
  return packet;
}
const read = (answer: Answer, receivedAt = sent + 21) => readAnswer(answerOf(answer), nonce, sent, receivedAt);

describe('sntp: the packet', () => {
  it('asks with version 4, client mode and nothing else but a random number', () => {
    const packet = timeQuestion(nonce);
    assert.equal(packet.length, 48);
    assert.equal(packet[0], 0x23);
    assert.deepEqual(packet.subarray(1, 40), Buffer.alloc(39));
    assert.deepEqual(packet.subarray(40), nonce);
  });

  it('computes offset and delay from the four times', () => {
    // 10 ms there, 1 ms at the server, 10 ms back: the clocks agree.
    const same = read({});
    assert.ok(!('refused' in same));
    assert.ok(Math.abs(same.offsetMs) < 0.01, String(same.offsetMs));
    assert.ok(Math.abs(same.delayMs - 20) < 0.01);
    assert.ok(Math.abs(same.boundMs - 11) < 0.01);
    // This computer is 5 s behind.
    const behind = read({ arrived: sent + 5010, left: sent + 5011, root: 100 });
    assert.ok(!('refused' in behind));
    assert.ok(Math.abs(behind.offsetMs - 5000) < 0.01);
    assert.ok(Math.abs(behind.boundMs - 111) < 0.1, String(behind.boundMs));
    assert.equal(behind.stratum, 2);
  });

  it('reads times beyond 2036, where the seconds begin again', () => {
    const packet = Buffer.alloc(8);
    const then = Date.UTC(2040, 0, 1);
    writeStamp(packet, 0, then);
    assert.ok(packet.readUInt32BE(0) < 2 ** 31);
    assert.ok(Math.abs(msOfStamp(packet, 0)! - then) < 0.01);
    assert.equal(msOfStamp(Buffer.alloc(8), 0), null);
  });

  const refusals: readonly [string, Answer, string][] = [
    ['another origin', { origin: Buffer.alloc(8, 1) }, 'foreign'],
    ['leap 3', { head: 0xe4 }, 'unsynchronised'],
    ['stratum 16', { stratum: 16 }, 'unsynchronised'],
    ['a root distance of 2 s', { root: 2000 }, 'unsynchronised'],
    ['client mode', { head: 0x23 }, 'malformed'],
    ['broadcast mode', { head: 0x25 }, 'malformed'],
    ['version 2', { head: 0x14 }, 'malformed'],
    ['no transmit time', { left: null }, 'malformed'],
    ['no receive time', { arrived: null }, 'malformed'],
    ['times in the wrong order', { arrived: sent + 20, left: sent + 10 }, 'implausible'],
    ['a server that took longer than the whole round', { arrived: sent, left: sent + 3000 }, 'implausible'],
  ];
  for (const [what, answer, refused] of refusals) it(`refuses ${what}`, () => assert.deepEqual(read(answer), { refused }));

  it('tells a kiss-o’-death by its code, and cuts what is no code', () => {
    assert.deepEqual(read({ stratum: 0, kiss: 'RATE' }), { refused: 'kiss-of-death', code: 'RATE' });
    assert.deepEqual(read({ stratum: 0, kiss: '\u0000<b>' }), { refused: 'unsynchronised' });
  });

  it('refuses every shorter packet and survives any bytes', () => {
    for (let length = 0; length < packetBytes; length++)
      assert.deepEqual(readAnswer(answerOf().subarray(0, length), nonce, sent, sent), { refused: 'malformed' });
    let seed = 7;
    const next = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed & 255;
    };
    for (let round = 0; round < 2000; round++) {
      const packet = Buffer.from(Array.from({ length: 48 + (round % 30) }, next));
      nonce.copy(packet, 24);
      const said = readAnswer(packet, nonce, sent, sent + 5);
      assert.ok('refused' in said || [said.offsetMs, said.delayMs, said.boundMs].every(Number.isFinite));
    }
  });
});

describe('sntp: the client', () => {
  const open: Socket[] = [];
  after(() => {
    for (const socket of open) socket.close();
  });
  /** A server that answers each question with what `answer` makes of it. */
  async function server(answer: (question: Buffer) => readonly Buffer[]): Promise<number> {
    const socket = createSocket('udp4');
    open.push(socket);
    socket.on('message', (question, { port, address }) => {
      for (const packet of answer(question)) socket.send(packet, port, address);
    });
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    return (socket.address() as AddressInfo).port;
  }
  const honest = (question: Buffer, shiftMs = 0) => {
    const now = systemClock.now().getTime() + shiftMs;
    return answerOf({ origin: question.subarray(40, 48), arrived: now, left: now });
  };
  const ask = (port: number, timeoutMs = 300) => askTime({ host: '127.0.0.1', port, clock: systemClock, timeoutMs });

  it('measures a server that is right, and one that is an hour ahead', async () => {
    const right = await ask(await server((question) => [honest(question)]));
    assert.ok(!('refused' in right) && Math.abs(right.offsetMs) < 100, JSON.stringify(right));
    const ahead = await ask(await server((question) => [honest(question, 3_600_000)]));
    assert.ok(!('refused' in ahead) && Math.abs(ahead.offsetMs - 3_600_000) < 100, JSON.stringify(ahead));
  });

  it('does not believe an answer to another question, and takes the right one behind it', async () => {
    const forged = (question: Buffer) => {
      const packet = honest(question, 86_400_000);
      packet.fill(7, 24, 32);
      return packet;
    };
    assert.deepEqual(await ask(await server((question) => [forged(question)])), { refused: 'foreign' });
    const both = await ask(await server((question) => [forged(question), Buffer.from('x'), honest(question)]));
    assert.ok(!('refused' in both) && Math.abs(both.offsetMs) < 100);
  });

  it('says when nobody answers, when nobody is there, and when the name means nothing', async () => {
    assert.deepEqual(await ask(await server(() => []), 50), { refused: 'timeout' });
    const port = await server(() => []);
    open.pop()!.close();
    assert.deepEqual(await ask(port), { refused: 'unreachable' });
    assert.deepEqual(await askTime({ host: 'no-such-host.invalid', clock: systemClock }), { refused: 'unreachable' });
  });
});
