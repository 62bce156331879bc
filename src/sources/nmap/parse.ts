import { isIPv4 } from 'node:net';
import { Fault } from '../../base/fault.ts';
import { macOf } from '../../facts/neighbours.ts';
import { type Element, readXml } from '../xml.ts';

/** A machine that answered a scan. `mac` is null where it stands behind a router, which shows none. */
export interface ScannedMachine {
  readonly mac: string | null;
  readonly address: string;
  readonly name: string;
  readonly maker: string;
  /** When the scan of it ended; null where the file does not say. */
  readonly seenAt: Date | null;
}

const machinesMax = 65_536;

/**
 * The machines that were up when `nmap -oX` ran.
 *
 * @throws Fault `file-unreadable` where the file is not one of nmap's
 */
export function readNmap(bytes: Buffer): ScannedMachine[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadableFile('not UTF-8');
  }
  const root = readXml(text);
  if (root.name !== 'nmaprun') throw unreadableFile(`<${root.name.slice(0, 50)}> instead of <nmaprun>`);
  const finished = timeOf(
    root.children.find(({ name }) => name === 'runstats')?.children.find(({ name }) => name === 'finished')?.attributes.time,
  );
  const hosts = root.children.filter(({ name }) => name === 'host');
  if (hosts.length > machinesMax) throw unreadableFile(`more than ${machinesMax} hosts`);
  return hosts.flatMap((host) => machineOf(host, finished));
}

const unreadableFile = (problem: string): Fault =>
  new Fault('file-unreadable', {
    why: 'nmap',
    problem,
    ja: `nmapの結果として読めません(${problem})。`,
    en: `Not a report of nmap (${problem}).`,
  });

function machineOf(host: Element, finished: Date | null): ScannedMachine[] {
  const all = (name: string) => host.children.filter((child) => child.name === name);
  if (all('status')[0]?.attributes.state !== 'up') return [];
  const addresses = all('address').map(({ attributes }) => attributes);
  const address = addresses.find(({ addrtype, addr }) => addrtype === 'ipv4' && isIPv4(addr ?? ''))?.addr;
  if (address === undefined) return [];
  const card = addresses.find(({ addrtype }) => addrtype === 'mac');
  const name = all('hostnames')[0]?.children.find((child) => child.name === 'hostname')?.attributes.name ?? '';
  const clean = (text: string) => text.replaceAll('\u0000', '').toWellFormed().trim().slice(0, 100);
  return [
    {
      mac: macOf(card?.addr),
      address,
      name: clean(name),
      maker: clean(card?.vendor ?? ''),
      seenAt: timeOf(host.attributes.endtime) ?? finished,
    },
  ];
}

const timeOf = (seconds: string | undefined): Date | null =>
  seconds !== undefined && /^[1-9]\d{0,10}$/.test(seconds) ? new Date(Number(seconds) * 1000) : null;
