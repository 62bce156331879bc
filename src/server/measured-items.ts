import type { z } from 'zod';
import { saidList, searchForm, type Words, words } from '../base/text.ts';
import type { DeviceInUse } from '../devices/index.ts';
import { administrators } from '../facts/administrators.ts';
import { backupSchedule } from '../facts/backup-schedule.ts';
import { heldCertificates } from '../facts/held-certificates.ts';
import type { Platform } from '../facts/kind.ts';
import { installedPrograms } from '../facts/listed-programs.ts';
import { listeningPorts } from '../facts/listening-ports.ts';
import { logServices } from '../facts/log-recording.ts';
import { wirelessNetworks } from '../facts/wireless-networks.ts';
import type { DeviceReport } from '../intake/read.ts';
import type { ForeignRow } from '../inventory/index.ts';
import type { Cells } from '../mechanism/field.ts';
import type { MeasuredItem } from '../mechanism/register.ts';

/** What one device said of one kind, and when. */
export interface Said<T> {
  readonly from: DeviceReport & { readonly lastObservedAt: Date };
  readonly body: T;
}

/** How a kind of fact becomes things, and whether what a device said leaves some of them unseen (null where it does not). */
export interface FactList<T> {
  readonly schema: z.ZodType<T>;
  readonly kind: string;
  /** One thing may be on several devices: it is made of what all of them said. */
  readonly acrossDevices?: true;
  things(said: readonly Said<T>[], limits: Limits): MeasuredItem[];
  /** Null where the device told all of it. */
  gap(body: T, limits: Limits): Words | null;
}

/** Company values, as they count when it is asked. */
export interface Limits {
  readonly utilities: readonly string[];
  readonly wirelessSince: string;
}

const form = (text: string): string => searchForm(text).trim();
const onDevice = (name: string): Words => words(`端末 ${name}`, `device ${name}`);
const charsMax = 200;
const cut = (text: string): string => (text.length > charsMax ? `${text.slice(0, charsMax - 1)}…` : text);

/** A thing on one device. */
function thing<T>({ from }: Said<T>, name: string, label: string, cells: Cells): MeasuredItem {
  return {
    key: `${from.deviceId} ${name}`,
    label: cut(label),
    where: onDevice(from.deviceName),
    seenAt: from.lastObservedAt,
    deviceId: from.deviceId,
    cells: { device: from.deviceId, deviceName: from.deviceName, platform: from.platform, ...cells },
  };
}

/** The same name on several devices is one thing: a network is there once, not once for each computer that joined it. */
function acrossDevices<T>(found: readonly { said: Said<T>; key: string; name: string; cells: Cells }[]): MeasuredItem[] {
  const byKey = new Map<string, (typeof found)[number][]>();
  for (const each of found) {
    const same = byKey.get(each.key);
    if (same) same.push(each);
    else byKey.set(each.key, [each]);
  }
  return [...byKey].map(([key, same]): MeasuredItem => {
    const devices = [...new Map(same.map(({ said }) => [said.from.deviceId, said.from.deviceName]))];
    const names = saidList(devices.map(([, name]) => name));
    return {
      key,
      label: cut(same[0]!.name),
      where: words(`端末 ${names.ja}`, `device ${names.en}`),
      seenAt: new Date(same.reduce((last, { said }) => Math.max(last, said.from.lastObservedAt.getTime()), 0)),
      deviceId: devices.length === 1 ? devices[0]![0] : null,
      cells: { name: cut(same[0]!.name), devices: cut(names.ja), ...same[0]!.cells },
    };
  });
}

const once = <T>(found: readonly T[], keyOf: (each: T) => string): T[] => [...new Map(found.map((each) => [keyOf(each), each])).values()];

export const deviceThing = (device: DeviceInUse): MeasuredItem => ({
  key: device.id,
  label: device.name,
  where: words(`エージェント(${device.os})`, `agent (${device.os})`),
  seenAt: device.lastSeenAt,
  deviceId: device.id,
  cells: {
    device: device.id,
    name: device.name,
    serial: device.serial,
    platform: device.platform,
    os: cut(device.os),
    hardware: cut(device.hardware),
  },
});

/** A machine that no agent runs on, as GLPI tells of it. */
export const gearThing = (machine: ForeignRow): MeasuredItem => ({
  key: `glpi ${machine.sourceKey}`,
  label: cut(machine.name),
  where: words('GLPIの構成情報', 'inventory of GLPI'),
  seenAt: machine.lastSeenAt,
  deviceId: null,
  cells: {
    gear: machine.kind,
    name: cut(machine.name),
    serial: machine.serial === '' ? null : cut(machine.serial),
    model: cut(`${machine.maker} ${machine.model}`.trim()),
    firmware: machine.firmware === '' ? null : machine.firmware.slice(0, 80),
    address: machine.addresses[0] ?? null,
  },
});

/** Windows says by its name what it is. A Linux machine in an office is a server until somebody explains that it is not. */
export const isServer = ({ platform, os }: Pick<DeviceInUse, 'platform' | 'os'>): boolean => platform === 'linux' || /server/i.test(os);

/** Windows does not tell capital letters apart in the names of accounts; the others do. */
const accountKey = (platform: Platform, user: string): string => (platform === 'windows' ? form(user) : user.normalize('NFC').trim());

export const administratorList: FactList<z.infer<typeof administrators.schema>> = {
  kind: administrators.kind,
  schema: administrators.schema,
  things: (said) =>
    said.flatMap((each) =>
      once(
        each.body.holders.filter(({ disabled, user }) => !disabled && user.trim() !== ''),
        ({ user }) => accountKey(each.from.platform, user),
      ).map(({ user, by }) => thing(each, accountKey(each.from.platform, user), user, { account: cut(user), by: cut(by.join(', ')) })),
    ),
  gap: ({ complete, unresolved }) =>
    complete && unresolved.length === 0 ? null : words('権限の一部を読み取れません', 'some of the rights cannot be read'),
};

/** Installed programs among those that need approval. Others are asked about, too; they are forbidden and no matter of a register. */
export const utilityList: FactList<z.infer<typeof installedPrograms.schema>> = {
  kind: installedPrograms.kind,
  schema: installedPrograms.schema,
  things: (said, { utilities }) =>
    said.flatMap((each) =>
      once(
        each.body.installed.filter(({ name }) => utilities.some((listed) => isNamed(each.from.platform, form(name), form(listed)))),
        ({ name }) => form(name),
      ).map(({ name, version }) => thing(each, form(name), name, { name: cut(name), version: cut(version ?? '') || null })),
    ),
  gap: ({ asked, listReadable }, { utilities }) =>
    listReadable && utilities.every((name) => asked.includes(name.trim().toLowerCase()))
      ? null
      : words('導入済みソフトの一覧がそろっていません', 'the list of installed programs is not complete'),
};

/** As the check of utilities tells names apart: a Linux package is exact, a displayed name goes on with version or edition. */
const isNamed = (platform: Platform, shown: string, listed: string): boolean =>
  platform === 'linux' ? shown === listed : shown.startsWith(listed) && (listed.length >= 7 || !/^\p{L}/u.test(shown.slice(listed.length)));

export const certificateList: FactList<z.infer<typeof heldCertificates.schema>> = {
  kind: heldCertificates.kind,
  schema: heldCertificates.schema,
  things: (said) =>
    said.flatMap((each) =>
      once(each.body.certificates, ({ name, place }) => `${form(name)} ${place}`).map(({ name, place, notAfter }) =>
        thing(each, `${form(name)} ${place}`, name, { name: cut(name), place: cut(place), notAfter: notAfter?.slice(0, 10) ?? null }),
      ),
    ),
  gap: ({ certificates, tlsListening }) =>
    certificates.length === 0 && tlsListening === true
      ? words('TLSの待受けの証明書が見つかりません', 'the certificate of what listens for TLS is not found')
      : null,
};

export const wirelessList: FactList<z.infer<typeof wirelessNetworks.schema>> = {
  kind: wirelessNetworks.kind,
  schema: wirelessNetworks.schema,
  acrossDevices: true,
  things(said, { wirelessSince }) {
    const used = said.map((each) => ({
      each,
      networks: each.body.networks.filter(({ ssid, lastUsed }) => ssid.trim() !== '' && (lastUsed === null || lastUsed >= wirelessSince)),
    }));
    const known = new Set(used.flatMap(({ networks }) => networks.map(({ ssid }) => form(ssid))));
    // Windows puts a number behind a name that it has met before: «Office 2» is Office where somebody joins Office.
    const nameOf = (platform: Platform, ssid: string): string => {
      const plain = ssid.replace(/ \d+$/, '');
      return platform === 'windows' && known.has(form(plain)) ? plain : ssid;
    };
    return acrossDevices(
      used.flatMap(({ each, networks }) =>
        networks.map(({ ssid, security }) => {
          const name = nameOf(each.from.platform, ssid);
          return { said: each, key: form(name), name, cells: { security } };
        }),
      ),
    );
  },
  gap: ({ complete, radio, networks }) =>
    complete || (radio === false && networks.length === 0)
      ? null
      : words('無線LANの記録の一部を読み取れません', 'some of the wireless networks cannot be read'),
};

/** What every office computer opens by itself; that alone makes no server of it. */
const ordinaryPorts: Readonly<Record<Platform, ReadonlySet<number>>> = {
  windows: new Set([135, 139, 445, 5040, 5357, 7680]),
  macos: new Set([3283, 5000, 7000]),
  linux: new Set(),
};

/** Devices that wait for connections from other machines: any port of a server's system, others beyond what their system opens. */
export const listeningList: FactList<z.infer<typeof listeningPorts.schema>> = {
  kind: listeningPorts.kind,
  schema: listeningPorts.schema,
  things: (said) =>
    said.flatMap((each) => {
      const ports = each.body.ports.filter(({ port }) => port === null || !ordinaryPorts[each.from.platform].has(port));
      if (ports.length === 0) return [];
      const numbers = [...new Set(ports.map(({ port }) => (port === null ? '?' : String(port))))].join(', ');
      const programs = [...new Set(ports.map(({ program }) => program).filter((program) => program !== ''))].join(', ');
      return [
        thing(each, 'listens', each.from.deviceName, { name: each.from.deviceName, ports: cut(numbers), programs: cut(programs) || null }),
      ];
    }),
  gap: () => null,
};

export const logList: FactList<z.infer<typeof logServices.schema>> = {
  kind: logServices.kind,
  schema: logServices.schema,
  things: (said) =>
    said
      .filter(({ body }) => body.running.length > 0)
      .map((each) => thing(each, 'log', each.from.deviceName, { name: each.from.deviceName, services: cut(each.body.running.join(', ')) })),
  gap: ({ running, stopped }) =>
    running.length + stopped.length > 0 ? null : words('知られたログ記録サービスが見つかりません', 'no known logging service is found'),
};

export const backupList: FactList<z.infer<typeof backupSchedule.schema>> = {
  kind: backupSchedule.kind,
  schema: backupSchedule.schema,
  things: (said) => said.flatMap((each) => once(each.body.jobs, form).map((job) => thing(each, form(job), job, { name: cut(job) }))),
  gap: ({ readable, jobs }) =>
    readable || jobs.length > 0 ? null : words('定期の処理の一覧を読めません', 'the scheduled jobs cannot be listed'),
};
