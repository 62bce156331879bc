import { type Words, words } from '../base/text.ts';
import { addDays, localDateOf, startOfDay } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import type { Registers } from '../engine/registers/index.ts';
import { administrators } from '../facts/administrators.ts';
import { currentReports } from '../intake/read.ts';
import type { Param, ParamValue } from '../mechanism/param.ts';
import { accessRegister } from '../practices/information/access.register.ts';
import { sharedAccountWords } from '../practices/privileged-access/params.ts';
import { privilegesRegister } from '../practices/privileged-access/privileges.register.ts';
import { accountListMaxDays } from '../practices/reviews/params.ts';
import { allowedSoftwareRegister } from '../practices/software/allowed.register.ts';
import { foldedName } from '../practices/software/name-pattern.ts';
import { systemsRegister } from '../practices/systems/systems.register.ts';
import {
  type Candidate,
  type Collected,
  candidatesOf,
  type Flag,
  fold,
  type Inputs,
  type Listed,
  type ListTaken,
  type ListVariant,
  listLines,
  type MeasuredAccount,
  namesOfList,
  newestLists,
  type Proof,
  type StaffPerson,
  stateOf,
  type Taken,
  type Variant,
  type Written,
} from '../reviews/index.ts';
import { reviewNow, titlePage } from '../software/index.ts';
import { everybody, readers } from '../staff/index.ts';
import { measuredListReader } from './measured-lists.ts';

interface Deps {
  readonly pool: Pool;
  readonly registers: Pick<Registers, 'inForce' | 'namedRows'>;
  value(param: Param, at: Date): ParamValue;
}

const titles = {
  register: {
    privileges: words('特権台帳', 'Register of privileges'),
    access: words('重要情報アクセス権台帳', 'Register of access'),
    software: words('許可ソフト台帳', 'Register of permitted software'),
  },
  measured: words('端末の管理者(実測)', 'Administrators of devices, as measured'),
  staff: words('社員名簿', 'Staff list'),
  counted: words('ソフトの使用数(実測)', 'Use counts of software, as measured'),
};
const read = (count: number): Words => words(`${count}件を読み取りました。`, `${count} were read.`);
const failed = words(
  '読み取れませんでした。この元に由来する行は「実測なし」として残しています。',
  'It could not be read. Lines that rest on it stay in as not measured.',
);

/** One source; where it fails it says so, and the others are read all the same. */
async function take<T>(source: string, title: Words, at: Date, work: () => Promise<readonly T[] | Taken<T>>): Promise<Taken<T>> {
  try {
    const found = await work();
    return 'state' in found ? found : { source, title, state: 'complete', because: read(found.length), asOf: at, items: found };
  } catch {
    return { source, title, state: 'failed', because: failed, asOf: null, items: [] };
  }
}

/** All that reviews look at, as it stands at a moment. Never throws for a source. */
export function reviewCollector(deps: Deps): (variant: Variant, at: Date) => Promise<Collected> {
  return (variant, at) => (variant === 'software' ? collectSoftware(deps, at) : collectRights(deps, variant, at));
}

export async function staffOf(pool: Pool): Promise<StaffPerson[]> {
  const [people, numbers] = await Promise.all([readers(pool), everybody(pool)]);
  const number = new Map(numbers.map((person) => [person.id, person.number]));
  return people.map(({ id, name, email, department, active, accountId }) => ({
    id,
    number: number.get(id) ?? '',
    name,
    email,
    department,
    active,
    accountId,
  }));
}

async function collectRights(deps: Deps, variant: ListVariant, at: Date): Promise<Collected> {
  const { pool } = deps;
  const isPrivileges = variant === 'privileges';
  const [written, measured, staff, lists, devices] = await Promise.all([
    take('register', isPrivileges ? titles.register.privileges : titles.register.access, at, () =>
      isPrivileges ? privilegesWritten(deps, at) : accessWritten(deps, variant, at),
    ),
    isPrivileges ? take('measured', titles.measured, at, () => measuredAccounts(deps, at)) : null,
    take('staff', titles.staff, at, () => staffOf(pool)),
    take('lists', words('アカウント一覧', 'Lists of accounts'), at, () => importedLists(deps, variant, at)),
    take('devices', titles.measured, at, () => currentReports(pool, administrators.kind)),
  ]);
  const observed =
    devices.state === 'failed'
      ? null
      : new Map(
          devices.items.flatMap(({ deviceId, body, lastObservedAt }) =>
            body !== null && lastObservedAt !== null && administrators.schema.safeParse(body).success
              ? [[deviceId, lastObservedAt] as const]
              : [],
          ),
        );
  const inUse = new Set(devices.items.map(({ deviceId }) => deviceId));
  const inputs: Inputs = {
    written,
    measured,
    lists: lists.items,
    staff,
    proof: { observed, inUse },
    sharedWords: deps.value(sharedAccountWords, at) as readonly string[],
  };
  const proof: Proof = {
    observed: isPrivileges && measured?.state !== 'failed' ? observed : null,
    inUse,
    lists: lists.items.map((list) => ({ source: list.source, names: namesOfList(list), at: list.importedAt })),
    counted: observed === null ? null : at,
    installed: null,
  };
  return {
    sources: [written, ...(measured === null ? [] : [measured]), staff, ...(lists.state === 'failed' ? [lists] : lists.items)]
      .map((taken) => stateOf(taken as Taken<unknown>))
      .map(({ source, title, state, because, asOf, items }) => ({ source, title, state, because, asOf, items })),
    candidates: candidatesOf(inputs),
    staff: staff.items,
    proof,
  };
}

const text = (cell: unknown): string => (typeof cell === 'string' ? cell : '');
const past = (cell: unknown, at: Date): boolean => text(cell) !== '' && text(cell) < localDateOf(at);

async function privilegesWritten({ registers }: Deps, at: Date): Promise<Written[]> {
  const lines = await registers.inForce(privilegesRegister.id);
  const systems = await registers.namedRows(lines.flatMap(({ cells }) => text(cells.system) || []));
  // A list is called what people call the system: its name without the number of its line.
  const names = new Map((await registers.inForce(systemsRegister.id)).map(({ id, cells }) => [id, text(cells.name)]));
  return lines.map(({ id, cells }): Written => {
    const kind = text(cells.accountKind);
    const system = systems.get(text(cells.system))?.label ?? '';
    const scope = text(cells.scope);
    return {
      row: id,
      account: text(cells.account),
      holder: text(cells.holder) || null,
      holderName: text(cells.supplier),
      shared: kind === 'shared',
      outside: kind === 'supplier',
      what: scope === 'system' ? system : scope === 'allDevices' ? 'すべての端末' : '端末',
      covers: scope === 'system' ? [system, names.get(text(cells.system)) ?? ''].filter((name) => name !== '') : [],
      level: text(cells.privilege),
      device: scope === 'device' ? text(cells.device) || null : null,
      allDevices: scope === 'allDevices',
      expired: past(cells.approvedUntil, at),
      object: scope === 'system' ? `system:${text(cells.system)}` : scope === 'device' ? `device:${text(cells.device)}` : 'devices',
    };
  });
}

const isSource = (kind: string): boolean => kind === 'repository' || kind === 'document';
const rights: Readonly<Record<string, string>> = { read: '閲覧', write: '閲覧と変更', full: '権限の管理も含む' };

async function accessWritten({ registers }: Deps, variant: ListVariant, at: Date): Promise<Written[]> {
  const lines = await registers.inForce(accessRegister.id);
  return lines
    .filter(({ cells }) => isSource(text(cells.storeKind)) === (variant === 'source-code'))
    .map(({ id, cells }): Written => {
      const person = text(cells.person) || null;
      return {
        row: id,
        account: text(cells.group) || (person ?? ''),
        holder: person,
        holderName: text(cells.group),
        shared: false,
        outside: text(cells.granteeKind) !== 'person',
        what: text(cells.store),
        covers: [text(cells.store)],
        level: rights[text(cells.right)] ?? text(cells.right),
        device: null,
        allDevices: false,
        expired: past(cells.approvedUntil, at),
        object: `store:${fold(text(cells.store))}`,
      };
    });
}

async function measuredAccounts({ pool, value }: Deps, at: Date): Promise<Taken<MeasuredAccount>> {
  const { items, complete, because } = await measuredListReader({ pool, value })('administrators', at);
  return {
    source: 'measured',
    title: titles.measured,
    state: items.length === 0 && !complete ? 'missing' : complete ? 'complete' : 'incomplete',
    because,
    asOf: at,
    items: items.flatMap(({ cells, deviceId, label }): MeasuredAccount[] =>
      deviceId === null
        ? []
        : [{ account: text(cells.account) || label, by: text(cells.by), deviceId, deviceName: text(cells.deviceName) }],
    ),
  };
}

async function importedLists({ pool, value }: Deps, variant: ListVariant, at: Date): Promise<ListTaken[]> {
  const lists = await newestLists(pool, variant);
  const lines = await listLines(
    pool,
    lists.map(({ id }) => id),
  );
  const days = value(accountListMaxDays, at) as number;
  const oldest = addDays(localDateOf(at), -days);
  return lists.map((list): ListTaken => {
    const isStale = list.asOf < oldest;
    return {
      source: `list:${list.nameKey}`,
      title: words(list.name, list.name),
      state: isStale ? 'stale' : 'complete',
      because: isStale
        ? words(
            `${list.asOf}の一覧です。${days}日より古いため、実測として扱いません。`,
            `The list is of ${list.asOf}: older than ${days} days, it does not count as measured.`,
          )
        : words(`${list.asOf}の一覧、${list.lines}行です。`, `The list is of ${list.asOf}, with ${list.lines} lines.`),
      asOf: startOfDay(list.asOf),
      items: (lines.get(list.id) ?? []) as readonly Listed[],
      name: list.name,
      importedAt: list.at,
    };
  });
}

const titlesMax = 20_000;

async function collectSoftware({ pool, registers }: Deps, at: Date): Promise<Collected> {
  const [written, counted, installed, staff] = await Promise.all([
    take('register', titles.register.software, at, () => registers.inForce(allowedSoftwareRegister.id)),
    take('counted', titles.counted, at, async () => (await reviewNow(pool)).lines),
    take('installed', titles.counted, at, async () => {
      const filter = { q: undefined, kind: 'installed', state: null, platform: null, publisher: null, gone: false } as const;
      const { titles: found } = await titlePage(pool, { ...filter, sort: 'name', order: 'asc', offset: 0, limit: titlesMax });
      return found.filter(({ devices }) => devices > 0).map(({ name }) => foldedName(name));
    }),
    take('staff', titles.staff, at, () => staffOf(pool)),
  ]);
  const uses = new Map(counted.items.map((line) => [line.row, line]));
  const isCounted = counted.state === 'complete';
  const candidates = written.items.map(({ id, cells }): Candidate => {
    const use = uses.get(id);
    const devices = use?.devices ?? 0;
    const found: Flag[] = [];
    if (!isCounted) found.push('not-measured');
    else if (devices === 0) found.push('unused');
    if (past(cells.supportUntil, at)) found.push('support-ended');
    if (past(cells.approvedUntil, at)) found.push('expired');
    const scope = allowedSoftwareRegister.columns.find((column) => column.id === 'scope')?.options?.[text(cells.scope)]?.ja ?? '';
    return {
      key: `row:${id}`,
      subject: null,
      who: text(cells.publisher),
      what: text(cells.name),
      level: [scope, text(cells.versions)].filter((part) => part !== '').join('・'),
      flags: found,
      measured: !isCounted ? 'not-measured' : devices > 0 ? 'measured' : 'not-there',
      row: id,
      seen: {
        account: foldedName(text(cells.name)),
        logins: [],
        shownBy: isCounted ? ['counted', 'register'] : ['register'],
        devices: [],
        department: '',
        covers: [],
        extent: devices,
        everyDevice: false,
      },
    };
  });
  return {
    sources: [stateOf(written as Taken<unknown>), stateOf(counted as Taken<unknown>)],
    candidates,
    staff: staff.items,
    proof: {
      observed: null,
      inUse: new Set(),
      lists: [],
      counted: isCounted ? at : null,
      installed: installed.state === 'complete' ? installed.items : null,
    },
  };
}
