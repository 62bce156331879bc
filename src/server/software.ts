import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Log } from '../base/log.ts';
import { addDays, type BusinessCalendar, localDateOf, startOfDay, weekdayOf } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import { traitsOf } from '../devices/index.ts';
import { openForms } from '../engine/requests/look.store.ts';
import { allowedSoftwareRegister } from '../practices/software/allowed.register.ts';
import { softwareInstall } from '../practices/software/install.request.ts';
import { baselineSoftware, developmentTools, forbiddenSoftware, unlistedGraceDays } from '../practices/software/params.ts';
import { utilityUse } from '../practices/software/utility.request.ts';
import { type ActsDeps, SoftwareControl } from '../software/index.ts';
import { devicesOfPeople } from '../staff/index.ts';
import type { Engine } from './engine.ts';
import { type Repeated, repeat } from './repeat.ts';
import type { Running } from './running.ts';
import { ruleRegisters, softwareRules } from './software-rules.ts';

/** How often it is looked whether a rule changed elsewhere: registers are written by people, by requests and by imports. */
const lookEveryMs = 2_000;

export interface Software {
  readonly control: SoftwareControl;
  readonly acts: ActsDeps;
  start(): void;
  stop(): Promise<void>;
}

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly engine: Engine;
  readonly running: Running;
  readonly calendar: () => BusinessCalendar;
}

const kinds = [softwareInstall.id, utilityUse.id];
const values = [forbiddenSoftware, baselineSoftware, developmentTools] as const;

/** Ties software control to the registers, the requests, the company's values and the way into intake. */
export function openSoftware({ pool, clock, log, engine, running, calendar }: Wiring): Software {
  const { registers } = running;
  const now = (param: (typeof values)[number] | typeof unlistedGraceDays) => engine.values.now(param);
  const control = new SoftwareControl({
    pool,
    clock,
    log,
    ports: {
      stamp: async () => {
        const [lines, waiting] = await Promise.all([registers.stamp(ruleRegisters), openForms(pool, kinds)]);
        const versions = values.map((param) => engine.values.versionNow(param)?.version ?? 0);
        return [lines, waiting.map(({ number }) => number).join(','), ...versions, localDateOf(clock.now())].join(' | ');
      },
      rules: async () =>
        softwareRules({
          registers,
          today: localDateOf(clock.now()),
          requests: await openForms(pool, kinds),
          value: (param) => now(param as (typeof values)[number]),
        }),
      graceDays: () => now(unlistedGraceDays) as number,
      dueAt: dueDates(calendar),
      traitsOf,
      ownersOf: (people) => devicesOfPeople(pool, people),
      emit: (drafts) => engine.intake.accept({ drafts }),
      monthOf: (at) => localDateOf(at).slice(0, 7),
    },
  });
  let isOpen = false;
  engine.values.onChange(() => {
    if (isOpen) void control.look();
  });
  engine.onCollected((ids) => control.observed(ids));
  engine.onForget((tx, id) => control.forget(tx, id));
  let looking: Repeated | null = null;
  return {
    control,
    acts: {
      pool,
      clock,
      addLines: (register, cells, act, also) => registers.addMany(register, cells, act, also),
      lineOf: async (row) => {
        try {
          const { number, state } = await registers.line(allowedSoftwareRegister.id, row);
          return { number, isInForce: state === 'current' };
        } catch (error) {
          if (error instanceof Fault && error.code === 'not-found') return null;
          throw error;
        }
      },
      changed: () => void control.look(),
    },
    start: () => {
      isOpen = true;
      looking = repeat(
        lookEveryMs,
        () => control.look(),
        (error) => log.error({ err: error }, 'could not look at software'),
      );
    },
    stop: async () => {
      isOpen = false;
      await looking?.stop();
      await control.close();
    },
  };
}

const dueDaysHeldMax = 5_000;
/** In every time zone a day begins with a quarter of an hour. */
const quarterHourMs = 900_000;

/** A device brings hundreds of titles of one and the same moment: a calendar is asked once for a day. */
function dueDates(calendar: () => BusinessCalendar): (since: Date, days: number) => Date {
  let of: BusinessCalendar | null = null;
  const held = new Map<string, Date>();
  return (since, days) => {
    if (days === 0) return since;
    const now = calendar();
    if (now !== of || held.size > dueDaysHeldMax) held.clear();
    of = now;
    const key = `${Math.floor(since.getTime() / quarterHourMs)} ${days}`;
    const known = held.get(key) ?? dueAt(now, since, days);
    held.set(key, known);
    return known;
  };
}

/** The end of the nth business day after a moment. Beyond the known holidays weekends alone are days off: earlier, never later. */
function dueAt(calendar: BusinessCalendar, since: Date, days: number): Date {
  if (days === 0) return since;
  const from = localDateOf(since);
  try {
    return startOfDay(addDays(calendar.addBusinessDays(from, days), 1));
  } catch {
    let at = from;
    for (let left = days; left > 0; ) {
      at = addDays(at, 1);
      if (![0, 6].includes(weekdayOf(at))) left -= 1;
    }
    return startOfDay(addDays(at, 1));
  }
}
