import { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import { holidayRowsMax, type ImportedHoliday, isLocalDate } from '../calendar/index.ts';
import { type Condition, conditions } from '../catalog/control.ts';

/** What the company says of itself. Everything here has a first value, so that the product works before anybody answers. */
export interface CompanyFacts {
  /** '' while nobody has named it. */
  readonly name: string;
  readonly headcount: number | null;
  readonly sites: readonly string[];
  readonly businessHours: Hours;
  /** 0 is Sunday. */
  readonly openWeekdays: readonly number[];
  /** `12-29` to `01-03` comes back every year, `2026-08-13` to `2026-08-15` does not. */
  readonly closures: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  readonly fiscalYearStartMonth: number;
  /** National holidays from the Cabinet Office's file; empty while the bundled ones are used. */
  readonly holidays: readonly ImportedHoliday[];
  /** How many members of the committee must approve a version of the procedures. */
  readonly approvalsNeeded: number;
  /** No notice leaves at these hours; null where they may at any time. */
  readonly quietHours: Hours | null;
  /** Dates in documents as 令和8年11月22日. */
  readonly wareki: boolean;
  /** Who sees to a clause and who stands in where nobody else is named: `role:administrator`. */
  readonly defaultOwner: string;
  readonly defaultDeputy: string | null;
}

export interface Hours {
  readonly from: string;
  readonly to: string;
}
export type FactKey = keyof CompanyFacts | Condition;

export const defaultFacts: CompanyFacts = {
  name: '',
  headcount: null,
  sites: [],
  businessHours: { from: '09:00', to: '18:00' },
  openWeekdays: [1, 2, 3, 4, 5],
  closures: [],
  fiscalYearStartMonth: 4,
  holidays: [],
  approvalsNeeded: 1,
  quietHours: { from: '20:00', to: '07:00' },
  wareki: false,
  defaultOwner: 'role:administrator',
  defaultDeputy: null,
};

export const conditionKeys = Object.keys(conditions) as Condition[];
export const isCondition = (key: string): key is Condition => Object.hasOwn(conditions, key);
export const factKeys: readonly FactKey[] = [...(Object.keys(defaultFacts) as (keyof CompanyFacts)[]), ...conditionKeys];
export const isFactKey = (key: string): key is FactKey => Object.hasOwn(defaultFacts, key) || isCondition(key);

const nameCharsMax = 100;
const siteCharsMax = 100;
const sitesMax = 100;
const closuresMax = 60;
const closureNameCharsMax = 40;
const closureDaysMax = 92;
const headcountMax = 100_000;
/** How many may be asked to approve: the database refuses others too. */
export const approvalsMax = 3;

/** Text of one line without characters that cannot be seen or stored. */
const line = (charsMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charsMax)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text));
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const hours = z.strictObject({ from: time, to: z.union([time, z.literal('24:00')]) }).refine(({ from, to }) => from !== to);
const yearly = (text: string): boolean => /^\d{2}-\d{2}$/.test(text) && isLocalDate(`2028-${text}`);
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
const closure = z
  .strictObject({ name: line(closureNameCharsMax), from: z.string().max(10), to: z.string().max(10) })
  .refine(({ from, to }) => (yearly(from) ? yearly(to) : isLocalDate(from) && isLocalDate(to) && from <= to))
  .refine(({ from, to }) => {
    if (!yearly(from)) return days(from, to) <= closureDaysMax;
    return days(`2027-${from}`, `${from <= to ? 2027 : 2028}-${to}`) <= closureDaysMax || from === '02-29' || to === '02-29';
  });
const party = z.string().regex(/^(role:[a-zA-Z]{1,40}|person:[0-9a-f-]{36})$/);

interface Rule {
  readonly schema: z.ZodType;
  readonly title: Words;
  /** Said where a value does not fit. */
  readonly form: Words;
}
const yesOrNo = words('はい・いいえで答えてください。', 'Answer yes or no.');
const clock = words(
  '「09:00」から「18:00」のように、始まりと終わりの時刻を入れてください。',
  'Enter a beginning and an end, as 09:00 and 18:00.',
);
const rules: Readonly<Record<keyof CompanyFacts, Rule>> = {
  name: {
    schema: line(nameCharsMax),
    title: words('会社名', 'Company name'),
    form: words(`会社名を${nameCharsMax}文字以内で入れてください。`, `Enter the company’s name in at most ${nameCharsMax} characters.`),
  },
  headcount: {
    schema: z.number().int().min(1).max(headcountMax),
    title: words('従業員数', 'Number of people'),
    form: words(`1から${headcountMax}までの整数で入れてください。`, `Enter a whole number from 1 to ${headcountMax}.`),
  },
  sites: {
    schema: z.array(line(siteCharsMax)).max(sitesMax),
    title: words('事業所', 'Sites'),
    form: words(
      `事業所は${sitesMax}か所まで、それぞれ${siteCharsMax}文字以内で入れてください。`,
      `Enter at most ${sitesMax} sites of at most ${siteCharsMax} characters each.`,
    ),
  },
  businessHours: { schema: hours, title: words('営業時間', 'Business hours'), form: clock },
  openWeekdays: {
    schema: z.array(z.number().int().min(0).max(6)).min(1).max(7),
    title: words('営業する曜日', 'Open weekdays'),
    form: words('営業する曜日を1つ以上選んでください。', 'Choose at least one weekday.'),
  },
  closures: {
    schema: z.array(closure).max(closuresMax),
    title: words('会社の休業日', 'Company closures'),
    form: words(
      `休業日は${closuresMax}件まで、名前と、実在する初日・最終日を入れてください。1件は${closureDaysMax}日以内です。`,
      `Enter at most ${closuresMax} closures, each with a name, a first and a last day that exist, and at most ${closureDaysMax} days long.`,
    ),
  },
  fiscalYearStartMonth: {
    schema: z.number().int().min(1).max(12),
    title: words('年度の始まりの月', 'First month of the fiscal year'),
    form: words('1から12までの月を選んでください。', 'Choose a month from 1 to 12.'),
  },
  holidays: {
    schema: z.array(z.strictObject({ date: z.string().refine(isLocalDate), name: line(60) })).max(holidayRowsMax),
    title: words('国民の祝日', 'National holidays'),
    form: words('祝日の日付と名前が正しくありません。', 'The dates and names of the holidays are not in their form.'),
  },
  approvalsNeeded: {
    schema: z.number().int().min(1).max(approvalsMax),
    title: words('承認に必要な人数', 'Approvals needed'),
    form: words(`1人から${approvalsMax}人までで選んでください。`, `Choose from 1 to ${approvalsMax} people.`),
  },
  quietHours: { schema: hours.nullable(), title: words('通知を控える時間', 'Quiet hours'), form: clock },
  wareki: { schema: z.boolean(), title: words('和暦の使用', 'Japanese eras'), form: yesOrNo },
  defaultOwner: {
    schema: party,
    title: words('手順の項の担当者', 'Owner of the clauses'),
    form: words('役割か人を選んでください。', 'Choose a role or a person.'),
  },
  defaultDeputy: {
    schema: party.nullable(),
    title: words('手順の項の代行者', 'Deputy for the clauses'),
    form: words('役割か人を選んでください。', 'Choose a role or a person.'),
  },
};

const ruleOf = (key: FactKey): Rule =>
  isCondition(key) ? { schema: z.boolean(), title: conditions[key], form: yesOrNo } : rules[key as keyof CompanyFacts];

export const titleOf = (key: FactKey): Words => ruleOf(key).title;

/** The value in the one form in which it is kept, or why it cannot be. */
export function readFact(key: FactKey, value: unknown): { ok: true; value: unknown } | { ok: false; why: Words } {
  const { schema, form } = ruleOf(key);
  const read = schema.safeParse(value);
  if (!read.success) return { ok: false, why: form };
  if (key === 'openWeekdays') return { ok: true, value: [...new Set(read.data as number[])].sort() };
  if (key === 'sites') return { ok: true, value: [...new Set(read.data as string[])] };
  return { ok: true, value: read.data };
}
