import { connect, createSecureContext, type PeerCertificate, type SecureContext, type TLSSocket } from 'node:tls';

/** What came back. `body` is null where it was empty or no JSON object: an agent would take an empty one for "stored". */
export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly bytes: number;
  /** From the first packet of the connection to the last byte of the answer. */
  readonly ms: number;
}

export interface Call {
  readonly path: string;
  readonly body: string | Buffer;
  readonly nodeKey?: string;
  readonly gzip?: boolean;
  /** The loopback address that the call comes from: agents do not share one address. */
  readonly from?: string;
}

const notSpeltOut = ((): Partial<PeerCertificate> => ({})) as TLSSocket['getPeerCertificate'];

/** The agent gives up after this long. */
export const agentTimeoutMs = 16_000;

/**
 * Calls an agent server as the agent does: a new TCP connection and a new, full TLS handshake for each request, with the
 * certificate checked. Counts the handshakes and how many of them resumed an earlier session, which must stay 0.
 */
export class Wire {
  readonly port: number;
  readonly #context: SecureContext;
  handshakes = 0;
  resumed = 0;

  constructor(port: number, authority: string) {
    this.port = port;
    this.#context = createSecureContext({ ca: authority, minVersion: 'TLSv1.2' });
  }

  /** Rejects where no whole answer came; then nothing is known of what the server stored. */
  post(call: Call): Promise<Reply> {
    return this.send(Buffer.concat([Buffer.from(headOf(call)), Buffer.from(call.body)]), call.from);
  }

  /** The same with bytes of the caller's own making. */
  send(request: Buffer, from?: string): Promise<Reply> {
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const socket: TLSSocket = connect({
        host: '127.0.0.1',
        port: this.port,
        servername: 'localhost',
        secureContext: this.#context,
        ...(from === undefined ? {} : { localAddress: from }),
        checkServerIdentity: () =>
          socket.getPeerX509Certificate()?.checkHost('localhost') ? undefined : new Error('the certificate is for another host'),
      });
      // Its chain was checked by then. To spell every certificate out as an object, as is usual, takes a sixth of the simulation's time.
      socket.getPeerCertificate = notSpeltOut;
      const chunks: Buffer[] = [];
      let settled = false;
      const timer = setTimeout(() => end(new Error('timeout')), agentTimeoutMs);
      const end = (result: Reply | Error) => {
        if (settled) return;
        settled = true;
        clearTimeout(timer);
        if (result instanceof Error) {
          socket.destroy();
          reject(result);
        } else {
          socket.end();
          resolve(result);
        }
      };
      socket.once('secureConnect', () => {
        this.handshakes += 1;
        if (socket.isSessionReused()) this.resumed += 1;
        socket.write(request);
      });
      socket.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        const reply = parse(Buffer.concat(chunks), performance.now() - startedAt);
        if (reply) end(reply);
      });
      socket.on('error', (error) => end(error));
      socket.on('close', () => end(new Error('closed without a whole answer')));
    });
  }
}

function headOf({ path, body, nodeKey, gzip }: Call): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'User-Agent: osquery/5.23.1',
    'Content-Type: application/json',
    'Accept: application/json',
    'Connection: close',
    ...(nodeKey === undefined ? [] : [`Authorization: NodeKey ${nodeKey}`]),
    ...(gzip ? ['Content-Encoding: gzip'] : []),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '\r\n',
  ].join('\r\n');
}

/** A whole answer, or null while bytes are missing. Without a length there is none, and then the body is told as empty. */
export function parse(bytes: Buffer, ms: number): Reply | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const head = bytes.subarray(0, headEnd).toString('latin1');
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < headEnd + 4 + length) return null;
  const text = bytes.subarray(headEnd + 4, headEnd + 4 + length).toString('utf8');
  return { status: Number(head.split(' ')[1]), body: objectOf(text), bytes: length, ms };
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
