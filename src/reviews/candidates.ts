import type { Words } from '../base/text.ts';
import { fold, meansAnybody, meansShared, staffJoin } from './join.ts';
import type { Candidate, Flag, Measured, Proof, Seen, SourceState, SourceStateId, StaffPerson } from './shape.ts';

/** What one source told, or why it told nothing. */
export interface Taken<T> {
  readonly source: string;
  readonly title: Words;
  readonly state: SourceStateId;
  readonly because: Words;
  readonly asOf: Date | null;
  readonly items: readonly T[];
}
export const stateOf = <T>({ items, ...state }: Taken<T>): SourceState => ({ ...state, items: items.length });

/** An account with administrator rights on a device. */
export interface MeasuredAccount {
  readonly account: string;
  readonly by: string;
  readonly deviceId: string;
  readonly deviceName: string;
}

/** A line of a register that gives somebody a right. */
export interface Written {
  readonly row: string;
  /** Account, group or name of whoever has it. */
  readonly account: string;
  readonly holder: string | null;
  readonly holderName: string;
  readonly shared: boolean;
  /** Whoever answers for it need not be on the staff list: a supplier, a group. */
  readonly outside: boolean;
  /** Of what, in words; and as other sources call it. */
  readonly what: string;
  readonly covers: readonly string[];
  readonly level: string;
  readonly device: string | null;
  readonly allDevices: boolean;
  readonly expired: boolean;
  /** The same right in every review, beside the account. */
  readonly object: string;
}

/** A line of a list that somebody imported. */
export interface Listed {
  readonly account: string;
  readonly mail: string;
  readonly name: string;
  readonly number: string;
  readonly object: string;
  readonly level: string;
  readonly disabled: boolean;
  readonly guest: boolean;
}
export interface ListTaken extends Taken<Listed> {
  readonly name: string;
  readonly importedAt: Date;
}

export interface Inputs {
  readonly written: Taken<Written>;
  readonly measured: Taken<MeasuredAccount> | null;
  readonly lists: readonly ListTaken[];
  readonly staff: Taken<StaffPerson>;
  readonly proof: Pick<Proof, 'observed' | 'inUse'>;
  readonly sharedWords: readonly string[];
}

/** What each right of people looks like when all that is told of it is put side by side. Pure. */
export function candidatesOf(inputs: Inputs): Candidate[] {
  const made = new Maker(inputs);
  made.fromRegister();
  made.fromDevices();
  made.fromLists();
  return made.all();
}

interface Draft {
  key: string;
  account: string;
  subject: string | null;
  who: string;
  what: string;
  level: string;
  row: string | null;
  flags: Set<Flag>;
  shownBy: Set<string>;
  logins: Set<string>;
  devices: Map<string, string>;
  covers: Set<string>;
  levels: Set<string>;
  everyDevice: boolean;
  written: Written | null;
  outside: boolean;
}

class Maker {
  readonly #inputs: Inputs;
  readonly #people: ReadonlyMap<string, StaffPerson>;
  readonly #join: ReturnType<typeof staffJoin>;
  readonly #drafts = new Map<string, Draft>();
  /** Of what each list speaks. */
  readonly #namesOfLists: ReadonlyMap<string, ReadonlySet<string>>;
  /** Drafts that register lines began, by the account as it signs in and by the person. */
  readonly #byAccount = new Map<string, Draft[]>();
  readonly #byPerson = new Map<string, Draft[]>();

  constructor(inputs: Inputs) {
    this.#inputs = inputs;
    this.#people = new Map(inputs.staff.items.map((person) => [person.id, person]));
    this.#join = staffJoin(inputs.staff.items);
    this.#namesOfLists = new Map(inputs.lists.map((list) => [list.source, namesOfList(list)]));
  }

  fromRegister(): void {
    for (const line of this.#inputs.written.items) {
      const key = `${fold(line.account)}|${line.object}`;
      const draft = this.#draft(this.#drafts.has(key) ? `${key}|${line.row}` : key, line.account, line.holder, line.what);
      const name = line.holder === null ? line.holderName : (this.#people.get(line.holder)?.name ?? line.holderName);
      draft.who = name === '' || fold(name) === fold(line.account) ? line.account : `${line.account}(${name})`;
      draft.row = line.row;
      draft.written = line;
      draft.level = line.level;
      draft.outside = line.outside;
      draft.shownBy.add('register');
      for (const name of line.covers) draft.covers.add(fold(name));
      draft.everyDevice = line.allDevices;
      if (line.device !== null) draft.devices.set(line.device, '');
      if (line.shared) draft.flags.add('shared');
      if (line.expired) draft.flags.add('expired');
      add(this.#byAccount, fold(line.account), draft);
      if (line.holder !== null) add(this.#byPerson, line.holder, draft);
    }
  }

  fromDevices(): void {
    for (const { account, by, deviceId, deviceName } of this.#inputs.measured?.items ?? []) {
      const said = this.#byAccount.get(fold(account)) ?? [];
      const found = said.find(({ written }) => written?.device === deviceId) ?? said.find(({ written }) => written?.allDevices);
      const draft =
        found ??
        this.#drafts.get(`${fold(account)}|devices`) ??
        this.#unwritten(`${fold(account)}|devices`, { account, mail: '', name: '', number: '' }, '');
      draft.shownBy.add('measured');
      draft.logins.add(fold(account));
      draft.devices.set(deviceId, deviceName);
      draft.levels.add(by);
    }
  }

  fromLists(): void {
    for (const list of this.#inputs.lists)
      for (const line of list.items) {
        const joined = this.#join(line);
        const object = line.object === '' ? list.name : line.object;
        const names = [fold(list.name), fold(object)];
        const said = [
          ...(this.#byAccount.get(fold(line.account)) ?? []),
          ...(joined.person === null ? [] : (this.#byPerson.get(joined.person.id) ?? [])),
        ];
        const found = said.find(({ covers }) => names.some((name) => covers.has(name)));
        const key = `${fold(line.account)}|${list.source}|${fold(object)}`;
        const draft =
          found ?? this.#drafts.get(key) ?? this.#unwritten(key, line, object === list.name ? object : `${list.name}: ${object}`);
        draft.shownBy.add(list.source);
        draft.logins.add(fold(line.account));
        draft.levels.add(line.level);
        if (line.disabled) draft.flags.add('disabled');
        if (line.guest || meansAnybody(line.account, line.name)) draft.flags.add('guest');
        if (list.state === 'stale') draft.flags.add('not-measured');
      }
  }

  all(): Candidate[] {
    return [...this.#drafts.values()].map((draft) => this.#finish(draft));
  }

  #unwritten(key: string, told: Listed | { account: string; mail: string; name: string; number: string }, what: string): Draft {
    const { person } = this.#join(told);
    const draft = this.#draft(key, told.account, person?.id ?? null, what);
    const name = person?.name ?? told.name;
    draft.who = name === '' ? told.account : `${told.account}(${name})`;
    draft.flags.add('unregistered');
    return draft;
  }

  #draft(key: string, account: string, subject: string | null, what: string): Draft {
    const draft: Draft = {
      key,
      account,
      subject,
      who: account,
      what,
      level: '',
      row: null,
      flags: new Set(),
      shownBy: new Set(),
      logins: new Set(),
      devices: new Map(),
      covers: new Set(),
      levels: new Set(),
      everyDevice: false,
      written: null,
      outside: false,
    };
    this.#drafts.set(key, draft);
    return draft;
  }

  #finish(draft: Draft): Candidate {
    const person = draft.subject === null ? null : (this.#people.get(draft.subject) ?? null);
    const measured = this.#measuredOf(draft);
    const { flags } = draft;
    if (measured !== 'measured') flags.add(measured);
    if (person !== null && !person.active) flags.add('left');
    if (draft.subject === null && !draft.outside) flags.add('unknown-holder');
    if (meansShared(draft.account, this.#inputs.sharedWords)) flags.add('shared');
    if (meansAnybody(draft.account)) flags.add('guest');
    const onDevices = draft.shownBy.has('measured') ? draft.devices.size : 0;
    const seen: Seen = {
      account: draft.account,
      logins: [...draft.logins].sort(),
      shownBy: [...draft.shownBy].sort(),
      devices: [...draft.devices.keys()].sort(),
      department: person?.department ?? '',
      covers: [...draft.covers].sort(),
      extent: onDevices,
      everyDevice: draft.everyDevice,
    };
    const levels = [...draft.levels].filter((level) => level !== '').sort();
    return {
      key: draft.key.slice(0, 700),
      subject: draft.subject,
      who: draft.who.slice(0, 300),
      what: (draft.written === null && draft.what === '' ? namesOf([...draft.devices.values()].sort()) : draft.what).slice(0, 500),
      level: (levels.length > 0 ? levels.join('、') : draft.level).slice(0, 500),
      flags: [...flags],
      measured,
      row: draft.row,
      seen,
    };
  }

  #measuredOf({ shownBy, covers, written, everyDevice }: Draft): Measured {
    const { lists, measured, proof } = this.#inputs;
    const listed = lists.filter(({ source }) => shownBy.has(source));
    if (shownBy.has('measured') || listed.some(({ state }) => state === 'complete')) return 'measured';
    if (listed.length > 0) return 'not-measured';
    if (written?.device != null) {
      if (!proof.inUse.has(written.device)) return 'not-measured';
      return proof.observed?.has(written.device) ? 'not-there' : 'not-measured';
    }
    if (everyDevice) return measured?.state === 'complete' ? 'not-there' : 'not-measured';
    const speaks = lists.some(
      ({ source, state }) => state === 'complete' && [...covers].some((name) => this.#namesOfLists.get(source)!.has(name)),
    );
    return speaks ? 'not-there' : 'not-measured';
  }
}

/** All that a list speaks of, folded: its own name, and every object in it. */
export const namesOfList = ({ name, items }: Pick<ListTaken, 'name' | 'items'>): Set<string> =>
  new Set([fold(name), ...items.map(({ object }) => fold(object)).filter((object) => object !== '')]);

function add(map: Map<string, Draft[]>, key: string, draft: Draft): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [draft]);
  else there.push(draft);
}

const namesShown = 3;
function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).join('、');
  return names.length > namesShown ? `${shown}ほか${names.length - namesShown}台` : shown;
}
