import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { BodyRefused, bodyLimits, HeldByCall, HeldBytes, readJson } from './body.ts';
import { type AgentBook, AgentProtocol, type AgentProtocolDeps } from './protocol.ts';

export type { AgentBook };

export interface AgentServerDeps extends AgentProtocolDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly key: string;
  readonly certificate: string;
}

/** The agent gives up its call after 16 s and knows then nothing; an answer that it can read comes before. */
const answerWithinMs = 8_000;

/** A call has as many bytes on the wire as its path allows; enrolling and polling need little. */
const wireBytesMax = (path: string): number =>
  path === '/log'
    ? bodyLimits.wireBytesMax.log
    : path === '/distributed/write'
      ? bodyLimits.wireBytesMax.write
      : bodyLimits.wireBytesMax.other;

/** Open connections: ten thousand agents that poll each minute hold a hundred. One address may stand for a whole company. */
const connectionsMax = { all: 4_000, ofOneAddress: 1_500 };

/**
 * The TLS endpoint of the agents. Its first law: every answer on every path is a JSON object. The agent takes an empty
 * body, whatever the status, for "stored", and deletes its buffer.
 */
export function newAgentServer(deps: AgentServerDeps): { server: Server; protocol: AgentProtocol } {
  const protocol = new AgentProtocol(deps);
  const held: Held = {
    agents: new HeldBytes(bodyLimits.heldBytesMax.agents),
    strangers: new HeldBytes(bodyLimits.heldBytesMax.strangers),
  };
  const server = createServer(
    {
      key: deps.key,
      cert: deps.certificate,
      minVersion: 'TLSv1.2',
      keepAlive: false,
      requestTimeout: 60_000,
      headersTimeout: 20_000,
      handshakeTimeout: 20_000,
    },
    (request, response) => {
      void handle(protocol, deps, held, request, response);
    },
  );
  server.maxConnections = connectionsMax.all;
  limitAddresses(server, () => protocol.count('too-many-connections'));
  // Even what is no HTTP gets a JSON body.
  server.on('clientError', (_error, socket) => {
    protocol.count('bad-http');
    if (socket.writable)
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 31\r\n\r\n{"error":"not an HTTP request"}`,
      );
    else socket.destroy();
  });
  // Left to Node, a call with an unknown expectation would be answered with an empty body.
  server.on('checkExpectation', (request, response) => void handle(protocol, deps, held, request, response));
  server.on('tlsClientError', () => protocol.count('tls-failed'));
  return { server, protocol };
}

/** One stranger who opens connections and says nothing must not keep the agents of all other addresses out. */
function limitAddresses(server: Server, onRefused: () => void): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    if (count > connectionsMax.ofOneAddress) {
      onRefused();
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = open.get(address)! - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}

interface Held {
  readonly agents: HeldBytes;
  readonly strangers: HeldBytes;
}

async function handle(
  protocol: AgentProtocol,
  deps: AgentServerDeps,
  { agents, strangers }: Held,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0]!;
  let held: HeldByCall | undefined;
  try {
    if (request.method !== 'POST') throw new BodyRefused('bad-method', 'only POST is understood', 405);
    if (!protocol.knows(path)) throw new BodyRefused('unknown-path', `no such path: ${path.slice(0, 100)}`, 404);
    const isAgent = await inTime(protocol.isAgent(request.headers.authorization));
    held = new HeldByCall(isAgent ? agents : strangers);
    const read = await readJson(request, {
      wireBytesMax: wireBytesMax(path),
      plainBytesMax: wireBytesMax(path) === bodyLimits.wireBytesMax.other ? bodyLimits.wireBytesMax.other : bodyLimits.plainBytesMax,
      held,
      isKnown: async (text) => isAgent || path === '/enroll' || protocol.namesAgent(text),
    });
    if (read === null) return send(response, 200, protocol.refusedNode());
    const { value, replaced } = read;
    if (replaced) protocol.count('invalid-utf8');
    const caller = {
      address: request.socket.remoteAddress ?? 'unknown',
      authorization: request.headers.authorization,
      receivedAt: deps.clock.now(),
    };
    const answer = await inTime(protocol.answer(path, value, caller));
    send(response, 200, answer);
  } catch (error) {
    if (error instanceof BodyRefused) {
      protocol.count(error.counter);
      if (path === '/enroll') protocol.refusedEnrolment(request.socket.remoteAddress ?? 'unknown', 'bad-request');
      if (path === '/distributed/write' && error.status === 413 && (await settled(protocol, deps, request, error)))
        return send(response, 200, {});
      // What is left of an oversized body is not read; the connection ends with the answer.
      send(response, error.status, { error: error.message });
      request.resume();
      return;
    }
    protocol.count('failed');
    deps.log.error({ err: error, path }, 'agent call failed');
    send(response, 500, { error: 'the server cannot store this now; please keep it and send it again' });
    request.resume();
  } finally {
    held?.release();
  }
}

/** Of an answer that is too large this much is read and thrown away, within this time: the agent listens only when it has sent all. */
const thrownAway = { bytesMax: 256 * 1024 * 1024, withinMs: 10_000 };

/**
 * An agent sends an answer to questions again and again until it is taken, and nothing else meanwhile: one that is too large would
 * silence the device for ever. True where the agent may be told that it is done with. A log is another thing: its lines are not ours
 * to drop.
 */
async function settled(
  protocol: AgentProtocol,
  deps: AgentServerDeps,
  request: IncomingMessage,
  { message }: BodyRefused,
): Promise<boolean> {
  try {
    const { authorization } = request.headers;
    if (!(await inTime(protocol.isAgent(authorization))) || !(await isThrownAway(request))) return false;
    const taken = await inTime(protocol.tooLarge(authorization, message, deps.clock.now()));
    if (taken) protocol.count('write-too-large');
    return taken;
  } catch (error) {
    deps.log.error({ err: error }, 'could not settle an answer that is too large');
    return false; // the agent sends it again
  }
}

function isThrownAway(request: IncomingMessage): Promise<boolean> {
  if (request.complete) return Promise.resolve(true);
  return new Promise((resolve) => {
    let bytes = 0;
    const end = (whole: boolean) => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      resolve(whole);
    };
    const timer = setTimeout(() => end(false), thrownAway.withinMs);
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > thrownAway.bytesMax) end(false);
    };
    const onEnd = () => end(true);
    const onClose = () => end(false);
    request.on('data', onData).on('end', onEnd).on('close', onClose);
    request.resume();
  });
}

/**
 * The answer, or a failure while a database hangs. What was begun may still be stored after that: the agent sends it
 * again, and what is stored twice is kept once.
 */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${answerWithinMs} ms`)), answerWithinMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), connection: 'close' });
  response.end(text);
}
