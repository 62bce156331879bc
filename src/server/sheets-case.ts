import { words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { titleOf } from '../drift/index.ts';
import { caseWithDevices } from '../engine/cases/index.ts';
import { change } from '../practices/changes/change.case.ts';
import { measuredOn, spanOf } from './changes.ts';
import { type SheetSection, sheetRowsMax } from './sheets-section.ts';

/** What was measured on the devices of a change, beside its plan: what an auditor would otherwise have to collect. */
export async function caseSections(pool: Pool, caseId: string): Promise<readonly SheetSection[]> {
  const [found, seen] = await Promise.all([caseWithDevices(pool, change.id, caseId), measuredOn(pool, caseId)]);
  if (found === null) return [];
  const versions = found.events.findLast(({ step }) => step === 'measured')?.cells;
  const named = found.devices.length > 0;
  const said = !named
    ? words('案件に端末の指定がないため、測定された違いはありません。', 'The case names no device, so nothing was measured.')
    : seen.length === 0
      ? words('この案件の端末で測定された違いは、まだありません。', 'Nothing was measured on its devices so far.')
      : words(
          `この案件の端末で、作業の間に${seen.length}件の違いを測定しました。`,
          `${seen.length} differences were measured on its devices during the work.`,
        );
  const rest = versionsSaid(versions?.same ?? null, versions?.production ?? null, versions?.testMachine ?? null);
  return [
    {
      title: words('測定された違い', 'Measured differences'),
      to: `/cases/${caseId}`,
      verdict: versions?.same === false ? 'fail' : seen.length === 0 ? 'unknown' : 'pass',
      summary: words(said.ja + rest.ja, `${said.en}${rest.en}`),
      columns: [words('端末', 'Device'), words('違い', 'What'), words('起きた時間', 'When')],
      rows: seen.slice(0, sheetRowsMax).map((event) => [event.deviceName, titleOf(event.counts, event.platform), spanOf(event)]),
      more: Math.max(0, seen.length - sheetRowsMax),
    },
  ];
}

function versionsSaid(same: unknown, production: unknown, testMachine: unknown) {
  if (typeof production !== 'string' || typeof testMachine !== 'string') return words('', '');
  return same === true
    ? words(`運用機は試験機と同じ${production}です。`, ` The machine in operation has what was tested: ${production}.`)
    : words(
        `運用機は${production}、試験機は${testMachine}で、版が違います。`,
        ` In operation ${production}, tested ${testMachine}: they differ.`,
      );
}
