import { saidDuration } from '../../base/text.ts';
import { rebootPending } from '../../facts/reboot-pending.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { patchDeadlineDaysCritical } from './params.ts';

const dayMs = 86_400_000;

/** An update that waits for a restart does not protect yet: the restart belongs to the deadline of the patch. */
export const rebootPendingCheck = defineCheck({
  id: 'software/reboot-pending',
  title: { ja: '更新後の再起動が済んでいること', en: 'Restarts after updates are done' },
  reads: rebootPending,
  params: { patchDeadlineDaysCritical },
  freshness: 'settings',
  platforms: { windows: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '作業を保存し、「スタート > 電源 > 更新して再起動」を選んでください。',
      en: 'Save your work and choose Start > Power > Update and restart.',
    },
    linux: {
      ja: '業務に支障のない時間に「sudo systemctl reboot」で再起動してください。',
      en: 'Restart with sudo systemctl reboot at a time that does not disturb work.',
    },
  },
  remedyForUser: {
    windows: {
      ja: '作業を保存し、「スタート > 電源 > 更新して再起動」を選びます。ふたを閉じるだけでは再起動になりません。',
      en: 'Save your work and choose Start > Power > Update and restart. Closing the lid is no restart.',
    },
  },
  caveat: {
    ja: '再起動待ちの印と、動いているカーネルの版だけを見ます。再起動していないサービスが古いライブラリを使い続けることは見えません。',
    en: 'Only the marks of a pending restart and the version of the running kernel are seen, not services that go on with old libraries.',
  },
  judge({ body }, { patchDeadlineDaysCritical: days }, now) {
    const { pending, since, kernel } = body;
    if (pending === null) {
      return unknown(
        '再起動待ちの印を残す仕組みがなく、動いているカーネルもパッケージのものではないため、判定できません。',
        'Nothing on this device marks a pending restart and the running kernel is no package, so it cannot be judged.',
      );
    }
    if (!pending) return pass('再起動待ちの更新はありません。', 'No update is waiting for a restart.');
    if (since === null) {
      return kernel !== null && kernel.running !== kernel.newest
        ? fail(
            `動いているカーネルは${kernel.running}です(導入済みの最新は${kernel.newest})。`,
            `The kernel ${kernel.running} is running; the newest installed is ${kernel.newest}.`,
          )
        : fail('再起動待ちの更新があります。', 'An update is waiting for a restart.');
    }
    const age = now.getTime() - Date.parse(since);
    if (age < -dayMs)
      return unknown('再起動待ちになった日時が未来になっています。', 'The time since when a restart is pending lies in the future.');
    const said = saidDuration(age);
    return age <= days * dayMs
      ? pass(`再起動待ちになって${said.ja}です(期限${days}日以内)。`, `A restart has been pending for ${said.en} (deadline ${days} days).`)
      : fail(
          `再起動待ちのまま${said.ja}たっています(期限${days}日以内)。`,
          `A restart has been pending for ${said.en} (deadline ${days} days).`,
        );
  },
});
