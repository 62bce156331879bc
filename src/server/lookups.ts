import type { Choice } from '../api/choices.routes.ts';
import type { Pool } from '../db/pool.ts';
import { deviceNames, devicesById, devicesInUse, devicesNamed, devicesOfGroup, devicesToChoose } from '../devices/index.ts';
import { devicesMax } from '../mechanism/named.ts';
import {
  activePeople,
  devicesOfPeople,
  everybody,
  listDevices as listOwnedDevices,
  listStaff,
  ownersOfDevices,
  partyNames,
  peopleNamed,
  readers,
} from '../staff/index.ts';

const choicesMax = 20;
const ownDevicesMax = 50;

export interface Named {
  readonly label: string;
  readonly gone: boolean;
}

/** People and devices as cells name them: names by id, ids by what people type, a few to choose from. */
export class Lookups {
  readonly #pool: Pool;
  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async named(type: 'person' | 'device', ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    if (type === 'person')
      return new Map([...(await partyNames(this.#pool, wanted))].map(([id, { name, active }]) => [id, { label: name, gone: !active }]));
    return new Map([...(await deviceNames(this.#pool, wanted))].map(([id, { name, retired }]) => [id, { label: name, gone: retired }]));
  }

  find(type: 'person' | 'device', texts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const wanted = [...new Set(texts)];
    return type === 'person' ? peopleNamed(this.#pool, wanted) : devicesNamed(this.#pool, wanted);
  }

  /** All who can be named, for the drop-downs of a spreadsheet. */
  async everyone(
    type: 'person' | 'device',
  ): Promise<readonly { readonly id: string; readonly label: string; readonly detail: string; readonly gone: boolean }[]> {
    if (type === 'person')
      return (await everybody(this.#pool)).map(({ id, number, name, active }) => ({ id, label: name, detail: number, gone: !active }));
    return (await devicesInUse(this.#pool)).map(({ id, name, serial }) => ({ id, label: name, detail: serial ?? '', gone: false }));
  }

  /** `whole`: for readers of the staff register. Others find people by name and department, and are told no number. */
  async people(q: string, whole: boolean): Promise<readonly Choice[]> {
    const page = { sort: 'name', order: 'asc', offset: 0, limit: choicesMax } as const;
    const { people } = await listStaff(this.#pool, { q, plain: !whole, state: 'active', ...page });
    return people.map(({ id, name, number, department, title }) => ({
      id,
      label: name,
      detail: [department, title, ...(whole ? [number] : [])].filter((part) => part !== '').join(' · '),
    }));
  }

  /** By name, system, serial number, and by whose they are; `whole` as for people. */
  async devices(q: string, whole: boolean, most: number): Promise<readonly Choice[]> {
    const owners = q.trim() === '' ? [] : await this.people(q, whole);
    const owned = await devicesOfPeople(
      this.#pool,
      owners.map(({ id }) => id),
    );
    return this.#withOwners(await devicesToChoose(this.#pool, q, most, [...owned.keys()]));
  }

  /** The devices of a group, one more than a field can name: then they are too many. */
  async devicesOfGroup(group: string): Promise<readonly Choice[]> {
    const ids = await devicesOfGroup(this.#pool, group, devicesMax + 1);
    return this.#withOwners(await devicesById(this.#pool, ids));
  }

  async #withOwners(devices: readonly Choice[]): Promise<readonly Choice[]> {
    const owners = await ownersOfDevices(
      this.#pool,
      devices.map(({ id }) => id),
    );
    return devices.map(({ detail, ...device }) => ({
      ...device,
      detail: [owners.get(device.id), detail].filter((part) => part !== undefined && part !== '').join(' · '),
    }));
  }

  /** Who somebody is on the staff list; null for an account that stands there as nobody. */
  async personOf(accountId: string): Promise<string | null> {
    return (await activePeople(this.#pool)).find((person) => person.accountId === accountId)?.id ?? null;
  }

  /** Who accounts are on the staff list, by account. */
  async peopleOf(accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map(
      (await activePeople(this.#pool)).flatMap(({ id, accountId }) =>
        accountId !== null && accounts.includes(accountId) ? [[accountId, id] as const] : [],
      ),
    );
  }

  /** The accounts of people, by person. */
  async accountsOf(persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map(
      (await readers(this.#pool)).flatMap(({ id, accountId }) =>
        accountId !== null && persons.includes(id) ? [[id, accountId] as const] : [],
      ),
    );
  }

  /** The devices that the staff list gives to whom an account belongs. */
  async devicesOf(accountId: string): Promise<{ id: string | null; name: string }[]> {
    const person = await this.personOf(accountId);
    if (person === null) return [];
    const { devices } = await listOwnedDevices(this.#pool, { person, offset: 0, limit: ownDevicesMax });
    return devices.map(({ deviceId, host, asset, serial }) => ({ id: deviceId, name: host || asset || serial }));
  }
}
