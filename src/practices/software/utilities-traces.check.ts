import { programTraces } from '../../facts/program-traces.ts';
import { defineCheck, unknown } from '../../mechanism/check.ts';
import { unapprovedUtilities } from './params.ts';
import { judgeTraces } from './traces.ts';

/** Privileged utilities are mostly single files that nobody installs: only the system's own records tell that one ran. */
export const utilitiesTraces = defineCheck({
  id: 'software/utilities-traces',
  title: { ja: '承認の要るユーティリティを実行した痕跡がないこと', en: 'No trace of utilities that need approval' },
  reads: programTraces,
  params: { unapprovedUtilities },
  freshness: 'slow',
  platforms: { windows: 'judged' },
  remedy: {
    windows: {
      ja: '利用者に使用の経緯を確かめ、使用申請の承認を得るか、実行ファイルを削除してください。痕跡は最後の実行から30日で対象から外れます。',
      en: 'Ask the user how it came to be used, have its use approved or delete the file. A trace stops counting 30 days after the last run.',
    },
  },
  caveat: {
    ja: '承認の有無までは見ません。ファイル名だけを照らすため、名前を変えたもの、および記録が消されたものは見つかりません。',
    en: 'It does not know what was approved. File names only are compared: a renamed utility, or one whose record was deleted, is not found.',
  },
  judge({ body }, { unapprovedUtilities: names }, now) {
    if (names.length === 0)
      return unknown('承認の要るユーティリティが1件も指定されていません。', 'No utility that needs approval has been named yet.');
    return judgeTraces(body, names, now, { ja: '承認の要るユーティリティ', en: 'utilities that need approval' }, ['.exe', '64.exe']);
  },
});
