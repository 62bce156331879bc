import { saidList, type Words, words } from '../base/text.ts';
import { mapInTurns } from '../base/turns.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { devicesInUse } from '../devices/index.ts';
import type { MeasuredList, RegistersPorts } from '../engine/registers/ports.ts';
import { type DeviceReport, reportsInPages } from '../intake/read.ts';
import { foreignOfKinds } from '../inventory/index.ts';
import type { Param, ParamValue } from '../mechanism/param.ts';
import type { MeasuredItem, MeasuredListId } from '../mechanism/register.ts';
import { wifiLookbackDays } from '../practices/endpoint/params.ts';
import { settingsSilenceMinutes } from '../practices/inventory/params.ts';
import { unapprovedUtilities } from '../practices/software/params.ts';
import {
  administratorList,
  backupList,
  certificateList,
  deviceThing,
  type FactList,
  gearThing,
  isServer,
  type Limits,
  listeningList,
  logList,
  type Said,
  utilityList,
  wirelessList,
} from './measured-items.ts';

export interface MeasuredListDeps {
  readonly pool: Pool;
  value(param: Param, at: Date): ParamValue;
}

/**
 * The lists that registers are held against, from what the devices say now. What a thing tells (`cells`), by list; `device` is the
 * id of a device, `deviceName` its name, `platform` windows, macos or linux:
 *
 * | list | one thing is | cells |
 * |---|---|---|
 * | devices | a device in use | device, name, serial, platform, os, hardware |
 * | configuration | a server in use; a machine of GLPI without an agent | as above; gear (network, printer, storage), name, serial, model, firmware, address |
 * | administrators | an account with administrator rights on a device | account, by (how it holds them), device, deviceName, platform |
 * | utilities | a program that needs approval, on a device | name (with its version on Windows and macOS), version, device, deviceName, platform |
 * | certificates | a certificate on a device | name, place, notAfter (date), device, deviceName, platform |
 * | wireless-networks | a network, whoever joined it | name, security (open, wep, wpa, wpa2), devices |
 * | listening-servers | a device that waits for connections from others | name, ports (`22, 443`), programs, device, deviceName, platform |
 * | log-sources | a device whose log is written | name, services, device, deviceName, platform |
 * | backup-jobs | a scheduled backup on a device | name, device, deviceName, platform |
 *
 * A list is complete where every device in use told all of it within the time that a report counts. What a silent device said last
 * stays in the list.
 */
export function measuredListReader({ pool, value }: MeasuredListDeps): RegistersPorts['measured'] {
  return async (list, at) => {
    if (list === 'devices' || list === 'configuration') return deviceList(pool, list);
    const limits: Limits = {
      utilities: value(unapprovedUtilities, at) as readonly string[],
      wirelessSince: new Date(at.getTime() - (value(wifiLookbackDays, at) as number) * dayMs).toISOString().slice(0, 10),
    };
    return factList(pool, factLists[list], limits, { at, silentMs: (value(settingsSilenceMinutes, at) as number) * 60_000 });
  };
}

const dayMs = 86_400_000;

// biome-ignore lint/suspicious/noExplicitAny: each list is typed by its kind where it is defined
const factLists: Readonly<Record<Exclude<MeasuredListId, 'devices' | 'configuration'>, FactList<any>>> = {
  administrators: administratorList,
  utilities: utilityList,
  certificates: certificateList,
  'wireless-networks': wirelessList,
  'listening-servers': listeningList,
  'log-sources': logList,
  'backup-jobs': backupList,
};

const noDevice = words('エージェントを入れた端末がまだありません。', 'No device has an agent yet.');

/** Who has an agent is known for certain; who has none is what the register is held against. */
async function deviceList(pool: Pool, list: 'devices' | 'configuration'): Promise<MeasuredList> {
  const all = await devicesInUse(pool);
  const gear =
    list === 'devices' ? [] : (await foreignOfKinds(pool, ['network', 'printer', 'storage'])).filter(({ source }) => source === 'glpi');
  const items = [...all.filter((device) => list === 'devices' || isServer(device)).map(deviceThing), ...gear.map(gearThing)];
  if (all.length === 0) return { items, complete: false, because: noDevice };
  return {
    items,
    complete: true,
    because: words(`エージェントを入れた端末${all.length}台から作りました。`, `Made of the ${all.length} devices that have an agent.`),
  };
}

async function factList<T>(
  pool: Pool,
  list: FactList<T>,
  limits: Limits,
  { at, silentMs }: { at: Date; silentMs: number },
): Promise<MeasuredList> {
  const silentBefore = at.getTime() - silentMs;
  const read = await inTransaction(pool, async (tx) => {
    const all: ReturnType<typeof readReport<T>>[] = [];
    for await (const reports of reportsInPages(tx, list.kind))
      for (const report of reports) all.push(readReport(report, list, limits, silentBefore));
    return all;
  });
  const counts = new Map<string, number>();
  const items = (await thingsOf(list, read, limits)).filter(({ deviceId }) => {
    if (deviceId === null) return true;
    counts.set(deviceId, (counts.get(deviceId) ?? 0) + 1);
    return counts.get(deviceId)! <= thingsOfOneMax;
  });
  const isFlood = (said: Said<T> | null) => said !== null && (counts.get(said.from.deviceId) ?? 0) > thingsOfOneMax;
  const gaps = read.flatMap(({ name, said, gap }) => {
    const why = gap ?? (isFlood(said) ? tooMuch : null);
    return why === null ? [] : [{ name, gap: why }];
  });
  if (read.length === 0) return { items, complete: false, because: noDevice };
  if (gaps.length === 0)
    return {
      items,
      complete: true,
      because: words(`端末${read.length}台すべてが報告しています。`, `All ${read.length} devices have reported.`),
    };
  const ja = saidList(gaps.map(({ name, gap }) => `${name}(${gap.ja})`)).ja;
  const en = saidList(gaps.map(({ name, gap }) => `${name} (${gap.en})`)).en;
  return {
    items,
    complete: false,
    because: words(
      `端末${read.length}台のうち${gaps.length}台の報告がそろっていません:${ja}`,
      `The reports of ${gaps.length} of ${read.length} devices are not complete: ${en}`,
    ),
  };
}

/** What devices said, as things. A list of things across devices is made at once, the others device by device, with turns for others. */
async function thingsOf<T>(list: FactList<T>, read: readonly { said: Said<T> | null }[], limits: Limits): Promise<MeasuredItem[]> {
  const said = read.flatMap((each) => each.said ?? []);
  if (list.acrossDevices) return list.things(said, limits);
  return (await mapInTurns(said, (each) => list.things([each], limits))).flat();
}

const never = words('報告なし', 'no report');
const unreadableWords = words('読み取れず', 'not readable');
const silent = words('応答なし', 'silent');
/** What one device tells of a list beyond so many things is left out: it must not fill the register's differences and the ledger alone. */
const thingsOfOneMax = 1_000;
const tooMuch = words('報告が多すぎます', 'it reports too much');

function readReport<T>(report: DeviceReport, list: FactList<T>, limits: Limits, silentBefore: number) {
  const name = report.deviceName;
  const { lastObservedAt } = report;
  if (lastObservedAt === null) return { name, said: null, gap: never };
  const body = report.body === null ? null : list.schema.safeParse(report.body);
  // A fact of an older shape is not understood any more; it is asked for anew within the hour.
  if (body === null || !body.success) return { name, said: null, gap: unreadableWords as Words };
  const said = { from: { ...report, lastObservedAt }, body: body.data };
  return { name, said, gap: lastObservedAt.getTime() < silentBefore ? silent : list.gap(body.data, limits) };
}
