import { programTraces } from '../../facts/program-traces.ts';
import { defineCheck, unknown } from '../../mechanism/check.ts';
import { forbiddenSoftware } from './params.ts';
import { judgeTraces } from './traces.ts';

/** Forbidden programs that run without being installed leave a trace in the records Windows keeps of starts. */
export const fileSharingTraces = defineCheck({
  id: 'software/file-sharing-traces',
  title: { ja: '禁止ソフトを実行した痕跡がないこと', en: 'No trace of forbidden software having run' },
  reads: programTraces,
  params: { forbiddenSoftware },
  freshness: 'slow',
  platforms: { windows: 'judged' },
  remedy: {
    windows: {
      ja: '利用者に使用の経緯を確かめ、実行ファイルを削除してください。痕跡は最後の実行から30日で対象から外れます。',
      en: 'Ask the user how it came to be used and delete the executable file. A trace stops counting 30 days after the last run.',
    },
  },
  caveat: {
    ja: 'ファイル名だけを照らします。名前を変えたもの、および記録が消されたものは見つかりません。',
    en: 'File names only are compared. A renamed program, or one whose record was deleted, is not found.',
  },
  judge({ body }, { forbiddenSoftware: names }, now) {
    if (names.length === 0) return unknown('禁止するソフトが1件も指定されていません。', 'No forbidden software has been named yet.');
    return judgeTraces(body, names, now, { ja: '禁止ソフト', en: 'forbidden software' });
  },
});
