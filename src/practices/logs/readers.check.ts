import { saidList } from '../../base/text.ts';
import { logFileModes } from '../../facts/log-recording.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** The last octal digit is what everyone may do: 4 read, 2 write. */
const openToAll = 0o6;

/** Logs of sign-ins and of the system are not for everyone on the device to read, still less to change. */
export const logsReaders = defineCheck({
  id: 'logs/readers',
  title: { ja: 'ログを一般の利用者が読めないこと', en: 'Ordinary users cannot read logs' },
  reads: logFileModes,
  params: {},
  freshness: 'settings',
  platforms: {
    windows: {
      ja: 'Windowsのイベントログのアクセス権は、エージェントから読めません。「セキュリティ」ログは、既定では管理者だけが読めます。',
      en: 'The access rights of the Windows event log cannot be read by the agent. By default only administrators read the Security log.',
    },
    macos: 'judged',
    linux: 'judged',
  },
  remedy: {
    macos: {
      ja: '「sudo chmod o-rwx ファイル名」で、ほかの利用者の権限を外してください。',
      en: 'Take the rights of others away with sudo chmod o-rwx <file>.',
    },
    linux: {
      ja: '「sudo chmod o-rwx ファイル名」で権限を外し、/etc/logrotate.dのcreate行と/etc/rsyslog.confの$FileCreateModeを0640にしてください。',
      en: 'Run sudo chmod o-rwx <file>; set the create line in /etc/logrotate.d and $FileCreateMode in /etc/rsyslog.conf to 0640.',
    },
  },
  caveat: {
    ja: 'サインインとシステムのログのファイルの権限だけを見ます。アプリケーションのログ、転送先、グループに属する人までは見ません。',
    en: 'Only the modes of sign-in and system logs are seen, not application logs, copies elsewhere, nor who belongs to a group.',
  },
  judge({ body }) {
    const open = body.files.filter(({ mode }) => mode !== null && (Number.parseInt(mode, 8) & openToAll) !== 0);
    if (open.length > 0) {
      const said = saidList(open.map(({ path, mode }) => `${path} (${mode})`));
      return fail(`だれでも読み書きできるログがあります:${said.ja}`, `Logs that anyone may read or write: ${said.en}`);
    }
    const unread = body.files.filter(({ mode }) => mode === null);
    if (body.files.length === 0 || unread.length > 0) {
      const said = saidList(unread.map(({ path }) => path));
      return unknown(
        `ログのファイルの権限を読めませんでした(${said.ja || 'すべて'})。`,
        `The modes of log files could not be read (${said.en || 'all'}).`,
      );
    }
    return pass(
      `ログのファイル${body.files.length}件は、一般の利用者には読めません。`,
      `None of the ${body.files.length} log files can be read by ordinary users.`,
    );
  },
});
