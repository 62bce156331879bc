import { createHash } from 'node:crypto';
import type { Row } from '../../src/sources/osquery/question.ts';
import { macOfHost } from './network-rows.ts';
import type { Host } from './rows.ts';

/** How many things a computer has of each list, and how many different ones a company has in all. */
const sizes: Readonly<Record<string, readonly [held: number, known: number]>> = {
  software: [500, 4_000],
  'user-software': [12, 600],
  'browser-extensions': [8, 300],
  services: [210, 500],
  'startup-items': [25, 200],
  'listening-programs': [14, 120],
  'config-files': [12, 60],
  accounts: [6, 800],
  settings: [40, 90],
  'usb-devices': [4, 900],
  interfaces: [3, 30_000],
  hardware: [9, 30_000],
  certificates: [30, 400],
  'executed-programs': [60, 2_000],
};
/** Nine in ten are what every computer of the company has. */
const commonShare = 0.9;

/** Once in so many hours something of a list changes on a computer. */
const hoursBetweenChanges = 40;

/** What a computer answers to a question about a list: its digest, and the lines only where the server knows another one. */
export function collectionRows(host: Host, collection: string, sql: string): readonly Row[] | null {
  const size = sizes[collection];
  if (!size) return null;
  const changes = Math.floor((host.drift + (host.number % hoursBetweenChanges)) / hoursBetweenChanges);
  const token = createHash('sha256').update(`${host.platform} ${collection} ${host.number} ${changes}`).digest('hex').slice(0, 32);
  const [held, known] = size;
  const head = { token, line: String(held) };
  if (sql.includes(`'${token}'`)) return [head];
  const common = Math.floor(held * commonShare);
  const step = 1 + ((host.number * 7919) % 97);
  const lines = Array.from({ length: held }, (_, at) => {
    const thing = at < common ? at : common + ((host.number * 31 + (at - common) * step) % (known - common));
    return { token: '', line: lineOf(host, collection, thing, at === 0 ? changes : 0, at < common ? 0 : at) };
  });
  return [head, ...lines];
}

function lineOf(host: Host, collection: string, thing: number, version: number, unique: number): string {
  if (collection === 'interfaces') return `eth${unique}\u001f${macOfHost(host.number + (unique > 0 ? 5_000_000 : 0))}\u001fethernet`;
  if (collection === 'software')
    return `Contoso 業務ツール ${thing} (x64)\u001f${1 + (thing % 9)}.${thing % 40}.${version}\u001fContoso Software Co., Ltd.\u001fprogram`;
  return `${collection} の項目 ${thing}\u001f${version}.${unique}\u001fC:\\Program Files\\Contoso\\${thing}\\tool.exe`;
}
