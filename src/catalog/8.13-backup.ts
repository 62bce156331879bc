import { planned } from '../mechanism/citation.ts';
import { booleanParam, numberParam } from '../mechanism/param.ts';
import { backupsRegister } from '../practices/backup/backups.register.ts';
import { backupJobScheduled } from '../practices/backup/job-scheduled.check.ts';
import { newestBackupFresh } from '../practices/backup/newest-copy.check.ts';
import { backupFolders, backupMaxAgeHours, restoreCheckIntervalMonths } from '../practices/backup/params.ts';
import { restoreCheck } from '../practices/backup/restore-check.duty.ts';
import { networkServicesRegister } from '../practices/network/services.register.ts';
import { systemsRegister } from '../practices/systems/systems.register.ts';
import { defineControl } from './control.ts';

const sets = { ja: '組', en: 'sets' };

const generationsKept = numberParam({
  id: 'generationsKept',
  title: { ja: '保持する世代数', en: 'Generations kept' },
  origin: 'company',
  default: 7,
  min: 1,
  max: 400,
  unit: { ja: '世代', en: 'generations' },
  stricter: 'higher',
  hint: {
    ja: '手本に定めはありません。改ざんや感染に気づくまでの日数より多くします。',
    en: 'The guideline does not fix it. Keep more than the days it may take to notice tampering or infection.',
  },
});
const minOffsiteDistanceKm = numberParam({
  id: 'minOffsiteDistanceKm',
  title: { ja: '保管場所までの距離', en: 'Distance to the place of storage' },
  origin: 'company',
  default: 60,
  min: 1,
  max: 3000,
  unit: { ja: 'km', en: 'km' },
  stricter: 'higher',
  hint: {
    ja: '手本に距離の定めはありません。同じ地震や水害に遭わない距離を選びます。',
    en: 'The guideline fixes no distance. Choose one that the same earthquake or flood does not span.',
  },
});
const offsiteCopyMaxAgeDays = numberParam({
  id: 'offsiteCopyMaxAgeDays',
  title: { ja: '遠隔地の複製の許容経過日数', en: 'Oldest the off-site copy may be' },
  origin: 'company',
  default: 7,
  min: 1,
  max: 92,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。', en: 'The guideline does not fix it.' },
});
const restoreSampleFiles = numberParam({
  id: 'restoreSampleFiles',
  title: { ja: '復元を試すファイル数', en: 'Files restored in the check' },
  origin: 'company',
  default: 20,
  min: 1,
  max: 10000,
  unit: { ja: '個', en: 'files' },
  stricter: 'higher',
  hint: { ja: '手本に定めはありません。', en: 'The guideline does not fix it.' },
});
const backupCopies = numberParam({
  id: 'backupCopies',
  title: { ja: 'バックアップの数', en: 'Sets of backup' },
  origin: 'advised',
  default: 2,
  min: 1,
  max: 10,
  unit: sets,
  stricter: 'higher',
});
const isolatedOffsiteCopies = numberParam({
  id: 'isolatedOffsiteCopies',
  title: { ja: '切り離して別の拠点に置くバックアップの数', en: 'Sets of backup isolated at another site' },
  origin: 'advised',
  default: 1,
  min: 1,
  max: 10,
  unit: sets,
  stricter: 'higher',
});
const cloudDataBackedUp = booleanParam({
  id: 'cloudDataBackedUp',
  title: { ja: 'クラウド上のデータのバックアップ', en: 'Backup of data in the cloud' },
  origin: 'advised',
  default: true,
  says: { true: { ja: '必要とする', en: 'is required' }, false: { ja: '必須としない', en: 'is not required' } },
});

export const backup = defineControl({
  id: '8.13',
  title: { ja: '情報のバックアップ', en: 'Information backup' },
  purpose: {
    ja: '障害、災害、攻撃などでデータやシステムを失っても、取り戻して業務を続けられるようにする。',
    en: 'To be able to recover data and systems lost through failure, disaster or attack, and so to carry on the business.',
  },
  params: [
    backupMaxAgeHours,
    backupFolders,
    generationsKept,
    minOffsiteDistanceKm,
    offsiteCopyMaxAgeDays,
    restoreCheckIntervalMonths,
    restoreSampleFiles,
    backupCopies,
    isolatedOffsiteCopies,
    cloudDataBackedUp,
  ],
  clauses: [
    {
      id: '8.13.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、サーバに保存した重要なデータを障害、不正侵入、改ざん等から守るため、必要に応じてシステムおよびデータのバックアップを取得する。対象はバックアップ台帳に定め、最新のバックアップは取得から{backupMaxAgeHours}以内のものとし、{generationsKept}以上を保持する。サーバ上の保存先:{backupFolders}。',
        en: 'To protect important data on servers from failure, intrusion, tampering and the like, the information system administrator backs up systems and data as needed. The register of backups says what is backed up; the newest backup is no older than {backupMaxAgeHours}, and at least {generationsKept} are kept. Places on servers: {backupFolders}.',
      },
      actors: ['administrator'],
      cadence: { type: 'as-needed' },
      refs: [{ to: '8.13.c', why: { ja: '復元できることを確かめる', en: 'proves that it can be restored' } }],
      mechanisms: [
        backupJobScheduled,
        newestBackupFresh,
        backupsRegister,
        planned.tool('バックアップ結果の取込み', 'Reading of backup results'),
        systemsRegister,
      ],
    },
    {
      id: '8.13.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、バックアップを、本拠地の災害の影響を受けないだけの十分な距離を置いた、安全な場所に保管する。保管場所は元のデータのある場所から{minOffsiteDistanceKm}以上離れた所とし、そこに置く複製は取得から{offsiteCopyMaxAgeDays}以内のものとする。',
        en: 'The information system administrator keeps backups in a secure place, far enough away not to be touched by a disaster at the main site. That place is at least {minOffsiteDistanceKm} from the original data, and the copy held there is no older than {offsiteCopyMaxAgeDays}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [planned.check('遠隔地の複製の点検', 'Check of the off-site copy'), backupsRegister],
    },
    {
      id: '8.13.c',
      type: 'item',
      text: {
        ja: '情報システム管理者は、{restoreCheckIntervalMonths}に1回以上、バックアップが確実に取得されていること、および復元できることを確認する。復元の確認では、{restoreSampleFiles}以上のファイルを実際に復元し、元のデータと一致することを確かめる。',
        en: 'At least once every {restoreCheckIntervalMonths}, the information system administrator checks that backups are reliably taken and that they can be restored. For the latter, at least {restoreSampleFiles} are actually restored and compared with the originals.',
      },
      actors: ['administrator'],
      cadence: { type: 'periodic', param: 'restoreCheckIntervalMonths' },
      refs: [],
      mechanisms: [
        restoreCheck,
        planned.tool('復元の試験', 'Restore drill'),
        planned.check('復元の確認の実施状況', 'Check that restores are tested in time'),
      ],
    },
    {
      id: '8.13.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、クラウドサービスを利用しているときは、クラウド上のデータについてもバックアップが取得されていることを確認することが望ましい。クラウド上のデータのバックアップは{cloudDataBackedUp}。また、ランサムウェアに備えてバックアップを{backupCopies}以上作成し、そのうち{isolatedOffsiteCopies}以上をネットワークから切り離して別の拠点に保管することが望ましい。',
        en: 'Where cloud services are used, the information system administrator should check that data in the cloud is backed up too. A backup of data in the cloud {cloudDataBackedUp}. Against ransomware, at least {backupCopies} of backups should be made, of which at least {isolatedOffsiteCopies} should be cut off from the network and kept at another site.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [planned.check('切り離したバックアップの点検', 'Check of the isolated backup'), backupsRegister, networkServicesRegister],
    },
  ],
});
