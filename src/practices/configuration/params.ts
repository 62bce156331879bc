import { listParam } from '../../mechanism/param.ts';

/**
 * Files whose content, mode and owner are watched. `%` stands for any name within one folder, as the agent's own patterns do; a path
 * with a drive belongs to Windows.
 */
export const watchedConfigFiles = listParam({
  id: 'watchedConfigFiles',
  title: { ja: '変更を見張る構成ファイル', en: 'Configuration files watched for changes' },
  origin: 'company',
  default: [
    '/etc/passwd',
    '/etc/group',
    '/etc/hosts',
    '/etc/fstab',
    '/etc/crontab',
    '/etc/sudoers',
    '/etc/sudoers.d/%',
    '/etc/pam.d/%',
    '/etc/ssh/sshd_config',
    '/etc/ssh/sshd_config.d/%',
    '/etc/sysctl.conf',
    '/etc/sysctl.d/%',
    '/etc/nftables.conf',
    'C:\\Windows\\System32\\drivers\\etc\\hosts',
  ],
  maxItems: 100,
  maxItemChars: 200,
  itemPattern: /^(\/|[A-Za-z]:\\)[^\0\n]*$/,
  whenEmpty: { ja: 'なし', en: 'none' },
  hint: {
    ja: 'フルパスで1つずつ入れます。「%」はフォルダの中のどのファイルにも当てはまります(例: /etc/sudoers.d/%)。内容の要約値、権限、所有者だけを見て、中身は送りません。',
    en: 'Full paths, one by one. % stands for any file of a folder (/etc/sudoers.d/%). Digest, mode and owner are looked at; the content is not sent.',
  },
});
