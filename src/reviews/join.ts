import { searchForm } from '../base/text.ts';
import type { StaffPerson } from './shape.ts';

export const fold = (text: string): string => searchForm(text).trim().replace(/\s+/g, ' ');
/** A name without the blanks that lists set between family and given name. */
const nameOf = (text: string): string => fold(text).replace(/\s/g, '');
/** Staff numbers with and without leading zeros meet; the list itself tells them apart. */
const numberOf = (text: string): string => fold(text).replace(/^0+(?=.)/, '');

/** What a list tells of whose account it is. */
export interface Told {
  readonly account: string;
  readonly mail: string;
  readonly name: string;
  readonly number: string;
}

export type JoinWay = 'number' | 'mail' | 'account' | 'name';
export type Joined =
  | { readonly person: StaffPerson; readonly by: JoinWay; readonly nameDiffers: boolean }
  | { readonly person: null; readonly why: 'unknown' | 'ambiguous' };

/**
 * Finds whose account it is: by staff number, address, an account that is an address or the first part of one, and at last by the name.
 * Each way counts only where it means exactly one person; of several, one in service goes before those who left.
 */
export function staffJoin(staff: readonly StaffPerson[]): (told: Told) => Joined {
  const index = (of: (person: StaffPerson) => string): ReadonlyMap<string, readonly StaffPerson[]> => {
    const found = new Map<string, StaffPerson[]>();
    for (const person of staff) {
      const key = of(person);
      if (key === '') continue;
      const there = found.get(key);
      if (there === undefined) found.set(key, [person]);
      else there.push(person);
    }
    return found;
  };
  const ways = {
    number: index(({ number }) => numberOf(number)),
    mail: index(({ email }) => fold(email)),
    local: index(({ email }) => fold(email).split('@')[0]!),
    name: index(({ name }) => nameOf(name)),
  };
  const local = (account: string): string => fold(account).replace(/^.*\\/, '').split('@')[0]!;
  return (told) => {
    let ambiguous = false;
    const tries: readonly (readonly [JoinWay, readonly StaffPerson[] | undefined])[] = [
      ['number', told.number === '' ? undefined : ways.number.get(numberOf(told.number))],
      ['mail', told.mail === '' ? undefined : ways.mail.get(fold(told.mail))],
      ['mail', told.account.includes('@') ? ways.mail.get(fold(told.account)) : undefined],
      ['account', ways.local.get(local(told.account))],
      ['name', told.name === '' ? undefined : ways.name.get(nameOf(told.name))],
    ];
    for (const [by, found] of tries) {
      if (found === undefined) continue;
      const here = found.filter(({ active }) => active);
      const meant = here.length > 0 ? here : found;
      if (meant.length > 1) ambiguous = true;
      else return { person: meant[0]!, by, nameDiffers: told.name !== '' && nameOf(told.name) !== nameOf(meant[0]!.name) };
    }
    return { person: null, why: ambiguous ? 'ambiguous' : 'unknown' };
  };
}

const everyone =
  /(^|[\s\\/_-])(everyone|anonymous|guests?|public|anyone|authenticated users|domain users|all users|nobody)($|[\s\\/@_-])|#ext#|ゲスト|全員|匿名|リンクを知っている/i;
/** Names that mean nobody in particular. */
export const meansAnybody = (...names: readonly string[]): boolean => names.some((name) => everyone.test(name.normalize('NFKC')));

/** Names that several people use, by the company's words: standing apart in Latin letters, anywhere in Japanese ones. */
export function meansShared(account: string, sharedWords: readonly string[]): boolean {
  const parts = fold(account).split(/[^\p{L}\p{N}]+/u);
  return sharedWords
    .map(fold)
    .some((word) => word !== '' && (/^[\x20-\x7e]+$/.test(word) ? parts.includes(word) : fold(account).includes(word)));
}
