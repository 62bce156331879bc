import assert from 'node:assert/strict';
import { must } from '../../src/api/test-site.ts';
import { localDateOf } from '../../src/calendar/index.ts';
import { type Cell, type Field, isNeeded } from '../../src/mechanism/field.ts';
import { citedDuties } from '../../src/overview/index.ts';
import type { Company, RoleName } from './company.ts';
import { filledIn } from './fill.ts';

export type Who = RoleName | 'deputy';
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
export type Any = any;
export type Given = Readonly<Record<string, unknown>>;

/** One step of a case: by whom, and what is written beside what must be filled in. */
export type Step = readonly [step: string, who: Who, cells?: Given, more?: { readonly result?: 'problem'; readonly leadsTo?: string }];

/** A day, and a moment, on the company's clock. */
export const today = ({ site }: Company): string => localDateOf(site.clock.now());
export const moment = ({ site }: Company, minutesAgo = 0): string =>
  new Date(site.clock.now().getTime() - minutesAgo * 60_000 + 9 * 3_600_000).toISOString().slice(0, 16);

export const caseOf = (life: Company, id: string): Promise<Any> => life.get('administrator', `/api/cases/${id}`);

/**
 * Leads a case along its way, each step as the page of the case offers it: a form there, a decision with the second factor, or the record
 * of the duty for which the case waits. A step that is not offered, or not to this person, fails.
 */
export async function lead(life: Company, id: string, way: readonly Step[]): Promise<void> {
  for (const [step, who, cells = {}, more = {}] of way) {
    const { next, revision, state } = await life.get(who, `/api/cases/${id}`);
    const found = next.find((each: Any) => each.step === step);
    assert.ok(found, `${step} leads on from ${state.id}; offered: ${next.map((each: Any) => each.step).join(', ')}`);
    const label = `${step} by ${who}`;
    if (found.way === 'duty') {
      assert.ok(found.occurrence, `${step} waits with a date`);
      await recordFor(life, who, found.occurrence.occurrence, cells, more.result).catch((error: Error) =>
        assert.fail(`${label}: ${error.message}`),
      );
    } else {
      const path = found.stepUp ? 'decisions' : 'steps';
      const body = { step, revision, cells: { ...answered(life, found.fields), ...cells }, attach: [] };
      await life.act(who, 'POST', `/api/cases/${id}/${path}`, body).catch((error: Error) => assert.fail(`${label}: ${error.message}`));
    }
    if (more.leadsTo !== undefined) assert.equal((await caseOf(life, id)).state.id, more.leadsTo, `after ${label}`);
  }
}

/** Records an occurrence of a duty that opened for a case. */
export async function recordFor(life: Company, who: Who, occurrence: string, cells: Given = {}, result?: 'problem'): Promise<void> {
  const url = `/api/duties/occurrences/${occurrence}`;
  const { revision, sheet, duty } = await life.get(who, url);
  const definition = citedDuties.find(({ id }) => id === (duty.id ?? duty))!;
  await life.act(who, 'POST', `${url}/complete`, {
    revision,
    result: result ?? 'in-order',
    record: { ...answered(life, definition.record), ...cells },
    remark: result === undefined ? '' : '計画にない影響が出た',
    sheetDigest: sheet?.digest ?? null,
    attach: definition.file === 'needed' ? [await upload(life, who, definition.id)] : [],
  });
}

/** What has to be filled in, today and now; what may stay blank stays blank. */
function answered(life: Company, fields: readonly Field[]): Record<string, Cell> {
  const blank = Object.fromEntries(fields.map(({ id }) => [id, null]));
  const cells = filledIn(
    fields.filter((field) => field.type !== 'row' && isNeeded(field, blank)),
    { person: life.staff.employee, device: life.device, later: today(life), mark: '案件', row: () => null },
  );
  for (const { id, type } of fields) if (type === 'moment' && id in cells) cells[id] = moment(life);
  return cells;
}

export async function upload(life: Company, who: Who, name: string): Promise<string> {
  const url = `/api/attachments?name=${encodeURIComponent(`証跡 ${name.replace('/', ' ')}.pdf`)}`;
  const content = Buffer.from(`%PDF-1.7\n% ${name} ${life.site.clock.now().toISOString()}\n%%EOF\n`);
  await life.get(who, '/api/me');
  return must(await life.people[who].send('POST', url, content, { 'content-type': 'application/octet-stream' })).body.id;
}

/** Asks, has it decided, and names the case that the approval opened. */
export async function caseAskedFor(
  life: Company,
  kind: string,
  form: Given,
  deciders: readonly (readonly [who: Who, assessment: Given])[],
  validForDays: number | null = null,
): Promise<string> {
  const { id } = await life.act('employee', 'POST', '/api/requests', { kind, form, validForDays, submit: true });
  for (const [who, assessment] of deciders) {
    const { revision } = await life.get(who, `/api/requests/${id}`);
    await life.act(who, 'POST', `/api/requests/${id}/decide`, { revision, decision: 'approve', comment: '', assessment });
  }
  const opened = await life.site.running.cases.ofRequest(id);
  assert.ok(opened, `${kind} opened a case`);
  return opened;
}

/** Opens a case by its form. */
export const openCase = async (life: Company, who: Who, kind: string, variant: string, step: string, cells: Given): Promise<string> =>
  (await life.act(who, 'POST', '/api/cases', { kind, variant, step, cells, attach: [] })).id;
