import { saidList } from '../../base/text.ts';
import { backupSchedule } from '../../facts/backup-schedule.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** The least that can be said of a device whose data must be saved: something is set to save it. */
export const backupJobScheduled = defineCheck({
  id: 'backup/job-scheduled',
  title: { ja: 'バックアップの予定があること', en: 'A backup is scheduled' },
  reads: backupSchedule,
  params: {},
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  // Of a PC nobody asks it: what matters lies on the servers.
  classes: ['server'],
  remedy: {
    windows: {
      ja: 'バックアップソフトで定期の取得を設定するか、Windows Serverでは「サーバ マネージャー > ツール > Windows Server バックアップ > バックアップ スケジュール」で設定してください。',
      en: 'Schedule backups in your backup software, or on Windows Server under Server Manager > Tools > Windows Server Backup > Backup Schedule.',
    },
    macos: {
      ja: '「システム設定 > 一般 > Time Machine」でバックアップディスクを追加し、「オプション」で「バックアップ頻度」を自動にしてください。',
      en: 'Add a backup disk under System Settings > General > Time Machine and set Back up frequency under Options to automatic.',
    },
    linux: {
      ja: '「sudo apt install restic」などの道具を入れ、「sudo crontab -e」かsystemdタイマーで定期の取得を設定してください。',
      en: 'Install a tool such as restic (sudo apt install restic) and schedule it with sudo crontab -e or a systemd timer.',
    },
  },
  caveat: {
    ja: '予定があることは、バックアップが取れていることの証明ではありません。取得と復元は、バックアップの結果と復元の試験で確かめます。予定は名前から見分けるため、独自の名前の処理は見つからないことがあります。',
    en: 'A schedule is no backup. That copies exist and can be restored is proved by the results of backups and by restore drills. Jobs are known by name, so one under a name of its own may be missed.',
  },
  judge({ body }) {
    if (body.jobs.length > 0) {
      const said = saidList(body.jobs);
      return pass(`バックアップの予定があります(${said.ja})。`, `A backup is scheduled (${said.en}).`);
    }
    return body.readable
      ? fail('バックアップの予定が見つかりません。', 'No scheduled backup was found.')
      : unknown(
          '定期の処理の一覧を読めないため、予定の有無が分かりません。',
          'Scheduled jobs cannot be listed, so it cannot be told whether one exists.',
        );
  },
});
