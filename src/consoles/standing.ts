import { saidList, words } from '../base/text.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import type { ConsoleRecord, Subject } from './read.ts';

export interface PhonesAt {
  /** Whole days since the console wrote the list; null before the first import. */
  readonly days: number | null;
  readonly records: readonly ConsoleRecord[];
  readonly missing: readonly Pick<Subject, 'label'>[];
  readonly importedAt: Date | null;
}

/** Whether every phone that the company uses has a passcode, as its console says. Silence and age are unknown. */
export function phonesStanding({ days, records, missing, importedAt }: PhonesAt, daysMax: number): PracticeStanding {
  const say = (verdict: PracticeStanding['verdict'], ja: string, en: string): PracticeStanding => ({
    verdict,
    because: words(ja, en),
    evidenceAt: importedAt,
    dueOn: null,
  });
  if (days === null)
    return say(
      'unknown',
      '端末管理(MDM)の一覧がまだ取り込まれていません。エージェントは携帯電話・スマートフォンでは動きません。',
      'No list of the mobile device management was imported yet. The agent does not run on phones.',
    );
  const ours = records.filter(({ subject }) => subject !== null);
  const without = ours.filter(({ passcode }) => passcode === false);
  if (without.length > 0) {
    const said = saidList(without.map(({ label }) => label));
    return say('fail', `パスワードのない端末があります:${said.ja}`, `Phones without a passcode: ${said.en}`);
  }
  if (days > daysMax || days < 0)
    return say(
      'unknown',
      `取り込んだ一覧は${days}日前のものです(基準は${daysMax}日以内)。`,
      `The imported list is ${days} days old (limit ${daysMax}).`,
    );
  if (missing.length > 0) {
    const said = saidList(missing.map(({ label }) => label));
    return say('unknown', `端末管理の一覧にない端末があります:${said.ja}`, `Phones that the console does not name: ${said.en}`);
  }
  const silent = ours.filter(({ passcode }) => passcode !== true);
  if (silent.length > 0) {
    const said = saidList(silent.map(({ label }) => label));
    return say('unknown', `設定の有無が分からない端末があります:${said.ja}`, `Phones of which the console says neither: ${said.en}`);
  }
  if (ours.length === 0)
    return say(
      'unknown',
      '端末台帳の携帯電話・スマートフォンに当たる行が、一覧にありません。',
      'No line of the list means a phone of the register of devices.',
    );
  return say('pass', `台帳の${ours.length}台すべてにパスワードがあります。`, `All ${ours.length} phones of the register have a passcode.`);
}
