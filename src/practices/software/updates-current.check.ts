import { saidDuration } from '../../base/text.ts';
import { type UpdateState, updateState } from '../../facts/update-state.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../../mechanism/check.ts';
import { patchDeadlineDaysOther } from './params.ts';

const dayMs = 86_400_000;

/** Updates of the system must be in place within the company's deadline. Each platform proves it in its own way. */
export const updatesCurrent = defineCheck({
  id: 'software/updates-current',
  title: { ja: 'OSの更新が期限内に適用されていること', en: 'Updates of the system are applied in time' },
  reads: updateState,
  params: { patchDeadlineDaysOther },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > Windows Update」で「更新プログラムのチェック」を押し、すべて適用して再起動してください。',
      en: 'Under Settings > Windows Update press Check for updates, install everything and restart.',
    },
    macos: {
      ja: '「システム設定 > 一般 > ソフトウェアアップデート」で更新を適用し、自動アップデートをすべてオンにしてください。',
      en: 'Install updates under System Settings > General > Software Update and switch on all automatic updates.',
    },
    linux: {
      ja: '「sudo apt update && sudo apt upgrade」を行い、「sudo apt install unattended-upgrades」「sudo dpkg-reconfigure unattended-upgrades」で自動更新を有効にしてください(RHEL系は「sudo dnf install dnf-automatic」「sudo systemctl enable --now dnf-automatic-install.timer」)。',
      en: 'Run sudo apt update && sudo apt upgrade, then install unattended-upgrades and enable it with sudo dpkg-reconfigure unattended-upgrades (RHEL family: sudo dnf install dnf-automatic; sudo systemctl enable --now dnf-automatic-install.timer).',
    },
  },
  remedyForUser: {
    windows: {
      ja: '作業を保存し、「設定 > Windows Update」で「更新プログラムのチェック」を押します。終わったら「今すぐ再起動」を選びます。',
      en: 'Save your work, press Check for updates under Settings > Windows Update, then choose Restart now.',
    },
    macos: {
      ja: '作業を保存し、「システム設定 > 一般 > ソフトウェアアップデート」で更新を適用します。管理者の名前を求められたら、情報システム管理者に頼んでください。',
      en: 'Save your work and install what is shown under System Settings > General > Software Update. If it asks for an administrator, ask yours.',
    },
  },
  caveat: {
    ja: 'Windowsは月例の公開日より後に更新が入ったこと、Linuxは自動更新が正常に終わったことを見ます。どの修正が入ったかは、脆弱性の照合で確かめます。自動更新を使わないLinuxは「不明」になります。',
    en: 'On Windows it sees that something was installed after the monthly release, on Linux that the automatic update ended well. Which fixes are in place is for the matching of vulnerabilities. Linux without automatic updates stays unknown.',
  },
  judge({ body, platform }, { patchDeadlineDaysOther: days }, now) {
    if (isAhead(body, now)) return unknown('更新の日時が未来になっています。', 'A time of its updates lies in the future.');
    if (platform === 'windows') return judgeWindows(body, days, now);
    return platform === 'macos' ? judgeMac(body, days, now) : judgeLinux(body, days, now);
  },
});

/** What a clock that was wrong left behind would look new for years. Some times are told as a day only. */
const isAhead = ({ installedAt, checkedAt, automaticAt, hotfixAt }: UpdateState, now: Date): boolean =>
  [installedAt, checkedAt, automaticAt, hotfixAt].some((time) => time && Date.parse(time) - now.getTime() > dayMs);

/** The second Tuesday of a month, when Microsoft publishes (18:00 UTC at the latest). */
function monthlyRelease(year: number, month: number): Date {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return new Date(Date.UTC(year, month, 1 + ((2 - first + 7) % 7) + 7, 18));
}

/** The agent takes the history's UTC for local time: in Japan what it tells lies nine hours early. */
const historyShiftMs = 9 * 3_600_000;

/** The newest monthly release whose deadline has passed: an update must have been installed since. */
function dueRelease(now: Date, days: number): Date {
  for (let back = 0; ; back++) {
    const release = monthlyRelease(now.getUTCFullYear(), now.getUTCMonth() - back);
    if (release.getTime() + days * dayMs < now.getTime()) return release;
  }
}

function judgeWindows({ installedAt, historySince, hotfixAt }: UpdateState, days: number, now: Date): Verdict {
  const due = dueRelease(now, days);
  const date = due.toISOString().slice(0, 10);
  const fromHistory = installedAt !== null && Date.parse(installedAt) + historyShiftMs >= due.getTime();
  // The two sources fail in different ways: one that shows the update is enough.
  if (fromHistory || (hotfixAt && Date.parse(hotfixAt) >= due.getTime())) {
    return pass(
      `${date}公開の月例更新より後に、更新が適用されています(期限${days}日)。`,
      `An update was installed after the monthly release of ${date} (deadline ${days} days).`,
    );
  }
  if (installedAt !== null || hotfixAt || (historySince !== null && Date.parse(historySince) < due.getTime())) {
    return fail(
      `${date}公開の月例更新が、期限${days}日を過ぎても適用されていません。`,
      `The monthly update of ${date} is not installed although the deadline of ${days} days has passed.`,
    );
  }
  return unknown(
    `更新の履歴が${date}まで残っておらず、適用を確かめられません。`,
    `The history of updates does not reach back to ${date}, so nothing can be concluded.`,
  );
}

function judgeMac({ installedAt, checkedAt, waiting }: UpdateState, days: number, now: Date): Verdict {
  if (checkedAt === null || waiting === null) {
    return unknown(
      '更新を最後に確認した日時か、待っている更新の数を読めません。',
      'The last search for updates or the number waiting cannot be read.',
    );
  }
  const age = now.getTime() - Date.parse(checkedAt);
  const said = saidDuration(age);
  if (age > days * dayMs) {
    return fail(
      `更新を最後に確認したのは${said.ja}前です(期限${days}日)。`,
      `Updates were last looked for ${said.en} ago (deadline ${days} days).`,
    );
  }
  if (waiting === 0) return pass(`待っている更新はありません(${said.ja}前に確認)。`, `No update is waiting (looked for ${said.en} ago).`);
  if (installedAt === null) {
    return unknown(
      `更新${waiting}件がいつから待っているか分かりません。`,
      `It cannot be told since when ${waiting} updates have been waiting.`,
    );
  }
  // Whatever waits came out after the last update of the system: within the deadline of that it is not late.
  const since = now.getTime() - Date.parse(installedAt);
  const text = saidDuration(since);
  return since <= days * dayMs
    ? pass(
        `更新${waiting}件が待っていますが、前回の適用から${text.ja}です(期限${days}日)。`,
        `${waiting} updates wait; the last was applied ${text.en} ago (deadline ${days} days).`,
      )
    : fail(
        `更新${waiting}件が待っており、前回の適用から${text.ja}たっています(期限${days}日)。`,
        `${waiting} updates wait and the last was applied ${text.en} ago (deadline ${days} days).`,
      );
}

function judgeLinux(body: UpdateState, days: number, now: Date): Verdict {
  const within = (time: string | null) => time !== null && now.getTime() - Date.parse(time) <= days * dayMs;
  const ago = (time: string) => saidDuration(now.getTime() - Date.parse(time));
  if (body.automaticAt !== null && within(body.automaticAt)) {
    const said = ago(body.automaticAt);
    return pass(
      `自動更新が${said.ja}前に正常に終わっています(期限${days}日)。`,
      `The automatic update ended well ${said.en} ago (deadline ${days} days).`,
    );
  }
  if (body.automaticTimer === true && body.installedAt !== null && within(body.installedAt)) {
    const said = ago(body.installedAt);
    return pass(
      `自動更新が有効で、${said.ja}前に更新が入っています(期限${days}日)。`,
      `Automatic updates are on and one came in ${said.en} ago (deadline ${days} days).`,
    );
  }
  if (body.checkedAt !== null && !within(body.checkedAt)) {
    const said = ago(body.checkedAt);
    return fail(
      `パッケージの更新を最後に確認したのは${said.ja}前です(期限${days}日)。`,
      `Package updates were last looked for ${said.en} ago (deadline ${days} days).`,
    );
  }
  return unknown(
    `自動更新の正常終了が期限${days}日の内に見当たらず、更新が適用されたか確かめられません。`,
    `No automatic update is known to have ended well within ${days} days, so it cannot be told whether updates were applied.`,
  );
}
