import { saidDuration, saidList } from '../../base/text.ts';
import { programTraces } from '../../facts/program-traces.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { awaiting } from './installed.ts';
import { forbiddenSoftware } from './params.ts';

/** Traces stay long after a program is gone: older ones are history, not today's finding. */
const recentDays = 30;
/** The record of starts cuts file names at this many characters. */
const fileNameMax = 29;
const dayMs = 86_400_000;

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
    const listed = names.map((name) => name.trim().toLowerCase());
    const named = body.traces.filter(({ program }) =>
      listed.some((name) => program === `${name}.exe` || program === `${name}.exe`.slice(0, fileNameMax)),
    );
    const age = (time: string) => now.getTime() - Date.parse(time);
    // A trace without a time cannot be called old.
    const recent = named.filter(({ lastRunAt }) => lastRunAt === null || age(lastRunAt) <= recentDays * dayMs);
    if (recent.length > 0) {
      const ja = recent.map((t) => `${t.program}(${t.lastRunAt === null ? '時刻不明' : `${saidDuration(age(t.lastRunAt)).ja}前`})`);
      const en = recent.map((t) => `${t.program} (${t.lastRunAt === null ? 'time unknown' : `${saidDuration(age(t.lastRunAt)).en} ago`})`);
      return fail(`禁止ソフトを実行した痕跡があります:${saidList(ja).ja}`, `Forbidden software has run: ${saidList(en).en}`);
    }
    const waiting = awaiting(names, body.asked);
    if (waiting !== null) return waiting;
    if (!body.logs.prefetch && !body.logs.activity) {
      return unknown('プログラムの実行の記録を読めませんでした。', 'The records of programs that ran could not be read.');
    }
    const read = body.logs.prefetch && body.logs.activity ? 'プリフェッチとBAM' : body.logs.prefetch ? 'プリフェッチ' : 'BAM';
    const readEn = read === 'プリフェッチとBAM' ? 'prefetch and BAM' : body.logs.prefetch ? 'prefetch' : 'BAM';
    return pass(
      `過去${recentDays}日に禁止ソフト${names.length}件を実行した痕跡はありません(${read}による)。`,
      `No trace of any of the ${names.length} forbidden programs in the last ${recentDays} days (from ${readEn}).`,
    );
  },
});
