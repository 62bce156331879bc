import { searchForm, words } from '../base/text.ts';
import { emailKey, type Read, readEmail, readText } from './cells.ts';
import type { Mapping } from './fields.ts';
import { Differences, type MappedRow, type Plan, PlanProblems, tellTwice } from './plan.ts';
import { numberKey, type StoredPerson } from './plan-people.ts';
import type { DeviceRecord } from './shape.ts';

export interface DevicesState {
  readonly devices: readonly (DeviceRecord & { readonly id: string })[];
  readonly people: readonly StoredPerson[];
}

/** Vendors write these where nobody burnt a serial number in; they name thousands of devices. */
const noSerials = new Set([
  '',
  '-',
  '0',
  'none',
  'n/a',
  'na',
  'unknown',
  'default string',
  'system serial number',
  'to be filled by o.e.m.',
  'なし',
  '不明',
]);

/** By which two lists speak of the same device: the serial number, or the name where there is none. */
export function deviceKey(device: Pick<DeviceRecord, 'serial' | 'host'>): string {
  return device.serial === '' ? `h:${searchForm(device.host).trim()}` : `s:${searchForm(device.serial).replace(/\s/g, '')}`;
}

/** What a list of devices and their users would change. */
export function planDevices(
  rows: readonly MappedRow[],
  mapping: Mapping,
  state: DevicesState,
  fullList: boolean,
  problems = new PlanProblems(mapping),
): Plan<DeviceRecord> {
  const known = new Map(state.devices.map((device) => [deviceKey(device), device]));
  const owners = new Owners(state.people);
  const differences = new Differences<DeviceRecord>();
  const keys: { row: number; key: string; shown: string }[] = [];
  for (const row of rows) {
    const take = (key: string, read: (cell: string) => Read<string>): string | undefined => {
      const cell = row.cell(key);
      if (cell === undefined) return undefined;
      const result = read(cell);
      if (result.ok) return result.value;
      problems.add(row.number, key, result.says);
      return undefined;
    };
    const line = (cell: string) => readText(cell, 100);
    const typed = take('serial', line) ?? '';
    const serial = noSerials.has(searchForm(typed)) ? '' : typed;
    const host = take('host', line) ?? '';
    if (serial === '' && host === '') {
      if (!problems.has(row.number))
        problems.add(row.number, null, words('シリアル番号もコンピュータ名もありません。', 'Neither serial number nor name.'));
      continue;
    }
    const key = deviceKey({ serial, host });
    keys.push({ row: row.number, key, shown: serial || host });
    const stored = known.get(key);
    const before = stored ? { serial: stored.serial, host: stored.host, asset: stored.asset, owner: stored.owner } : null;
    const owner = owners.find(take('owner', line), take('ownerEmail', readEmail), take('ownerName', line));
    if (typeof owner === 'object') problems.add(row.number, owner.field, owner.says);
    const after: DeviceRecord = {
      serial: serial || (before?.serial ?? ''),
      host: host || (before?.host ?? ''),
      asset: take('asset', line) ?? before?.asset ?? '',
      owner: typeof owner === 'string' ? owner : (before?.owner ?? ''),
    };
    if (!problems.has(row.number)) differences.put(row.number, stored && before ? { id: stored.id, record: before } : null, after);
  }
  tellTwice(keys, mapping.serial === undefined ? 'host' : 'serial', problems);
  const present = new Set(keys.map(({ key }) => key));
  const missing = fullList
    ? state.devices
        .filter((device) => !present.has(deviceKey(device)))
        .map(({ id, ...before }) => ({ id, row: null, before, after: null, fields: [] }))
    : [];
  const { added, changed, unchanged } = differences;
  return { kind: 'devices', added, changed, missing, unchanged, newDepartments: [], ...problems.told() };
}

/** Finds the person behind a number, an address or a name, in this order. A name alone must belong to one person. */
class Owners {
  readonly #byNumber = new Map<string, string>();
  readonly #byEmail = new Map<string, string[]>();
  readonly #byName = new Map<string, string[]>();
  constructor(people: readonly StoredPerson[]) {
    for (const person of people) {
      this.#byNumber.set(numberKey(person.number), person.number);
      if (person.state !== 'active') continue;
      const email = emailKey(person.email);
      if (email !== '') this.#byEmail.set(email, [...(this.#byEmail.get(email) ?? []), person.number]);
      const name = nameKey(person.name);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), person.number]);
    }
  }
  /** A number, '' for nobody, undefined where the file does not say, or why nobody was found. */
  find(
    number: string | undefined,
    email: string | undefined,
    name: string | undefined,
  ): string | undefined | { field: string; says: ReturnType<typeof words> } {
    if (number) {
      const found = this.#byNumber.get(numberKey(number));
      return found ?? { field: 'owner', says: words(`社員番号「${number}」の人はいません。`, `Nobody has the number “${number}”.`) };
    }
    for (const [field, typed, found] of [
      ['ownerEmail', email, email ? this.#byEmail.get(emailKey(email)) : undefined],
      ['ownerName', name, name ? this.#byName.get(nameKey(name)) : undefined],
    ] as const) {
      if (!typed) continue;
      if (found?.length === 1) return found[0]!;
      if (found === undefined) return { field, says: words(`「${typed}」という在籍者はいません。`, `Nobody in service is “${typed}”.`) };
      return {
        field,
        says: words(
          `「${typed}」にあたる人が${found.length}人います。社員番号で指定してください。`,
          `“${typed}” are ${found.length} people. Use their number.`,
        ),
      };
    }
    return number === undefined && email === undefined && name === undefined ? undefined : '';
  }
}

const nameKey = (name: string): string => searchForm(name).replace(/\s/g, '');
