import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { AgentDesk } from './agent-desk.ts';
import { keyIn, keysIn, nodeInvalid, pathOf } from './agent-paths.ts';
import { BodyRefused, bodyLimits, HeldByCall, HeldBytes, readText } from './body.ts';

export interface AgentServerDeps {
  readonly desk: AgentDesk;
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
export function newAgentServer({ desk, key, certificate }: AgentServerDeps): Server {
  const held: Held = {
    agents: new HeldBytes(bodyLimits.heldBytesMax.agents),
    strangers: new HeldBytes(bodyLimits.heldBytesMax.strangers),
  };
  const server = createServer(
    {
      key,
      cert: certificate,
      minVersion: 'TLSv1.2',
      keepAlive: false,
      requestTimeout: 60_000,
      headersTimeout: 20_000,
      handshakeTimeout: 20_000,
    },
    (request, response) => {
      void handle(desk, held, request, response);
    },
  );
  server.maxConnections = connectionsMax.all;
  limitAddresses(server, () => desk.count('too-many-connections'));
  // Even what is no HTTP gets a JSON body.
  server.on('clientError', (_error, socket) => {
    desk.count('bad-http');
    if (socket.writable)
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: 31\r\n\r\n{"error":"not an HTTP request"}`,
      );
    else socket.destroy();
  });
  // Left to Node, a call with an unknown expectation would be answered with an empty body.
  server.on('checkExpectation', (request, response) => void handle(desk, held, request, response));
  server.on('tlsClientError', () => desk.count('tls-failed'));
  return server;
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

async function handle(desk: AgentDesk, { agents, strangers }: Held, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0]!;
  const address = request.socket.remoteAddress ?? 'unknown';
  const { authorization } = request.headers;
  let held: HeldByCall | undefined;
  try {
    if (request.method !== 'POST') throw new BodyRefused('bad-method', 'only POST is understood', 405);
    if (pathOf(path).path === null) throw new BodyRefused('unknown-path', `no such path: ${path.slice(0, 100)}`, 404);
    const isAgent = await namesAgent(desk, authorization);
    held = new HeldByCall(isAgent ? agents : strangers);
    const read = await readText(request, {
      wireBytesMax: wireBytesMax(path),
      plainBytesMax: wireBytesMax(path) === bodyLimits.wireBytesMax.other ? bodyLimits.wireBytesMax.other : bodyLimits.plainBytesMax,
      held,
      isKnown: async (text) => isAgent || path === '/enroll' || (await knowsOne(desk, keysIn(text))),
    });
    if (read === null) {
      desk.count('unknown-node');
      return send(response, 200, JSON.stringify(nodeInvalid));
    }
    const { text, replaced } = read;
    if (replaced) desk.count('invalid-utf8');
    send(response, 200, await inTime(desk.answer({ path, text, address, authorization })));
  } catch (error) {
    if (error instanceof BodyRefused) {
      desk.count(error.counter);
      if (path === '/enroll') desk.refusedEnrolment(address);
      if (path === '/distributed/write' && error.status === 413 && (await settled(desk, request, error))) return send(response, 200, '{}');
      return refuse(request, response, error.status, error.message);
    }
    desk.count('failed');
    desk.failed(path, error);
    refuse(request, response, 500, 'the server cannot store this now; please keep it and send it again');
  } finally {
    held?.release();
  }
}

async function namesAgent(desk: AgentDesk, authorization: string | undefined): Promise<boolean> {
  const key = keyIn(authorization);
  return key !== undefined && (await inTime(desk.knowsNode(key)));
}

/** Nobody unknown shall make us build gigabytes of a body. */
async function knowsOne(desk: AgentDesk, keys: readonly string[]): Promise<boolean> {
  for (const key of keys) if (await inTime(desk.knowsNode(key))) return true;
  return false;
}

/** Of a body that is refused this much is read and thrown away, within this time: the agent listens only when it has sent all. */
const thrownAway = { bytesMax: 256 * 1024 * 1024, withinMs: 10_000 };

/**
 * An agent sends an answer to questions again and again until it is taken, and nothing else meanwhile: one that is too large would
 * silence the device for ever. True where the agent may be told that it is done with. A log is another thing: its lines are not ours
 * to drop.
 */
async function settled(desk: AgentDesk, request: IncomingMessage, { message }: BodyRefused): Promise<boolean> {
  const { authorization } = request.headers;
  try {
    if (!(await namesAgent(desk, authorization)) || !(await isThrownAway(request))) return false;
    const taken = await inTime(desk.tooLarge(authorization, message));
    if (taken) desk.count('write-too-large');
    return taken;
  } catch (error) {
    desk.failed('/distributed/write', error);
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

/**
 * A refusal goes out at once, and the connection is closed when the caller has sent the rest, which is thrown away: a connection that is
 * closed on somebody who still sends is reset, and the answer lost with it.
 */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, error: string): void {
  const text = JSON.stringify({ error });
  if (!begin(response, status, text)) return;
  response.write(text);
  void isThrownAway(request).then(() => response.end());
}

function send(response: ServerResponse, status: number, text: string): void {
  if (begin(response, status, text)) response.end(text);
}

function begin(response: ServerResponse, status: number, text: string): boolean {
  if (response.headersSent || response.destroyed) return false;
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), connection: 'close' });
  return true;
}
