import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { must } from '../../src/api/test-site.ts';
import { localDateOf } from '../../src/calendar/index.ts';
import { controls } from '../../src/catalog/index.ts';
import { type Citation, isPractice, type Practice } from '../../src/mechanism/citation.ts';
import type { Duty } from '../../src/mechanism/duty.ts';
import type { Cell } from '../../src/mechanism/field.ts';
import { practiceKey } from '../../src/mechanism/standing.ts';
import type { Tool } from '../../src/mechanism/tool.ts';
import { citedCases, citedDuties, citedRegisters, citedRequests } from '../../src/overview/index.ts';
import { verifyPack } from '../../src/pack/verify.mjs';
import { readZip } from '../../src/pack/verify-zip.mjs';
import { type Company, company, type RoleName } from './company.ts';
import { filledIn, type Known } from './fill.ts';
import { caseOf } from './lead.ts';
import { led } from './led.ts';
import { monthlyOutlooks } from './lives-of-outlooks.ts';

/** Duties that nothing but a case opens. */
const byCasesOnly = citedDuties.filter(
  ({ recurrence }) => recurrence.type === 'event' && recurrence.on.every(({ type }) => type === 'case'),
);

/** A tool runs by itself: no form leads to it. */
const isRunByPeople = (each: Citation): each is Exclude<Practice, Tool> => isPractice(each) && each.kind !== 'tool';

/**
 * What people do for each control, from the form to the ledger to a verified pack: every register gets a line and a confirmation, every
 * kind of request is asked for and decided, every duty falls due and is recorded, through the routes that the screens use.
 */
describe('journey: the people’s part of every control', { timeout: 15 * 60_000 }, () => {
  let life: Company;
  const lines = new Map<string, string>();
  const approved = new Map<string, string>();
  const done = new Map<string, string[]>();
  /** Duties that were recorded as a step of a case. */
  const doneByCase = new Set<string>();
  let from = '';

  before(async () => {
    // In March, so that the first months of a fiscal year, when yearly duties fall due, come soon.
    // A supplier is assessed again within a month, so that a whole life of one fits in before the rest falls due.
    life = await company({ start: '2027-03-01T00:00:00Z', values: { vendorReassessmentIntervalMonths: 1, ...monthlyOutlooks } });
    from = localDateOf(life.site.clock.now());
    await leadCases();
    await keepRegisters();
    await askAndDecide();
    await recordEvents();
    await doWhatFallsDue();
    await confirmRegisters();
    await life.site.integrate();
  });
  after(() => life?.close());

  const known = (mark: string): Known => ({
    person: life.staff.employee,
    device: life.device,
    later: '2030-03-29',
    mark,
    row: (register) => lines.get(register) ?? null,
  });

  /** Cases open the duties that are their steps: every such duty is done in the life of a case, not only by saying that there was none. */
  async function leadCases(): Promise<void> {
    for (const live of Object.values(led).flat()) {
      const { events } = await caseOf(life, await live(life));
      for (const { occurrence } of events) {
        if (occurrence === null) continue;
        const { duty } = await life.get('administrator', `/api/duties/occurrences/${occurrence}`);
        doneByCase.add(duty);
      }
    }
    assert.deepEqual(
      byCasesOnly.filter(({ id }) => !doneByCase.has(id)).map(({ id }) => id),
      [],
      'every duty of a case was done by one',
    );
  }

  /** Registers name one another's lines: those that cannot be filled in yet wait for the others. */
  async function keepRegisters(): Promise<void> {
    let waiting = [...citedRegisters];
    for (let round = 0; waiting.length > 0 && round < 10; round += 1) {
      const next: typeof waiting = [];
      for (const register of waiting) {
        try {
          const cells = filledIn(register.columns, known(register.code));
          const line = await life.act('administrator', 'POST', `/api/registers/${register.id}/rows`, { cells, reason: '最初の登録' });
          lines.set(register.id, line.id);
        } catch (error) {
          if (!/^no line of/.test((error as Error).message)) throw new Error(`${register.id}: ${(error as Error).message}`);
          next.push(register);
        }
      }
      waiting = next;
    }
    assert.deepEqual(waiting, [], 'every register got a line');
  }

  async function askAndDecide(): Promise<void> {
    for (const kind of citedRequests) {
      const form = { ...filledIn(kind.form, known(`申請 ${kind.id}`)), ...special[kind.id] };
      const applicant = kind.applicants.includes('employee') ? 'employee' : (kind.applicants[0] as RoleName);
      const who = applicant === 'administrator' ? 'deputy' : applicant;
      const { id } = await life
        .act(who, 'POST', '/api/requests', { kind: kind.id, form, validForDays: null, submit: true })
        .catch((error: Error) => assert.fail(`${kind.id}: ${error.message}`));
      for (let step = 0; step < 6; step += 1) {
        const deciders = (['administrator', 'departmentManager', 'committee', 'management'] as const).filter((each) => each !== who);
        const asked = await firstAsked(id, deciders);
        if (asked === null) break;
        const { revision, assessmentFields } = await life.get(asked, `/api/requests/${id}`);
        const assessment = assessmentFields.length === 0 ? {} : filledIn(kind.assessment, known(`審査 ${kind.id}`));
        await life.act(asked, 'POST', `/api/requests/${id}/decide`, { revision, decision: 'approve', comment: '', assessment });
      }
      const { state, row } = await life.get(who, `/api/requests/${id}`);
      assert.equal(state, 'approved', `${kind.id} is approved`);
      assert.notEqual(row, null, `${kind.id} wrote a line`);
      approved.set(kind.id, id);
    }
  }

  async function firstAsked(id: string, among: readonly RoleName[]): Promise<RoleName | null> {
    for (const who of among) {
      const { acts } = await life.get(who, `/api/requests/${id}`).catch(() => ({ acts: [] }));
      if (acts.includes('approve')) return who;
    }
    return null;
  }

  async function recordEvents(): Promise<void> {
    const happenedOn = localDateOf(life.site.clock.now());
    await life.act('administrator', 'POST', '/api/organisation-changes', { what: '営業部を2つに分けた', happenedOn });
    for (const duty of citedDuties) {
      const events = duty.recurrence.type === 'event' ? duty.recurrence.on : (duty.recurrence.also ?? []);
      if (!events.some(({ type }) => type === 'recorded')) continue;
      await life.act(keeper(duty.owner), 'POST', `/api/duties/${duty.id}/events`, { about: `journey ${duty.id}`, happenedOn });
    }
  }

  /** From fortnight to fortnight, until every duty was done at least once. */
  async function doWhatFallsDue(): Promise<void> {
    for (let fortnight = 0; fortnight < 32; fortnight += 1) {
      await life.site.running.sweep();
      await recordOpen();
      if (citedDuties.every(({ id }) => done.has(id))) return;
      life.site.clock.advance({ days: 14 });
    }
    const never = citedDuties.filter(({ id }) => !done.has(id)).map(({ id }) => id);
    assert.deepEqual(never, [], 'every duty fell due and was done');
  }

  async function recordOpen(): Promise<void> {
    for (const who of ['administrator', 'committee', 'management', 'departmentManager', 'employee'] as const) {
      const { occurrences } = await life.get(who, '/api/duties/occurrences?state=todo&mine=true&limit=200');
      for (const { id, duty, state, canAct } of occurrences) {
        if (!canAct || state === 'waiting') continue;
        const definition = citedDuties.find((each) => each.id === duty)!;
        const { revision, sheet } = await life.get(who, `/api/duties/occurrences/${id}`);
        const attach = definition.file === 'needed' ? [await upload(who, duty)] : [];
        await life.act(who, 'POST', `/api/duties/occurrences/${id}/complete`, {
          revision,
          result: 'in-order',
          record: { ...filledIn(definition.record, known(`記録 ${duty}`)), ...doneNow(definition, life.site.clock.now()) },
          remark: '',
          sheetDigest: sheet?.digest ?? null,
          attach,
        });
        done.set(duty, [...(done.get(duty) ?? []), id]);
      }
    }
  }

  async function upload(who: RoleName, duty: string): Promise<string> {
    const browser = life.people[who];
    const content = Buffer.from(`%PDF-1.7\n% ${duty}\n%%EOF\n`);
    const url = `/api/attachments?name=${encodeURIComponent(`証跡 ${duty.replace('/', ' ')}.pdf`)}`;
    return must(await browser.send('POST', url, content, { 'content-type': 'application/octet-stream' })).body.id;
  }

  async function confirmRegisters(): Promise<void> {
    for (const { id, owner } of citedRegisters) {
      const { rows } = await life.get('administrator', `/api/registers/${id}`);
      await life.act(keeper(owner), 'POST', `/api/registers/${id}/confirm`, { rows, note: '現物と照合した' });
    }
  }

  for (const control of controls) {
    const cited = new Map(
      control.clauses.flatMap((clause) => clause.mechanisms.filter(isRunByPeople).map((each) => [practiceKey(each), each] as const)),
    );
    if (cited.size === 0) continue;
    it(`${control.id}: ${[...cited.keys()].join(', ')}`, async () => {
      const to = localDateOf(life.site.clock.now());
      const zip = await packOf(control.id, from, to);
      const files = readZip(zip);
      assert.deepEqual(verifyPack(files).problems, []);
      const attached = (files.get('files.jsonl')?.toString('utf8') ?? '').split('\n').filter((line) => line !== '');
      for (const line of attached) assert.notEqual((JSON.parse(line) as { file: string | null }).file, null, line);
      const needsFile = [...cited.values()].some((each) => each.kind === 'duty' && each.file === 'needed');
      assert.equal(attached.length > 0, needsFile, 'the files of records travel in the pack');
      const kinds = entriesByPractice(files);
      for (const [key, practice] of cited) {
        const wanted = { register: 'register.confirmed', duty: 'duty.completed', request: 'request.approved', case: 'case.opened' }[
          practice.kind
        ];
        assert.ok(kinds.get(key)?.has(wanted), `${wanted} of ${key} stands in the pack; there: ${[...(kinds.get(key) ?? [])].join(', ')}`);
      }
      const { clauses } = JSON.parse(files.get('control.json')!.toString('utf8')) as {
        clauses: {
          id: string;
          mechanisms: { id: string | null; kind: string; standing?: { verdict: string; because: { ja: string } } }[];
        }[];
      };
      for (const clause of clauses)
        for (const { id, kind, standing } of clause.mechanisms)
          if (standing && kind === 'case' && standing.verdict === 'unknown') await fellSilent(id!, standing.because.ja);
          else if (standing && kind !== 'register' && kind !== 'tool')
            assert.equal(standing.verdict, 'pass', `${clause.id} ${kind}:${id}: ${standing.because.ja}`);
    });
  }

  /** Cases that requests opened and that nobody led on since: at the end of the year they are what is unknown, each of them and no other. */
  async function fellSilent(kind: string, because: string): Promise<void> {
    const quarter = life.site.clock.now().getTime() - 90 * 86_400_000;
    const { cases } = await life.get('administrator', `/api/cases?kind=${encodeURIComponent(kind)}&state=open&limit=100`);
    const silent = cases.filter(
      ({ waiting, changedAt }: { waiting: unknown[]; changedAt: string }) => waiting.length === 0 && Date.parse(changedAt) < quarter,
    );
    assert.ok(silent.length > 0);
    assert.deepEqual(because.match(/[A-Z]{3}-\d+/g)!.sort(), silent.map(({ number }: { number: string }) => number).sort(), because);
  }

  async function packOf(control: string, start: string, end: string): Promise<Buffer> {
    await life.act('administrator', 'GET', '/api/me');
    const { rawPayload } = await life.people.administrator.raw('POST', '/api/packs', { control, from: start, to: end });
    return rawPayload;
  }
});

/** When a step of a case was done is left blank: it is done as it is recorded. */
const doneNow = (duty: Duty, now: Date): Record<string, Cell> =>
  Object.fromEntries(
    citedCases.flatMap(({ steps }) =>
      steps.flatMap(({ way, when }) => {
        const field = way.type === 'duty' && way.duty === duty.id ? duty.record.find(({ id }) => id === when) : undefined;
        if (field === undefined) return [];
        const moment = new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
        return [[field.id, field.type === 'moment' ? moment : moment.slice(0, 10)]];
      }),
    ),
  );

const keeper = (role: string): RoleName => role as RoleName;

/** Where the first option will not do: real data that is personal, failed cases, a window that ends before it begins. */
const special: Readonly<Record<string, Record<string, Cell>>> = {
  'development/acceptance': { cases: 12, failed: 0, testedOn: '2027-03-01' },
  'development/real-data': { personal: 'none' },
  // A Saturday: outside business hours.
  'audits/agreement': { windowFrom: '2030-03-30T19:00', windowTo: '2030-03-30T22:00', inBusinessHours: false },
};

/** The kinds of entry that the pack shows for each register, duty and kind of request. */
function entriesByPractice(files: ReadonlyMap<string, Buffer>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [name, data] of files) {
    if (!name.startsWith('entries/period')) continue;
    for (const line of data.toString('utf8').trim().split('\n')) {
      const { subject, kind } = JSON.parse((JSON.parse(line) as { bytes: string }).bytes) as { subject: string; kind: string };
      const key = subject.split(' ')[0]!;
      found.set(key, (found.get(key) ?? new Set()).add(kind));
    }
  }
  return found;
}
