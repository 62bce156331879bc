import { saidList } from '../../base/text.ts';
import { diskForecast } from '../../facts/disk-forecast.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { diskFullWarnDays } from './params.ts';

const dayMs = 86_400_000;
const companyOffsetMs = 9 * 3_600_000;

/** No volume may be about to fill within the days that the company needs to make room. */
export const diskNotFilling = defineCheck({
  id: 'capacity/disk-forecast',
  title: { ja: 'ディスクが近いうちに満杯にならないこと', en: 'No disk is about to be full' },
  reads: diskForecast,
  params: { diskFullWarnDays },
  freshness: 'slow',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  classes: ['server'],
  remedy: {
    windows: {
      ja: '「端末 > 容量・能力」で増え方を確かめ、「設定 > システム > ストレージ > 記憶域の詳細設定」から「クリーンアップ対象候補」で空けるか、予測日より前にディスクを増設してください。',
      en: 'See how it grows under Capacity, make room under Settings > System > Storage > Cleanup recommendations, or add disk space before that day.',
    },
    macos: {
      ja: '「端末 > 容量・能力」で増え方を確かめ、「システム設定 > 一般 > ストレージ」で空けるか、予測日より前にデータを移してください。',
      en: 'See how it grows under Capacity, make room under System Settings > General > Storage, or move data before that day.',
    },
    linux: {
      ja: '「端末 > 容量・能力」で増え方を確かめ、「sudo du -xh / | sort -h | tail」で増えているフォルダを探して整理するか、予測日より前にボリュームを拡張してください。',
      en: 'See how it grows under Capacity, find what grows with sudo du -xh / | sort -h | tail, and make room or extend the volume before that day.',
    },
  },
  caveat: {
    ja: '21日分の測定がたまるまでは予測しません。一度に増えるデータ(移行や一括の取込み)は予測できません。予測日は幅をもって示し、当たり外れは「端末 > 容量・能力」に出します。',
    en: 'Nothing is forecast before 21 days were measured. Data that come at once (moves, bulk imports) cannot be foreseen. The day has a range, and how often it was right is shown under Capacity.',
  },
  judge({ body }, { diskFullWarnDays: limit }, now) {
    const today = Math.floor((now.getTime() + companyOffsetMs) / dayMs);
    const daysLeft = (on: string) => Math.max(0, Date.parse(on) / dayMs - today);
    const filling = body.volumes.filter(({ fullOn, unless, warn, cause }) => {
      if (cause === 'full') return true;
      // For another horizon than that of the forecast the day alone decides.
      if (limit === body.horizonDays) return warn;
      return fullOn !== null && unless === null && daysLeft(fullOn) <= limit;
    });
    if (filling.length > 0) {
      const said = filling.map(({ volume, fullOn, cause }) => {
        if (cause === 'full') return { ja: `${volume} 満杯です`, en: `${volume} is full` };
        if (fullOn === null) return { ja: `${volume} 一度に増えると足りません`, en: `${volume} cannot take another jump` };
        return { ja: `${volume} ${fullOn}(あと${daysLeft(fullOn)}日)`, en: `${volume} on ${fullOn} (in ${daysLeft(fullOn)} days)` };
      });
      return fail(
        `${limit}日以内に満杯になる見込みです:${saidList(said.map(({ ja }) => ja)).ja}`,
        `Expected to be full within ${limit} days: ${saidList(said.map(({ en }) => en)).en}`,
      );
    }
    const silent = body.volumes.filter(({ state }) => state === 'silent');
    if (body.volumes.length === 0 || silent.length > 0) {
      const said = saidList(silent.map(({ volume }) => volume));
      return silent.some(({ because }) => because === 'gaps')
        ? unknown(`測れていない日が多く、予測できません(${said.ja})。`, `Too many days without a measurement to forecast (${said.en}).`)
        : unknown(
            `測定が21日分たまっていないため、まだ予測できません(${said.ja || 'すべて'})。`,
            `Not yet measured for 21 days (${said.en || 'all'}).`,
          );
    }
    const first = body.volumes
      .filter(({ fullOn, unless }) => fullOn !== null && unless === null)
      .sort((a, b) => (a.fullOn! < b.fullOn! ? -1 : 1))[0];
    return first === undefined
      ? pass(
          `満杯になる見込みのディスクはありません(注意する日数${limit}日)。`,
          `No disk is expected to fill (attention at ${limit} days).`,
        )
      : pass(
          `最も早い${first.volume}でも満杯の見込みは${first.fullOn}です(注意する日数${limit}日)。`,
          `The soonest, ${first.volume}, is expected to be full on ${first.fullOn} (attention at ${limit} days).`,
        );
  },
});
