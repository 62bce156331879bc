import { type Words, words } from '../../base/text.ts';
import { type LocalDate, monthOf, yearOf } from '../../calendar/index.ts';
import type { Duty, DutyEvent } from '../../mechanism/duty.ts';
import type { OccurrenceAct } from './occurrence.ts';
import type { Every } from './recurrence.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `count`: the interval as it stands now, `fiscalYearStartMonth` the company's. */
export interface SaidWith {
  readonly count: number;
  readonly fiscalYearStartMonth: number;
  /** Of an event duty: business days or hours in which it must be done. */
  readonly within: Words | null;
}

/** 毎月、最初の営業日 / Every month, on its first business day. */
export function saidRecurrence(duty: Duty, { count, fiscalYearStartMonth, within }: SaidWith): Words {
  const { recurrence } = duty;
  if (recurrence.type === 'event') {
    const when = recurrence.on.map(saidEvent);
    const from = recurrence.from === 'event' ? words('', '') : words('有効期間の終了から', ' of the end of validity');
    return words(
      `${when.map(({ ja }) => ja).join('、')}、${from.ja}${within?.ja ?? ''}以内`,
      `${capital(when.map(({ en }) => en).join(', '))}: within ${within?.en ?? ''}${from.en}`,
    );
  }
  const often = saidInterval(recurrence, count, fiscalYearStartMonth);
  const day = saidDay(recurrence);
  const also = (recurrence.also ?? []).map(saidEvent);
  const ja = `${often.ja}${day.ja === '' ? '' : `、${day.ja}`}${also.map((each) => `。${each.ja}にも`).join('')}`;
  const en = `${often.en}${day.en === '' ? '' : `, ${day.en}`}${also.map((each) => `; also ${each.en}`).join('')}`;
  return words(ja, en);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function saidInterval({ unit, fiscalMonth }: Every, count: number, fiscalYearStartMonth: number): Words {
  if (unit === 'day') return count === 1 ? words('毎日', 'Every day') : words(`${count}日ごと`, `Every ${count} days`);
  if (unit === 'week') return count === 1 ? words('毎週', 'Every week') : words(`${count}週間ごと`, `Every ${count} weeks`);
  const base =
    count === 1
      ? words('毎月', 'Every month')
      : count === 6
        ? words('半年ごと', 'Every six months')
        : count === 12
          ? words('毎年', 'Every year')
          : words(`${count}か月ごと`, `Every ${count} months`);
  if (fiscalMonth === undefined || count === 1 || 12 % count !== 0) return base;
  const first = (fiscalYearStartMonth - 1 + fiscalMonth - 1) % 12;
  const inMonths = Array.from({ length: 12 / count }, (_, i) => (first + i * count) % 12).sort((a, b) => a - b);
  return words(
    `${base.ja}(${inMonths.map((month) => `${month + 1}月`).join('・')})`,
    `${base.en} (${inMonths.map((month) => months[month]).join(', ')})`,
  );
}

function saidDay({ unit, on }: Every): Words {
  if (unit === 'day') return words('', '');
  if (unit === 'week') return words('月曜日', 'on Monday');
  if ('businessDay' in on)
    return on.businessDay === 'first'
      ? words('最初の営業日', 'on its first business day')
      : words('最後の営業日', 'on its last business day');
  return on.day >= 31 ? words('末日', 'on its last day') : words(`${on.day}日`, `on day ${on.day}`);
}

/** What sets it off, as part of a sentence. */
export function saidEvent(event: DutyEvent): Words {
  switch (event.type) {
    case 'recorded':
    case 'case':
    case 'measured':
      return event.says;
    case 'organisation-changed':
      return words('組織の変更があったとき', 'when the organisation changes');
    case 'request-approved':
      return words('申請が承認されたとき', 'when the request is approved');
    case 'row-added':
      return words('台帳に行が加わったとき', 'when a line is added to the register');
  }
}

export const saidBusinessDays = (count: number): Words => words(`${count}営業日`, `${count} business day${count === 1 ? '' : 's'}`);
export const saidDays = (count: number): Words => words(`${count}日`, `${count} day${count === 1 ? '' : 's'}`);
export const saidHours = (count: number): Words => words(`${count}時間`, `${count} hour${count === 1 ? '' : 's'}`);

/** How a period is called: 2026年11月分. A yearly one is called by its fiscal year. */
export function saidPeriod({ unit, fiscalMonth }: Every, count: number, nominal: LocalDate, fiscalYear: number): Words {
  const [year, month, day] = [yearOf(nominal), monthOf(nominal), Number(nominal.slice(8))];
  const name = months[month - 1]!;
  if (unit === 'day') return words(`${year}年${month}月${day}日分`, `${day} ${name} ${year}`);
  if (unit === 'week') return words(`${year}年${month}月${day}日からの週`, `Week of ${day} ${name} ${year}`);
  return count === 12 && fiscalMonth !== undefined
    ? words(`${fiscalYear}年度分`, `Fiscal year ${fiscalYear}`)
    : words(`${year}年${month}月分`, `${name} ${year}`);
}

/** The question of an event duty for which nothing was recorded for long. */
export const saidQuiet = (nominal: LocalDate): Words =>
  words(
    `${yearOf(nominal)}年${monthOf(nominal)}月までに該当がなかったことの確認`,
    `Whether there was no case until ${months[monthOf(nominal) - 1]} ${yearOf(nominal)}`,
  );

export const saidActs: Readonly<Record<OccurrenceAct, Words>> = {
  opened: words('予定に加わりました', 'Planned'),
  started: words('実施できるようになりました', 'Ready to be done'),
  'due-soon': words('期限が近いことを知らせました', 'Reminded before the due date'),
  'owner-gone': words('担当者がいないことを知らせました', 'Said that its owner is gone'),
  moved: words('期日を変えました', 'Moved to another date'),
  overdue: words('期限を過ぎました', 'Became overdue'),
  'escalated-committee': words('情報セキュリティ委員会に上申しました', 'Went up to the committee'),
  'escalated-management': words('トップマネジメントに上申しました', 'Went up to top management'),
  completed: words('完了しました', 'Completed'),
  skipped: words('見送りました', 'Skipped'),
};

/** Why the product itself closed an occurrence. */
export const systemReasons = {
  'not-applicable':
    'この定期業務を求める手順の項が、すべて適用外になりました。 / None of the clauses that ask for this duty applies any more.',
  gone: 'この定期業務は、今の版の製品にはありません。 / This version of the product no longer has this duty.',
} as const;
