import { osBuild } from '../../facts/os-build.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { oldestOsBuilds } from './params.ts';

/** Windows numbers its builds from here; anything smaller in the list is a version of macOS. */
const firstBuild = 10_000;

/** The system itself is not older than the oldest version that the company allows: the exact number, not a date. */
export const osBuildCurrent = defineCheck({
  id: 'software/os-build',
  title: { ja: 'OSの版が社内の基準以上であること', en: 'The version of the system is one the company allows' },
  reads: osBuild,
  params: { oldestOsBuilds },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > Windows Update」で更新を適用して再起動し、「winver」でビルド番号を確かめてください。',
      en: 'Install updates under Settings > Windows Update, restart, and look at the build number with winver.',
    },
    macos: {
      ja: '「システム設定 > 一般 > ソフトウェアアップデート」で更新し、「 > このMacについて」で版を確かめてください。',
      en: 'Update under System Settings > General > Software Update and look at the version under  > About This Mac.',
    },
  },
  caveat: {
    ja: '基準の版は会社が登録した値です。公開された最新の版との照合は、脆弱性の情報の取込みで行います。',
    en: 'The versions are those that the company listed. Matching with the newest one published is for the intake of vulnerability news.',
  },
  judge({ body, platform }, { oldestOsBuilds: list }) {
    if (body.numbers === null) return unknown('OSの版の番号を読めません。', 'The numbers of the version cannot be read.');
    const mine = body.numbers;
    const said = mine.join('.');
    const listed = list
      .map((item) => item.split('.').map(Number))
      .filter(([first = 0]) => first >= firstBuild === (platform === 'windows'));
    if (listed.length === 0) return unknown(`OSの版(${said})の基準が未登録です。`, `No version has been listed to hold ${said} against.`);
    const same = listed.filter(([first]) => first === mine[0]);
    if (same.length > 0) {
      const limit = same.reduce((strictest, each) => (compare(each, strictest) > 0 ? each : strictest));
      return compare(mine, limit) >= 0
        ? pass(
            `OSの版は${said}で、社内基準(${limit.join('.')})以上です。`,
            `The version is ${said}; the company asks for ${limit.join('.')}.`,
          )
        : fail(
            `OSの版は${said}で、社内基準(${limit.join('.')})より古いものです。`,
            `The version is ${said}; the company asks for ${limit.join('.')}.`,
          );
    }
    if (listed.every(([first = 0]) => first > mine[0]!)) {
      return fail(
        `OSの版(${said})は、基準にあるどの系列よりも古いものです。`,
        `The version ${said} is older than every line that is listed.`,
      );
    }
    return unknown(`OSの版(${said})の系列は、社内基準に未登録です。`, `The line of version ${said} has not been listed by the company.`);
  },
});

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
