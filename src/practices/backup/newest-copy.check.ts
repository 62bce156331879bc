import { saidDuration, saidList } from '../../base/text.ts';
import { newestBackup } from '../../facts/newest-backup.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { backupFolders, backupMaxAgeHours } from './params.ts';

const hourMs = 3_600_000;

/** The copy itself is there and new enough; a job that is scheduled may fail every night. */
export const newestBackupFresh = defineCheck({
  id: 'backup/newest-copy',
  title: { ja: '新しいバックアップがあること', en: 'There is a fresh backup' },
  reads: newestBackup,
  params: { backupMaxAgeHours, backupFolders },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  classes: ['server'],
  remedy: {
    windows: {
      ja: '「Windows Server バックアップ」またはお使いのバックアップソフトで、前回の結果を確かめ、今すぐ実行してください。ファイルに保存しているときは、その置き場を社内の定め「バックアップの保存先」に加えてください。',
      en: 'Look at the last result in Windows Server Backup or your backup program and run it now. Where it writes files, add their place to the value “Places where backups are kept”.',
    },
    macos: {
      ja: 'メニューバーの「Time Machine > 今すぐバックアップを作成」を実行し、バックアップ先がつながっていることを確かめてください。',
      en: 'Choose Time Machine > Back Up Now in the menu bar and see that the backup disk is reachable.',
    },
    linux: {
      ja: 'バックアップのジョブの記録(journalctl、cronのメール)を確かめて実行し直してください。置き場は、社内の定め「バックアップの保存先」に加えてください。',
      en: 'Look at the job’s record (journalctl, cron mail) and run it again. Its place belongs into the value “Places where backups are kept”.',
    },
  },
  caveat: {
    ja: '一番新しいファイルか記録の時刻だけを見ます。復元できるかは、毎月の復元の確認で確かめます。クラウドやほかの機器に送ったものは見えません。',
    en: 'Only the time of the newest file or record is seen. Whether it restores, the monthly drill tells. What was sent to a cloud or another machine is not seen.',
  },
  judge({ body: { at, where, looked, readable } }, { backupMaxAgeHours: hours }, now) {
    if (at !== null && where !== null) {
      const age = now.getTime() - Date.parse(at);
      const said = saidDuration(age);
      const limit = String(hours);
      if (age < -hourMs) return unknown(`バックアップの時刻が未来です(${where})。`, `The backup’s time lies in the future (${where}).`);
      if (age <= hours * hourMs)
        return pass(
          `最新のバックアップは${said.ja}前です(${where}、定めは${limit}時間以内)。`,
          `The newest backup is ${said.en} old (${where}; ${limit} hours allowed).`,
        );
      if (readable)
        return fail(
          `最新のバックアップは${said.ja}前です(${where}、定めは${limit}時間以内)。`,
          `The newest backup is ${said.en} old (${where}; ${limit} hours allowed).`,
        );
      return unknown('新しいバックアップの有無を読めませんでした。', 'Whether there is a newer backup could not be read.');
    }
    if (!readable) return unknown('バックアップの記録を読めませんでした。', 'The record of backups could not be read.');
    if (looked.length === 0)
      return unknown(
        'この端末で確かめられるバックアップの置き場がありません。保存先のフォルダを定めてください。',
        'There is no place on this device to look for backups. Name the folder they are kept in.',
      );
    const said = saidList(looked);
    return fail(`バックアップが1つもありません(${said.ja})。`, `There is no backup at all (${said.en}).`);
  },
});
