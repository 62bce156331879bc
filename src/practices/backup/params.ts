import { listParam, numberParam } from '../../mechanism/param.ts';

export const restoreCheckIntervalMonths = numberParam({
  id: 'restoreCheckIntervalMonths',
  title: { ja: 'バックアップと復元を確認する間隔', en: 'Interval of checking backup and restore' },
  origin: 'fixed',
  default: 1,
  min: 1,
  max: 12,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本は月に1回です。これより長くするときは理由が要ります。',
    en: 'The guideline says once a month. A longer interval needs a reason.',
  },
});
export const backupMaxAgeHours = numberParam({
  id: 'backupMaxAgeHours',
  title: { ja: '最新のバックアップの許容経過時間', en: 'Oldest the newest backup may be' },
  origin: 'company',
  default: 24,
  min: 1,
  max: 744,
  unit: { ja: '時間', en: 'hours' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。失ってもやり直せる作業の量で決めます。1日分なら24時間です。',
    en: 'The guideline does not fix it. Ask how much work you could do again: a day of it means 24 hours.',
  },
});
export const backupFolders = listParam({
  id: 'backupFolders',
  title: { ja: 'バックアップの保存先(サーバのフォルダ)', en: 'Places where backups are kept (folders on servers)' },
  origin: 'company',
  default: [],
  maxItems: 30,
  maxItemChars: 200,
  itemPattern: /^(\/|[A-Za-z]:\\)[^\u0000-\u001f%*?"<>|]*$/,
  whenEmpty: { ja: '登録なし', en: 'none listed' },
  hint: {
    ja: '「/srv/backup」「D:\\Backup」のように書きます。あるサーバだけで、中の一番新しいファイルの時刻を確かめます。',
    en: 'Written as /srv/backup or D:\\Backup. On servers that have it, the time of the newest file in it is looked at.',
  },
});
