import assert from 'node:assert/strict';
import type { Company } from './company.ts';
import { type Any, type Given, lead, recordFor, today } from './lead.ts';

/** A company that draws an outlook each month: a whole life of one fits into a journey. */
export const monthlyOutlooks = { capacityOutlookInterval: 1 };

/** The next outlook, once it can be recorded. */
export async function nextOutlook(life: Company): Promise<string> {
  for (let days = 0; days < 62; days += 1) {
    await life.site.running.sweep();
    const { occurrences } = await life.get('administrator', '/api/duties/occurrences?state=todo&limit=200');
    const open = occurrences.find(({ duty, state }: Any) => duty === 'capacity/outlook' && state !== 'waiting');
    if (open !== undefined) return open.id;
    life.site.clock.advance({ days: 1 });
  }
  return assert.fail('no outlook fell due');
}

/** Records the next outlook, and names the case that begins with it. */
export async function recordOutlook(life: Company, cells: Given): Promise<string> {
  const known = await casesOf(life);
  await recordFor(life, 'administrator', await nextOutlook(life), {
    assumptions: '来期は5名採用、図面が毎年20%増',
    outlook: 'ファイルサーバは来年9月に90%になる',
    proposal: '8TBへ増設 40万円',
    ...cells,
  });
  const begun = (await casesOf(life)).filter((id) => !known.includes(id));
  assert.equal(begun.length, 1, 'one case begins with one outlook');
  return begun[0]!;
}

const casesOf = async (life: Company): Promise<string[]> =>
  (await life.get('administrator', '/api/cases?kind=capacity/outlook-report&state=all&limit=100')).cases.map(({ id }: Any) => id);

/** Reported, read by management, which instructs something, and seen to. */
export async function reportedOutlook(life: Company): Promise<string> {
  const id = await recordOutlook(life, { reported: true, reportedOn: today(life) });
  const answer = { readOn: today(life), answer: 'instructed', instruction: 'クラウドの費用と比べること' };
  await lead(life, id, [
    ['receive', 'management', answer, { leadsTo: 'instructed' }],
    ['follow', 'administrator', { done: '3社の見積りを比べて示した' }, { leadsTo: 'followed' }],
  ]);
  return id;
}
