import type { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { addMonths, announcedUntil, localDateOf, wareki } from '../calendar/index.ts';
import { conditions } from '../catalog/control.ts';
import { type Company, type CompanyFacts, type FactKey, type Interview, isFactKey, titleOf } from '../company/index.ts';
import { callerOf } from './access.ts';
import { importHolidays } from './company.holidays.ts';
import {
  answerSchema,
  type CompanyView,
  calendarQuery,
  calendarSchema,
  companySchema,
  editApprovalsSchema,
  editClosuresSchema,
  editFactsSchema,
  factHistoryQuery,
  factHistorySchema,
  interviewSchema,
  progressSchema,
} from './contract-company.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { isoOrNull } from './wire.ts';

export interface CompanyRouteDeps {
  readonly clock: Clock;
  readonly company: Company;
  readonly interview: Interview;
  /** Names of account ids. */
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}
const administrator = { access: ['administrator'] } as const;
const shown = [
  'name',
  'headcount',
  'sites',
  'businessHours',
  'openWeekdays',
  'closures',
  'fiscalYearStartMonth',
  'approvalsNeeded',
  'quietHours',
  'wareki',
  'defaultOwner',
  'defaultDeputy',
] as const satisfies readonly (keyof CompanyFacts)[];

/** The company's facts, its calendar and the interview. Read by all who read the board; the calendar by everybody. */
export function companyRoutes(app: ApiApp, deps: CompanyRouteDeps): void {
  factRoutes(app, deps);
  calendarRoute(app, deps);
  interviewRoutes(app, deps);
  importHolidays(app, deps);
}

function factRoutes(app: ApiApp, { company, clock, nameOf }: CompanyRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/company',
    config: { access: readers },
    schema: { response: { 200: companySchema } },
    handler: async () => companyView(company, clock),
  });
  app.route({
    method: 'GET',
    url: '/api/company/history',
    config: { access: readers },
    schema: { querystring: factHistoryQuery, response: { 200: factHistorySchema } },
    handler: async ({ query: { key } }) => {
      if (!isFactKey(key)) throw new Fault('not-found', { value: key });
      const versions = company.history(key);
      const names = await nameOf(versions.map(({ setBy }) => setBy));
      return {
        key,
        title: titleOf(key),
        versions: versions.map(({ version, value, effectiveFrom, setBy }) => ({
          version,
          value,
          setAt: effectiveFrom.toISOString(),
          by: names.get(setBy) ?? { ja: '(今はいない利用者)', en: '(an account that is gone)' },
        })),
      };
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/company/facts',
    config: administrator,
    schema: { body: editFactsSchema, response: { 200: companySchema } },
    handler: async (request) => {
      const { changes } = request.body;
      // Who must approve is changed behind the second factor only, and holidays by a file that was looked at.
      const elsewhere = changes.find(({ key }) => key === 'approvalsNeeded' || key === 'holidays');
      if (elsewhere) throw new Fault('bad-request', { problem: `${elsewhere.key} has a route of its own` });
      await company.setAll(changes, callerOf(request).actor);
      return companyView(company, clock);
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/company/approvals',
    config: { ...administrator, stepUp: true },
    schema: { body: editApprovalsSchema, response: { 200: companySchema } },
    handler: async (request) => {
      await company.set('approvalsNeeded', request.body.value, request.body.revision, callerOf(request).actor);
      return companyView(company, clock);
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/company/closures',
    config: administrator,
    schema: { body: editClosuresSchema, response: { 200: companySchema } },
    handler: async (request) => {
      await company.set('closures', request.body.closures, request.body.revision, callerOf(request).actor);
      return companyView(company, clock);
    },
  });
}

function companyView(company: Company, clock: Clock): CompanyView {
  const facts = company.facts();
  const calendar = company.calendar();
  const today = localDateOf(clock.now());
  const year = calendar.fiscalYearOf(today);
  const setAt = (key: FactKey): string | null => isoOrNull(company.history(key)[0]?.effectiveFrom ?? null);
  const one = (key: (typeof shown)[number]) => ({ value: facts[key], revision: company.revision(key), setAt: setAt(key) });
  const answers = company.conditions();
  const [first, last] = [facts.holidays[0], facts.holidays.at(-1)];
  return {
    facts: Object.fromEntries(shown.map((key) => [key, one(key)])) as unknown as CompanyView['facts'],
    conditions: Object.entries(conditions).map(([key, title]) => ({
      key,
      title,
      value: answers[key as keyof typeof conditions] ?? null,
      revision: company.revision(key as FactKey),
    })),
    calendar: {
      today,
      todayWareki: wareki(today),
      fiscalYear: { year, ...calendar.fiscalYear(year) },
      known: calendar.known,
      announcedUntil: announcedUntil(today),
      imported: first && last ? { rows: facts.holidays.length, from: first.date, to: last.date, at: setAt('holidays')! } : null,
      holidaysRevision: company.revision('holidays'),
    },
  };
}

function calendarRoute(app: ApiApp, { company }: CompanyRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/calendar',
    config: { access: 'signed-in' },
    schema: { querystring: calendarQuery, response: { 200: calendarSchema } },
    handler: async ({ query: { from, months } }) => {
      const calendar = company.calendar();
      return {
        months: Array.from({ length: months }, (_, i) => {
          const month = addMonths(`${from}-01`, i).slice(0, 7);
          const days = calendar.month(month);
          return {
            month,
            businessDays: days.filter(({ isBusinessDay }) => isBusinessDay).length,
            isKnown: days.every(({ isKnown }) => isKnown),
            days: days.map(({ isKnown: _, ...day }) => day),
          };
        }),
      };
    },
  });
}

function interviewRoutes(app: ApiApp, { interview }: CompanyRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/interview',
    config: { access: readers },
    schema: { response: { 200: interviewSchema } },
    handler: async (): Promise<z.infer<typeof interviewSchema>> => {
      const { steps, required, later } = await interview.state();
      return {
        steps: steps.map((step) => ({
          ...step,
          questions: step.questions.map((question) => ({
            ...question,
            answeredAt: isoOrNull(question.answeredAt),
            proposals: [...question.proposals],
          })),
        })),
        required,
        later,
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/interview/answers',
    config: administrator,
    schema: { body: answerSchema, response: { 200: progressSchema } },
    handler: async (request) => {
      await interview.answer(request.body.questions, callerOf(request).actor);
      const { required, later } = await interview.state();
      return { required, later };
    },
  });
}
