import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';

/**
 * A unit as systemd would list it. A test derives `active` from something real (a process that it started, a file), so
 * that what turns the verdict is not a word alone.
 */
export interface Unit {
  /** `chrony.service` */
  readonly id: string;
  readonly active: boolean | (() => boolean);
  /** Default `loaded`. */
  readonly load?: string;
  /** `enabled` (default), `disabled`, `static`, `masked` … */
  readonly fileState?: string;
  readonly fragmentPath?: string;
}

export interface UnitBus {
  /** For DBUS_SYSTEM_BUS_ADDRESS. */
  readonly address: string;
  /** What the next question sees. `null`: as on a machine without systemd, nobody answers for it. */
  set(units: readonly Unit[] | null): void;
  close(): Promise<void>;
}

/**
 * systemd on a message bus of its own, for machines without either: just enough of the D-Bus wire (D-Bus specification,
 * version 1, little endian) to answer what the agent's table systemd_units asks. The agent's own code reads it.
 */
export async function openUnitBus(path: string): Promise<UnitBus> {
  let units: readonly Unit[] | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    converse(socket, () => units);
  });
  rmSync(path, { force: true });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    address: `unix:path=${path}`,
    set(next) {
      units = next;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** First lines of text (authentication), then messages. */
function converse(socket: Socket, units: () => readonly Unit[] | null): void {
  let held = Buffer.alloc(0);
  let isOpen = false;
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    for (let end = held.indexOf('\r\n'); !isOpen && end >= 0; end = held.indexOf('\r\n')) {
      const line = held.subarray(0, end).toString('latin1');
      held = held.subarray(end + 2);
      if (line === 'BEGIN') isOpen = true;
      else socket.write(line.includes('AUTH') ? `OK ${'0'.repeat(32)}\r\n` : 'ERROR\r\n');
    }
    while (isOpen && held.length >= 16) {
      const bodyAt = 16 + padded(held.readUInt32LE(12), 8);
      const length = bodyAt + held.readUInt32LE(4);
      if (held.length < length) return;
      const call = readCall(held.subarray(0, length), bodyAt);
      held = held.subarray(length);
      if (call.type === messageTypes.call) socket.write(answer(call, units()));
    }
  });
}

const messageTypes = { call: 1, reply: 2, error: 3 } as const;
const fieldCodes = { path: 1, member: 3, errorName: 4, replySerial: 5, destination: 6, sender: 7, signature: 8 } as const;
const padded = (length: number, to: number): number => Math.ceil(length / to) * to;

interface Call {
  readonly type: number;
  readonly serial: number;
  readonly path: string;
  readonly member: string;
  /** The texts of the body, as far as it begins with texts. */
  readonly texts: readonly string[];
}

function readCall(message: Buffer, bodyAt: number): Call {
  const fields = new Map<number, string>();
  const textAt = (at: number) => message.subarray(at + 4, at + 4 + message.readUInt32LE(at)).toString('utf8');
  for (let at = 16; at < 16 + message.readUInt32LE(12); ) {
    at = padded(at, 8);
    const code = message[at]!;
    const type = String.fromCharCode(message[at + 2]!);
    at += 4;
    if (type === 'g') {
      fields.set(code, message.subarray(at + 1, at + 1 + message[at]!).toString('latin1'));
      at += message[at]! + 2;
    } else if (type === 's' || type === 'o') {
      fields.set(code, textAt(at));
      at += 4 + message.readUInt32LE(at) + 1;
    } else at += 4;
  }
  const texts: string[] = [];
  let at = bodyAt;
  for (const type of fields.get(fieldCodes.signature) ?? '') {
    if (type !== 's') break;
    at = padded(at, 4);
    texts.push(textAt(at));
    at += 4 + message.readUInt32LE(at) + 1;
  }
  const text = (code: number) => fields.get(code) ?? '';
  return { type: message[1]!, serial: message.readUInt32LE(8), path: text(fieldCodes.path), member: text(fieldCodes.member), texts };
}

const pathOf = (unit: Unit): string =>
  `/org/freedesktop/systemd1/unit/${[...unit.id].map((char) => (/[A-Za-z0-9]/.test(char) ? char : `_${char.charCodeAt(0).toString(16)}`)).join('')}`;

function answer(call: Call, units: readonly Unit[] | null): Buffer {
  if (call.member === 'Hello') return message(messageTypes.reply, call, 's', new Wire().text(':1.1'));
  if (units === null)
    return message(messageTypes.error, call, 's', new Wire().text('nobody answers'), 'org.freedesktop.DBus.Error.ServiceUnknown');
  if (call.member === 'ListUnits') return message(messageTypes.reply, call, 'a(ssssssouso)', listed(units));
  const unit = units.find((each) => pathOf(each) === call.path);
  const property = call.texts[1] ?? '';
  const value = { UnitFileState: unit?.fileState ?? 'enabled', FragmentPath: unit?.fragmentPath ?? `/lib/systemd/system/${unit?.id}` };
  return message(
    messageTypes.reply,
    call,
    'v',
    new Wire().signature('s').text(Object.hasOwn(value, property) ? value[property as keyof typeof value] : ''),
  );
}

function listed(units: readonly Unit[]): Wire {
  const rows = new Wire();
  for (const unit of units) {
    const isActive = typeof unit.active === 'function' ? unit.active() : unit.active;
    const states = [unit.load ?? 'loaded', isActive ? 'active' : 'inactive', isActive ? 'running' : 'dead'];
    rows.align(8);
    for (const text of [unit.id, unit.id, ...states, '', pathOf(unit)]) rows.text(text);
    rows.number(0).text('').text('/');
  }
  // The length of an array does not count the gap before its first member.
  return new Wire().number(rows.length).align(8).bytes(rows.from(0));
}

function message(type: number, call: Call, signature: string, body: Wire, errorName?: string): Buffer {
  const fields = new Wire();
  const field = (code: number, kind: string) => fields.align(8).byte(code).signature(kind);
  field(fieldCodes.replySerial, 'u').number(call.serial);
  field(fieldCodes.destination, 's').text(':1.1');
  field(fieldCodes.sender, 's').text(call.member === 'Hello' ? 'org.freedesktop.DBus' : 'org.freedesktop.systemd1');
  if (errorName !== undefined) field(fieldCodes.errorName, 's').text(errorName);
  field(fieldCodes.signature, 'g').signature(signature);
  const head = new Wire()
    .byte('l'.charCodeAt(0))
    .byte(type)
    .byte(1)
    .byte(1)
    .number(body.length)
    .number(call.serial + 1);
  return head.number(fields.length).bytes(fields.from(0)).align(8).bytes(body.from(0)).from(0);
}

/** Values one after another, each aligned as the wire wants it. */
class Wire {
  readonly #bytes: number[] = [];
  get length(): number {
    return this.#bytes.length;
  }
  from(at: number): Buffer {
    return Buffer.from(this.#bytes.slice(at));
  }
  align(to: number): this {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0);
    return this;
  }
  byte(value: number): this {
    this.#bytes.push(value);
    return this;
  }
  bytes(value: Buffer): this {
    for (const each of value) this.#bytes.push(each);
    return this;
  }
  number(value: number): this {
    this.align(4);
    for (let shift = 0; shift < 32; shift += 8) this.#bytes.push((value >>> shift) & 0xff);
    return this;
  }
  text(value: string): this {
    const encoded = Buffer.from(value, 'utf8');
    return this.number(encoded.length).bytes(encoded).byte(0);
  }
  signature(value: string): this {
    return this.byte(value.length).bytes(Buffer.from(value, 'latin1')).byte(0);
  }
}
