import { saidDuration, saidList } from '../../base/text.ts';
import { fail, pass, unknown, type Verdict } from '../../mechanism/check.ts';
import { awaiting } from './installed.ts';

/** Traces stay long after a program is gone: older ones are history, not today's finding. */
const recentDays = 30;
/** The record of starts cuts file names at this many characters. */
const fileNameMax = 29;
const dayMs = 86_400_000;

interface Traces {
  readonly asked: readonly string[];
  readonly traces: readonly { readonly program: string; readonly lastRunAt: string | null }[];
  readonly logs: { readonly prefetch: boolean; readonly activity: boolean };
}

/**
 * Judges the traces of named programs. `kind` names the sort of program in a sentence; `endings` are what a file's name
 * may add to the listed name («PsExec64.exe»).
 */
export function judgeTraces(
  body: Traces,
  names: readonly string[],
  now: Date,
  kind: { readonly ja: string; readonly en: string },
  endings: readonly string[] = ['.exe'],
): Verdict {
  const listed = names.map((name) => name.trim().toLowerCase());
  const named = body.traces.filter(({ program }) =>
    listed.some((name) => endings.some((end) => program === `${name}${end}` || program === `${name}${end}`.slice(0, fileNameMax))),
  );
  const age = (time: string) => now.getTime() - Date.parse(time);
  // A trace without a time cannot be called old.
  const recent = named.filter(({ lastRunAt }) => lastRunAt === null || age(lastRunAt) <= recentDays * dayMs);
  if (recent.length > 0) {
    const ja = recent.map((t) => `${t.program}(${t.lastRunAt === null ? '時刻不明' : `${saidDuration(age(t.lastRunAt)).ja}前`})`);
    const en = recent.map((t) => `${t.program} (${t.lastRunAt === null ? 'time unknown' : `${saidDuration(age(t.lastRunAt)).en} ago`})`);
    return fail(`${kind.ja}を実行した痕跡があります:${saidList(ja).ja}`, `Traces of ${kind.en} having run: ${saidList(en).en}`);
  }
  const waiting = awaiting(names, body.asked);
  if (waiting !== null) return waiting;
  if (!body.logs.prefetch && !body.logs.activity) {
    return unknown('プログラムの実行の記録を読めませんでした。', 'The records of programs that ran could not be read.');
  }
  const read = body.logs.prefetch && body.logs.activity ? 'プリフェッチとBAM' : body.logs.prefetch ? 'プリフェッチ' : 'BAM';
  const readEn = body.logs.prefetch && body.logs.activity ? 'prefetch and BAM' : body.logs.prefetch ? 'prefetch' : 'BAM';
  return pass(
    `過去${recentDays}日に${kind.ja}${names.length}件を実行した痕跡はありません(${read}による)。`,
    `No trace of any of the ${names.length} named programs (${kind.en}) in the last ${recentDays} days (from ${readEn}).`,
  );
}
