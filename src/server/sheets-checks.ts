import { type Words, words } from '../base/text.ts';
import { localDateOf, localTimeOf } from '../calendar/index.ts';
import type { CheckedDevice } from '../engine/checks/index.ts';
import type { CheckStanding } from '../overview/index.ts';
import type { SheetSection } from './sheets-section.ts';

const verdictWords = { fail: words('× 不適合', '× fail'), unknown: words('？ 不明', '? unknown') } as const;

/** How one check stands: its counts, and each device that fails or that nobody knows of, by the words of when that was found. */
export function checkSection({ check, verdict, expected, counts }: CheckStanding, devices: readonly CheckedDevice[]): SheetSection {
  const wrong = devices.filter((device) => device.verdict !== 'pass');
  return {
    title: words(`点検「${check.title.ja}」`, `Check “${check.title.en}”`),
    to: `/checks/${check.id}`,
    verdict,
    summary: summaryOf(expected, counts),
    columns: [words('端末', 'Device'), words('判定', 'Verdict'), words('いつから', 'Since'), words('そのときの理由', 'Why, at that time')],
    rows: wrong.map((device) => [
      device.deviceName,
      verdictWords[device.verdict === 'fail' ? 'fail' : 'unknown'],
      device.since === null ? '－' : `${localDateOf(device.since)} ${localTimeOf(device.since)}`,
      reasonOf(check, device),
    ]),
    more: Math.max(0, counts.fail + counts.unknown - wrong.length),
  };
}

function summaryOf(expected: number, { pass, fail, unknown }: CheckStanding['counts']): Words {
  if (expected === 0) return words('対象となる端末がまだ登録されていません。', 'No device that it concerns is enrolled yet.');
  return words(
    `対象${expected}台: 不適合${fail}台、不明${unknown}台、適合${pass}台。`,
    `${expected} ${expected === 1 ? 'device' : 'devices'}: ${fail} fail, ${unknown} unknown, ${pass} pass.`,
  );
}

/** The finding's own words: those of the newest observation may change with every minute. */
function reasonOf(check: CheckStanding['check'], { found, platform }: CheckedDevice): Words {
  if (found) return found;
  const blind = check.platforms[platform];
  return blind !== undefined && blind !== 'judged' ? blind : words('まだ測定していません。', 'Not measured yet.');
}
