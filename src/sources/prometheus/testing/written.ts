/** Bytes as Prometheus sends them, for tests: its own encoder is in Go. Literals only, which every decoder of Snappy must take. */
export interface SeriesToWrite {
  readonly labels: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  readonly samples: readonly { readonly value: number; readonly at: number }[];
}

const varint = (value: bigint): Buffer => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
};
const tagged = (field: number, bytes: Buffer): Buffer =>
  Buffer.concat([varint(BigInt(field * 8 + 2)), varint(BigInt(bytes.length)), bytes]);

export function writeRequest(series: readonly SeriesToWrite[]): Buffer {
  return Buffer.concat(
    series.map(({ labels, samples }) => {
      const pairs = Array.isArray(labels) ? labels : Object.entries(labels);
      const told = pairs.map(([name, value]) => tagged(1, Buffer.concat([tagged(1, Buffer.from(name)), tagged(2, Buffer.from(value))])));
      const values = samples.map(({ value, at }) => {
        const double = Buffer.alloc(8);
        double.writeDoubleLE(value);
        return tagged(2, Buffer.concat([Buffer.from([9]), double, Buffer.from([16]), varint(BigInt(at))]));
      });
      return tagged(1, Buffer.concat([...told, ...values]));
    }),
  );
}

export function snap(bytes: Buffer): Buffer {
  const parts = [varint(BigInt(bytes.length))];
  for (let at = 0; at < bytes.length; at += 60) {
    const piece = bytes.subarray(at, at + 60);
    parts.push(Buffer.from([(piece.length - 1) << 2]), piece);
  }
  return Buffer.concat(parts);
}
