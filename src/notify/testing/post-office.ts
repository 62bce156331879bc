import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it came in over the wire. */
export interface Delivered {
  readonly to: readonly string[];
  readonly from: string;
  readonly raw: Buffer;
  readonly secure: boolean;
  readonly user: string | undefined;
}

export interface PostOfficeOptions {
  readonly server?: SMTPServerOptions;
  /** A refusal for a recipient, as `[451, 'words']`; null to take the mail. */
  readonly refuse?: (address: string) => readonly [number, string] | null;
  /** After the content has come in whole: `drop` breaks the line without an answer. */
  readonly afterData?: (address: string) => readonly [number, string] | 'drop' | null;
}

export interface PostOffice {
  readonly port: number;
  readonly delivered: Delivered[];
  /** What arrived for an address, read. */
  mailTo(address: string): Promise<ParsedMail>;
  countTo(address: string): number;
  /** The most connections that were open at once. */
  readonly connectionsMost: number;
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is given. */
export async function openPostOffice({ server: options, refuse, afterData }: PostOfficeOptions = {}): Promise<PostOffice> {
  const delivered: Delivered[] = [];
  const sockets = new Set<Socket>();
  let connectionsMost = 0;
  const error = ([responseCode, words]: readonly [number, string]) => Object.assign(new Error(words), { responseCode });
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, callback) => {
      const refusal = refuse?.(address) ?? null;
      callback(refusal === null ? null : error(refusal));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const end = afterData?.(to[0]!) ?? null;
        if (end === null || end === 'drop')
          delivered.push({ to, from, raw: Buffer.concat(chunks), secure: session.secure, user: session.user as string | undefined });
        if (end !== 'drop') return callback(end === null ? null : error(end));
        for (const socket of sockets) socket.destroy();
      });
    },
    ...options,
  });
  server.on('error', () => {}); // a client that hangs up in the middle is part of the tests
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    connectionsMost = Math.max(connectionsMost, sockets.size);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    delivered,
    get connectionsMost() {
      return connectionsMost;
    },
    mailTo: async (address) => {
      const found = delivered.find(({ to }) => to.includes(address));
      if (!found) throw new Error(`nothing arrived for ${address}`);
      return simpleParser(found.raw);
    },
    countTo: (address) => delivered.filter(({ to }) => to.includes(address)).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
