import { type Words, words } from '../../base/text.ts';
import type { Platform } from '../../facts/kind.ts';
import { screenLock } from '../../facts/screen-lock.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../../mechanism/check.ts';
import { screenLockMinutes } from './params.ts';

interface Lock {
  readonly user: string;
  readonly seconds: number | null;
  readonly passwordRequired: boolean | null;
}

/** 900 → 15分; 630 → 10分30秒, for «10分» would read as if it were within ten minutes. */
function saidSeconds(seconds: number): Words {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return words(`${rest}秒`, `${rest} seconds`);
  const said = words(`${minutes}分`, `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`);
  return rest === 0 ? said : words(`${said.ja}${rest}秒`, `${said.en} ${rest} seconds`);
}

/** One person's screen, as far as no rule holds for everyone. */
function judgeUser({ user, seconds, passwordRequired }: Lock, minutes: number, platform: Platform): Verdict {
  const rule = words(`(社内基準${minutes}分以内)`, ` (the company says ${minutes} minutes at most)`);
  if (seconds === 0) {
    return fail(`${user} の画面は自動でロックされません${rule.ja}。`, `The screen of ${user} never locks by itself${rule.en}.`);
  }
  if (seconds !== null && (seconds < 0 || seconds > minutes * 60)) {
    const said = saidSeconds(Math.max(0, seconds));
    return fail(`${user} の画面ロックは${said.ja}後です${rule.ja}。`, `The screen of ${user} locks after ${said.en}${rule.en}.`);
  }
  if (passwordRequired === false) {
    return fail(`${user} の画面は、パスワードなしで再開できます。`, `The screen of ${user} comes back without a password.`);
  }
  if (seconds === null) {
    return unknown(`${user} の画面ロックまでの時間を読み取れません。`, `The time until the screen of ${user} locks cannot be read.`);
  }
  if (passwordRequired === null) {
    const why = platform === 'macos' ? words('(構成プロファイルで配れば見えます)', ' (it is visible if a profile sets it)') : words('', '');
    return unknown(
      `${user} の画面の再開にパスワードが要るかを読み取れません${why.ja}。`,
      `Whether the screen of ${user} asks for a password cannot be read${why.en}.`,
    );
  }
  const said = saidSeconds(seconds);
  return pass(`${user} の画面ロックは${said.ja}後です${rule.ja}。`, `The screen of ${user} locks after ${said.en}${rule.en}.`);
}

/** The screen locks within the company's time and asks for the password. */
export const screenLockCheck = defineCheck({
  id: 'endpoint/screen-lock',
  title: { ja: '画面ロック', en: 'Screen lock' },
  reads: screenLock,
  params: { screenLockMinutes },
  freshness: 'settings',
  platforms: {
    windows: 'judged',
    macos: 'judged',
    linux: {
      ja: 'Linuxの画面ロックは、デスクトップごとの利用者設定に置かれ、エージェントから読めません。',
      en: 'On Linux each desktop keeps the screen lock in the person’s own settings, which the agent cannot read.',
    },
  },
  remedy: {
    windows: {
      ja: '「設定 > 個人用設定 > ロック画面 > スクリーンセーバー」で待ち時間を基準以内にし、「再開時にログオン画面に戻る」にチェックしてください。全員に効かせるには、ローカルセキュリティポリシーの「対話型ログオン: コンピューターの非アクティブ状態の上限」を設定します。',
      en: 'Under Settings > Personalisation > Lock screen > Screen saver choose a short enough wait and tick “On resume, display logon screen”. To bind everyone, set “Interactive logon: Machine inactivity limit” in the local security policy.',
    },
    macos: {
      ja: '「システム設定 > ロック画面」で「使用していない場合はスクリーンセーバを開始」を基準以内に、「パスワードを要求」を「すぐに」にしてください。MDMの構成プロファイルで配ると、点検もできるようになります。',
      en: 'Under System Settings > Lock Screen set “Start Screen Saver when inactive” to a short enough time and require the password immediately. If an MDM profile sets it, it can also be checked.',
    },
  },
  remedyForUser: {
    windows: {
      ja: '「設定 > 個人用設定 > ロック画面 > スクリーンセーバー」を開き、待ち時間を短くして「再開時にログオン画面に戻る」にチェックを入れます。項目が灰色で変えられないときは、情報システム管理者に頼んでください。',
      en: 'Open Settings > Personalisation > Lock screen > Screen saver, choose a short wait and tick “On resume, display logon screen”. If it is greyed out, ask the administrator.',
    },
    macos: {
      ja: '「システム設定 > ロック画面」で「使用していない場合はスクリーンセーバを開始」を短くし、「パスワードを要求」を「すぐに」にします。',
      en: 'Under System Settings > Lock Screen set “Start Screen Saver when inactive” to a short time and require the password immediately.',
    },
  },
  caveat: {
    ja: 'Windowsでは、その時にサインインしている利用者の設定だけが見えます。',
    en: 'On Windows only the settings of people who are signed in at the time are visible.',
  },
  judge({ body, platform }, { screenLockMinutes: minutes }) {
    const rule = words(`(社内基準${minutes}分以内)`, ` (the company says ${minutes} minutes at most)`);
    const { machineSeconds, machinePasswordRequired } = body;
    if (machineSeconds !== null && machineSeconds > 0 && machineSeconds <= minutes * 60 && machinePasswordRequired === true) {
      const said = saidSeconds(machineSeconds);
      return pass(`画面ロックは端末全体で${said.ja}後です${rule.ja}。`, `The screen locks after ${said.en} for everyone${rule.en}.`);
    }
    const locks = body.users.map((lock) => ({ ...lock, passwordRequired: lock.passwordRequired ?? machinePasswordRequired }));
    const verdicts = locks.map((lock) => judgeUser(lock, minutes, platform));
    const worst =
      verdicts.find(({ verdict }) => verdict === 'fail') ?? verdicts.find(({ verdict }) => verdict === 'unknown') ?? verdicts[0];
    if (worst !== undefined) return worst;
    if (machineSeconds !== null && machineSeconds > minutes * 60) {
      const said = saidSeconds(machineSeconds);
      return fail(`画面ロックは端末全体で${said.ja}後です${rule.ja}。`, `The screen locks after ${said.en} for everyone${rule.en}.`);
    }
    return unknown(
      'サインインしている利用者がいないため、画面ロックの設定を読み取れません。',
      'Nobody is signed in, so the settings of the screen lock cannot be read.',
    );
  },
});
