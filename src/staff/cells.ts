import { searchForm, type Words, words } from '../base/text.ts';
import { type Duty, duties, dutyWords, type PersonState, personStates, stateWords } from './shape.ts';

/** What a cell gives: its value, or why it gives none. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly says: Words };
const ok = <T>(value: T): Read<T> => ({ ok: true, value });
const no = (ja: string, en: string): Read<never> => ({ ok: false, says: words(ja, en) });

const shown = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** The mark that stands for a letter which an encoding lacked: to store it would be to lose the letter. */
const missingType = '〓';

/** One line of text. Half-width katakana and full-width letters become the usual ones; Chinese characters stay as they are. */
export function readText(cell: string, charsMax: number): Read<string> {
  const text = widthFolded(cell).replace(/\s+/g, ' ').trim();
  if (text.includes(missingType))
    return no(
      `「${shown(text)}」に、書けなかった文字の代わりの「〓」があります。元の文字に直してください。`,
      `“${shown(text)}” holds 〓, which stands for a letter that was lost. Type the letter itself.`,
    );
  if (text.length > charsMax)
    return no(`${charsMax}文字までです(${text.length}文字あります)。`, `At most ${charsMax} characters (${text.length} here).`);
  if (/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(text)) return no('使えない制御文字があります。', 'It holds a control character.');
  return ok(text);
}

/** Width alone is folded, and a mark that stands apart from its kana. NFKC of everything would turn rare letters of names into others. */
const widthFolded = (text: string): string =>
  text
    // Invisible ones that come along when somebody copies from a web page: two numbers would look the same and not be.
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f]+/g, (part) => part.normalize('NFKC'))
    .replace(/[\u3041-\u30ff][\u3099\u309a]/g, (part) => part.normalize('NFC'));

export function readEmail(cell: string): Read<string> {
  const text = cell.normalize('NFKC').trim();
  if (text === '') return ok('');
  if (text.length <= 254 && /^[^\s@<>()[\],;:"\\\p{Cc}]{1,64}@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$/iu.test(text)) return ok(text);
  return no(`「${shown(text)}」はメールアドレスの形ではありません。`, `“${shown(text)}” is no e-mail address.`);
}

/** As logins are folded by the accounts: one address, however it was typed. */
export const emailKey = (email: string): string => searchForm(email).trim();

const eras: Readonly<Record<string, number>> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988, 昭和: 1925, s: 1925 };

/** A day: 2026-11-22, 2026/11/22, 2026年11月22日, 20261122, 令和8年11月22日, R8.11.22. '' is no day. */
export function readDate(cell: string): Read<string> {
  const text = cell
    .normalize('NFKC')
    .trim()
    .replace(/[ T]\d{1,2}:\d{2}(:\d{2})?$/, '');
  if (text === '') return ok('');
  const wrong = no(`「${shown(text)}」は日付として読めません(例: 2026-11-22)。`, `“${shown(text)}” is no date (write 2026-11-22).`);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const western = compact ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  const imperial = /^(令和|平成|昭和|[rhs])(元|\d{1,2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/i.exec(text);
  const parts = western
    ? [Number(western[1]), Number(western[2]), Number(western[3])]
    : imperial
      ? [eras[imperial[1]!.toLowerCase()]! + (imperial[2] === '元' ? 1 : Number(imperial[2])), Number(imperial[3]), Number(imperial[4])]
      : null;
  if (parts === null) return wrong;
  const [year, month, day] = parts as [number, number, number];
  if (year < 1900 || year > 2199) return wrong;
  const at = new Date(Date.UTC(year, month - 1, day));
  // 2026-02-30 would become 2 March.
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? ok(at.toISOString().slice(0, 10)) : wrong;
}

const stateNames: Readonly<Record<PersonState, readonly string[]>> = {
  active: ['在籍', '在職', '在籍中', '在職中', '休職', '休職中', '出向', '現職', 'active', 'in service', 'employed', '1'],
  left: ['退職', '退社', '退職済', '退職済み', '離職', 'left', 'inactive', 'terminated', 'retired', '0', '9'],
};

/** '' is in service: lists of those who work here often leave it out. */
export function readState(cell: string): Read<PersonState> {
  const text = searchForm(cell).trim();
  if (text === '') return ok('active');
  const state = personStates.find((each) => stateNames[each].includes(text));
  return state
    ? ok(state)
    : no(
        `「${shown(cell.trim())}」は在籍区分として読めません(${stateWords.active.ja}・${stateWords.left.ja})。`,
        `“${shown(cell.trim())}” is no state (${stateWords.active.ja}: in service, ${stateWords.left.ja}: left).`,
      );
}

const dutyNames: Readonly<Record<Duty, readonly string[]>> = {
  administrator: ['情報システム管理者', 'システム管理者', '管理者', 'information system administrator'],
  committee: ['情報セキュリティ委員', '情報セキュリティ委員会', '委員会', '委員', 'security committee'],
  management: ['経営陣', '経営者', '役員', '社長', 'management'],
  departmentManager: ['部門の管理者', '部門管理者', '部門長', 'department manager'],
  operator: ['運用担当者', '運用者', '運用担当', 'operator'],
  developer: ['開発者', '開発担当者', '開発担当', 'developer'],
};

/** Several in one cell, parted by 、 , ; / or a line's end. */
export function readDuties(cell: string): Read<Duty[]> {
  const found = new Set<Duty>();
  for (const part of cell.split(/[、,;；，/／\n]/)) {
    const name = searchForm(part).trim();
    if (name === '') continue;
    const duty = duties.find((each) => searchForm(each) === name || dutyNames[each].includes(name));
    if (duty === undefined)
      return no(
        `「${shown(part.trim())}」という役割はありません(${duties.map((each) => dutyWords[each].ja).join('、')})。`,
        `There is no duty “${shown(part.trim())}” (${duties.map((each) => dutyWords[each].en).join(', ')}).`,
      );
    found.add(duty);
  }
  return ok(duties.filter((duty) => found.has(duty)));
}
