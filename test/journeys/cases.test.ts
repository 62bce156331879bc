import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { controls } from '../../src/catalog/index.ts';
import { isCase } from '../../src/mechanism/citation.ts';
import { citedCaseChecks, citedCases } from '../../src/overview/index.ts';
import { verifyPack } from '../../src/pack/verify.mjs';
import { readZip } from '../../src/pack/verify-zip.mjs';
import { type Company, company } from './company.ts';
import { type Any, caseOf, today } from './lead.ts';
import { led } from './led.ts';
import { monthlyOutlooks } from './lives-of-outlooks.ts';
import { entriesIn, packOf, provesOffline } from './proof.ts';

/** Checks of what is under way only: there is nothing to measure once every case ended, and that is never a pass. */
const nothingLeft: Readonly<Record<string, string>> = { 'development/project-environments': 'unknown' };

/** Cases from their opening to their end, by the people whose steps they are, and what the packs of the controls then prove. */
describe('journey: every kind of case, to a verified pack', { timeout: 5 * 60_000 }, () => {
  let life: Company;
  let from = '';
  const ended = new Map<string, string[]>();

  before(async () => {
    // A supplier is assessed again within a month, so that a whole life of one fits into the journey.
    life = await company({ start: '2027-03-01T00:00:00Z', values: { vendorReassessmentIntervalMonths: 1, ...monthlyOutlooks } });
    from = today(life);
  });
  after(() => life?.close());

  for (const { id: kind, title, states } of citedCases)
    it(`${title.en} (${kind}) goes from its opening to its end`, async () => {
      for (const live of led[kind] ?? assert.fail(`no life of ${kind}`)) {
        const id = await live(life);
        const { state, waiting, events } = await caseOf(life, id);
        assert.equal(state.end, 'done', `${live.name} ends as it should`);
        assert.deepEqual(waiting, [], `nothing waits any more after ${live.name}`);
        assert.ok(events.length >= 3 && state.id in states);
        ended.set(kind, [...(ended.get(kind) ?? []), id]);
      }
    });

  for (const control of controls) {
    const cited = new Map(control.clauses.flatMap(({ mechanisms }) => mechanisms.filter(isCase).map((each) => [each.id, each] as const)));
    if (cited.size === 0) continue;
    it(`${control.id}: its pack proves ${[...cited.keys()].join(', ')}`, async () => {
      const zip = await packOf(life, control.id, from);
      await provesOffline(zip);
      const entries = entriesIn(zip);
      for (const kind of cited.keys())
        for (const id of ended.get(kind) ?? assert.fail(`no case of ${kind} ended`)) {
          const { events } = await caseOf(life, id);
          const told = entries.filter(({ subject, kind: of }) => of.startsWith('case.') && subject === `case:${kind} case:${id}`);
          assert.deepEqual(
            told.filter(({ kind: of }) => of === 'case.opened' || of === 'case.step').map(({ payload }) => payload.step),
            events.map(({ step }: Any) => step),
            'every step of the case, in its order',
          );
          refusesOneByte(zip, id);
        }
      const { clauses } = JSON.parse(readZip(zip).get('control.json')!.toString('utf8'));
      const standings = clauses.flatMap(({ mechanisms }: Any) => mechanisms).filter(isOfCases);
      assert.ok(standings.length >= cited.size);
      for (const { id, standing } of standings)
        assert.equal(standing?.verdict, nothingLeft[id] ?? 'pass', `${id}: ${standing?.because.ja}`);
    });
  }
});

/** A kind of case, or a check over cases, as the pack names it. */
const isOfCases = ({ kind, id }: Any): boolean => kind === 'case' || (kind === 'tool' && citedCaseChecks.some((check) => check.id === id));

/** One byte of what the pack says of a case is another: then it does not verify. */
function refusesOneByte(zip: Buffer, id: string): void {
  const files = new Map(readZip(zip));
  const [name, data] = [...files].find(([each, content]) => each.startsWith('entries/period') && content.includes(id))!;
  const changed = Buffer.from(data);
  const at = changed.indexOf(id);
  changed[at] = changed[at] === 0x30 ? 0x31 : 0x30;
  files.set(name, changed);
  assert.notDeepEqual(verifyPack(files).problems, [], `${name} with one byte of ${id} changed`);
}
