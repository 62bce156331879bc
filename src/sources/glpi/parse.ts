import { z } from 'zod';
import { Fault } from '../../base/fault.ts';
import { macOf } from '../../facts/neighbours.ts';

/** A machine as GLPI's format tells it. Texts are empty where it does not say. */
export interface GlpiMachine {
  readonly sourceKey: string;
  readonly kind: 'computer' | 'network' | 'printer' | 'phone' | 'storage' | 'other';
  readonly name: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  readonly macs: readonly string[];
  readonly addresses: readonly string[];
  readonly details: Readonly<Record<string, string>>;
  /** It says only what differs from before. */
  readonly partial: boolean;
}

export const glpiLimits = { machinesMax: 2_000, portsMax: 5_000, textCharsMax: 300, addressesMax: 100 } as const;

/** Some versions write numbers where the format says text; no other type passes. */
const text = z
  .union([z.string().max(20_000), z.number()])
  .transform((said) => String(said).replaceAll('\u0000', '').toWellFormed().trim().slice(0, glpiLimits.textCharsMax))
  .optional();
const texts = z.array(z.string().max(200)).max(glpiLimits.portsMax).optional();

const content = z.object({
  network_device: z
    .object({
      type: text,
      name: text,
      manufacturer: text,
      model: text,
      serial: text,
      firmware: text,
      mac: text,
      ips: texts,
      location: text,
    })
    .optional(),
  hardware: z.object({ name: text, uuid: text, chassis_type: text }).optional(),
  bios: z.object({ smanufacturer: text, smodel: text, ssn: text, bversion: text }).optional(),
  operatingsystem: z.object({ full_name: text, version: text }).optional(),
  firmwares: z
    .array(z.object({ name: text, type: text, version: text, date: text, manufacturer: text }))
    .max(500)
    .optional(),
  network_ports: z
    .array(z.object({ mac: text, ips: texts, ip: text }))
    .max(glpiLimits.portsMax)
    .optional(),
  networks: z
    .array(z.object({ mac: text, ipaddress: text, virtualdev: z.boolean().optional() }))
    .max(glpiLimits.portsMax)
    .optional(),
});
const machine = z.object({
  deviceid: z.string().min(1).max(300),
  itemtype: text,
  action: text,
  partial: z.boolean().optional(),
  content,
});
type Told = z.infer<typeof machine>;

const kinds: Readonly<Record<string, GlpiMachine['kind']>> = {
  computer: 'computer',
  networkequipment: 'network',
  networking: 'network',
  printer: 'printer',
  phone: 'phone',
  storage: 'storage',
};

/**
 * A file with one inventory or a list of them.
 *
 * @throws Fault `file-unreadable` with what is wrong and where: it is no JSON, or a field is of another type
 */
export function readGlpi(bytes: Buffer): GlpiMachine[] {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw unreadableFile('no JSON in UTF-8');
  }
  const parsed = z.union([machine.transform((one) => [one]), z.array(machine).min(1).max(glpiLimits.machinesMax)]).safeParse(json);
  if (parsed.success) return parsed.data.map(machineOf);
  // Told by the form that the file has, so that the path is one that a person finds in it.
  const issues = (Array.isArray(json) ? z.array(machine).max(glpiLimits.machinesMax) : machine).safeParse(json).error?.issues ?? [];
  const told = issues.slice(0, 5).map((issue) => `${issue.path.join('.') || '(file)'}: ${issue.message}`);
  throw unreadableFile(told.join('; ') || 'not an inventory of GLPI');
}

const unreadableFile = (problem: string): Fault =>
  new Fault('file-unreadable', {
    why: 'glpi',
    problem,
    ja: `GLPIの構成情報として読めません(${problem})。`,
    en: `Not an inventory of GLPI (${problem}).`,
  });

function machineOf({ deviceid, itemtype, partial, content: said }: Told): GlpiMachine {
  const { network_device: device, hardware, bios } = said;
  const ports = said.network_ports ?? [];
  const cards = (said.networks ?? []).filter(({ virtualdev }) => virtualdev !== true);
  const macs = once([device?.mac, ...ports.map(({ mac }) => mac), ...cards.map(({ mac }) => mac)].map((mac) => macOf(mac)));
  const addresses = once([
    ...(device?.ips ?? []),
    ...ports.flatMap(({ ips, ip }) => [...(ips ?? []), ip]),
    ...cards.map(({ ipaddress }) => ipaddress),
  ]).map((address) => address.slice(0, 45));
  const serial = device?.serial || bios?.ssn || '';
  const kind = kinds[(itemtype || device?.type || (hardware || bios ? 'computer' : '')).toLowerCase()] ?? 'other';
  const firmware = device?.firmware || (said.firmwares ?? []).find(({ version }) => version)?.version || bios?.bversion || '';
  const details = {
    location: device?.location,
    os: said.operatingsystem?.full_name || said.operatingsystem?.version,
    uuid: hardware?.uuid,
  };
  return {
    sourceKey: serial !== '' ? `serial:${serial.toLowerCase()}` : macs[0] !== undefined ? `mac:${macs[0]}` : `id:${deviceid}`,
    kind,
    name: device?.name || hardware?.name || (partial === true ? '' : deviceid),
    maker: device?.manufacturer || bios?.smanufacturer || '',
    model: device?.model || bios?.smodel || '',
    serial,
    firmware,
    macs,
    addresses,
    details: Object.fromEntries(Object.entries(details).filter((entry): entry is [string, string] => Boolean(entry[1]))),
    partial: partial === true,
  };
}

const once = (all: readonly (string | null | undefined)[]): string[] =>
  [...new Set(all.filter((each): each is string => Boolean(each)))].slice(0, glpiLimits.addressesMax);
