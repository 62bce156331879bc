import { saidList } from '../../base/text.ts';
import { logServices } from '../../facts/log-recording.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** The system writes its log: without the program that writes it there is nothing to keep or to review. */
export const logsRecorded = defineCheck({
  id: 'logs/recording',
  title: { ja: 'ログを記録するサービスが動いていること', en: 'The logging service is running' },
  reads: logServices,
  params: {},
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「サービス」(services.msc)で「Windows Event Log」のスタートアップの種類を「自動」にし、開始してください。',
      en: 'In Services (services.msc) set Windows Event Log to start automatically and start it.',
    },
    macos: {
      ja: 'Macを再起動してください。直らないときは、macOSを再インストールしてください。',
      en: 'Restart the Mac. If that does not help, reinstall macOS.',
    },
    linux: {
      ja: '「sudo systemctl enable --now rsyslog」または「sudo systemctl start systemd-journald」で起動してください。',
      en: 'Start it with sudo systemctl enable --now rsyslog, or sudo systemctl start systemd-journald.',
    },
  },
  caveat: {
    ja: '記録するサービスの稼働だけを見ます。何を記録するか(監査ポリシー)と、どれだけ保存するかは見ません。',
    en: 'Only that the service runs is seen, not what it records (audit policy) nor how long it is kept.',
  },
  judge({ body }) {
    if (body.running.length > 0) {
      const said = saidList(body.running);
      return pass(`ログの記録が動いています(${said.ja})。`, `Logging is running (${said.en}).`);
    }
    if (body.stopped.length > 0) {
      const said = saidList(body.stopped);
      return fail(`ログの記録が止まっています(${said.ja})。`, `Logging has stopped (${said.en}).`);
    }
    return unknown(
      '知られたログ記録サービス(journald、rsyslogなど)が見つかりません。別の仕組みで記録しているかを確かめてください。',
      'No known logging service (journald, rsyslog and the like) was found. See whether something else records.',
    );
  },
});
