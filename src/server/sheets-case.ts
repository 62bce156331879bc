import { type Words, words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { titleOf } from '../drift/index.ts';
import { caseWithDevices } from '../engine/cases/index.ts';
import { type Cells, isBlank } from '../mechanism/field.ts';
import { namedIn } from '../mechanism/named.ts';
import { change } from '../practices/changes/change.case.ts';
import { measuredOn, spanOf } from './changes.ts';
import { type SheetSection, sheetRowsMax } from './sheets-section.ts';

/** What was measured on the devices of a change, beside its plan: what an auditor would otherwise have to collect. */
export async function caseSections(pool: Pool, caseId: string): Promise<readonly SheetSection[]> {
  const [found, seen] = await Promise.all([caseWithDevices(pool, change.id, caseId), measuredOn(pool, caseId)]);
  if (found === null) return [];
  const versions = found.events.findLast(({ step }) => step === 'measured')?.cells;
  const told = new Set(seen.map(({ deviceId }) => deviceId));
  const devices = found.devices.length;
  const silent = found.devices.filter((device) => !told.has(device)).length;
  const said =
    devices === 0
      ? words('案件に端末の指定がないため、測定された違いはありません。', 'The case names no device, so nothing was measured.')
      : seen.length === 0
        ? words('この案件の端末で測定された違いは、まだありません。', 'Nothing was measured on its devices so far.')
        : words(
            `この案件の端末で、作業の間に${seen.length}件の違いを測定しました。${silent === 0 ? '' : `${devices}台のうち${silent}台では、違いがまだ測定されていません。`}`,
            `${seen.length} differences were measured on its devices during the work.${silent === 0 ? '' : ` On ${silent} of ${devices} devices none was measured so far.`}`,
          );
  const rest = versionsSaid(versions, devices);
  return [
    {
      title: words('測定された違い', 'Measured differences'),
      to: `/cases/${caseId}`,
      verdict:
        versions?.same === false
          ? 'fail'
          : seen.length === 0 || (silent > 0 && versions?.same !== true) || isUntold(versions)
            ? 'unknown'
            : 'pass',
      summary: words(said.ja + rest.ja, `${said.en}${rest.en}`),
      columns: [words('端末', 'Device'), words('違い', 'What'), words('起きた時間', 'When')],
      rows: seen.slice(0, sheetRowsMax).map((event) => [event.deviceName, titleOf(event.counts, event.platform), spanOf(event)]),
      more: Math.max(0, seen.length - sheetRowsMax),
    },
  ];
}

/** Versions are compared, and one of them is not known. */
const isUntold = (versions: Cells | undefined): boolean => !isBlank(versions?.testMachine) && isBlank(versions?.same);

function versionsSaid(versions: Cells | undefined, devices: number): Words {
  const { production, testMachine, same } = versions ?? {};
  const untold = namedIn(versions?.versionUntold).length;
  const unknown =
    untold === 0
      ? words('', '')
      : words(`${untold}台の版は、適用の後に測れていません。`, ` The version of ${untold} was not measured since it was applied.`);
  if (typeof production !== 'string' || typeof testMachine !== 'string') return unknown;
  if (same === true)
    return words(`運用機は試験機と同じ${production}です。`, ` The machine in operation has what was tested: ${production}.`);
  if (same !== false) return unknown;
  const other = namedIn(versions?.otherVersion).length;
  const differ =
    devices > 1
      ? words(
          `試験機は${testMachine}、運用機は${production}で、${other}台の版が違います。`,
          ` Tested ${testMachine}, in operation ${production}: ${other} of them differ.`,
        )
      : words(
          `運用機は${production}、試験機は${testMachine}で、版が違います。`,
          ` In operation ${production}, tested ${testMachine}: they differ.`,
        );
  return words(differ.ja + unknown.ja, differ.en + unknown.en);
}
