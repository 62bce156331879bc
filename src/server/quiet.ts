import { addDays, localDateOf, localTimeOf, startOfDay } from '../calendar/index.ts';
import type { Company } from '../company/index.ts';
import type { QuietHours } from '../notify/index.ts';

/** A company that never opens would never be told anything: after so many closed days a notice goes out all the same. */
const closedDaysMax = 31;

/** Notices wait for the company's quiet hours to end, and for a business day. */
export function quietHoursOf(company: Company): QuietHours {
  return {
    nextQuietEnd(at) {
      const { quietHours } = company.facts();
      const calendar = company.calendar();
      const opens = quietHours?.to ?? '00:00';
      let date = localDateOf(at);
      const time = localTimeOf(at);
      // 20:00–07:00 spans midnight; 12:00–13:00 does not.
      const spans = quietHours !== null && quietHours.from > quietHours.to;
      const late = quietHours !== null && time >= quietHours.from && (spans || time < quietHours.to);
      const early = spans && time < quietHours.to;
      if (calendar.isBusinessDay(date) && !late && !early) return at;
      if (late && spans) date = addDays(date, 1);
      for (let passed = 0; !calendar.isBusinessDay(date) && passed < closedDaysMax; passed += 1) date = addDays(date, 1);
      return momentOf(date, opens);
    },
  };
}

function momentOf(date: string, time: string): Date {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return new Date(startOfDay(date).getTime() + (hours * 60 + minutes) * 60_000);
}
