import { saidList } from '../../base/text.ts';
import { timeService } from '../../facts/time-service.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { ntpServers } from './params.ts';

/** The clock is kept by NTP: a time service is set to work, with the company's servers where they can be seen. */
export const ntpServiceOn = defineCheck({
  id: 'clock/ntp-service',
  title: { ja: 'NTPによる時刻同期が有効なこと', en: 'Synchronisation by NTP is on' },
  reads: timeService,
  params: { ntpServers },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > 時刻と言語 > 日付と時刻」で「時刻を自動的に設定する」をオンにしてください。同期先は、管理者として「w32tm /config /manualpeerlist:"サーバ名,0x8" /syncfromflags:manual /update」で設定します。',
      en: 'Switch on Set time automatically under Settings > Time & language > Date & time. Set the servers as administrator: w32tm /config /manualpeerlist:"server,0x8" /syncfromflags:manual /update',
    },
    macos: {
      ja: '「システム設定 > 一般 > 日付と時刻」で「日付と時刻を自動的に設定」をオンにし、ソースを確かめてください。',
      en: 'Switch on Set time and date automatically under System Settings > General > Date & Time and look at the source.',
    },
    linux: {
      ja: '「sudo apt install chrony」を行い、/etc/chrony/chrony.confに同期先を書いて「sudo systemctl enable --now chrony」を行ってください。',
      en: 'Run sudo apt install chrony, name the servers in /etc/chrony/chrony.conf and run sudo systemctl enable --now chrony.',
    },
  },
  caveat: {
    ja: '同期先を社内の定めと照らすのは、手動で設定したWindowsと、/etc/chrony.confか/etc/ntp.confを使うLinuxだけです。ドメイン参加のWindows、macOS、そのほかのLinuxの同期先は見えません。',
    en: 'Servers are compared with the company value only on Windows set by hand and on Linux with /etc/chrony.conf or /etc/ntp.conf. Those of Windows in a domain, macOS and other Linux cannot be seen.',
  },
  judge({ body, platform }, { ntpServers: named }) {
    if (platform === 'linux') {
      if (body.running === null)
        return unknown('動いているサービスの一覧を読めませんでした。', 'The list of running services could not be read.');
      if (body.running.length === 0) return fail('時刻を同期するサービスが動いていません。', 'No time service is running.');
      const said = saidList(body.running);
      const strange = body.servers === null || named.length === 0 ? [] : strangers(body.servers, named);
      if (strange.length > 0) {
        const foreign = saidList(strange);
        return fail(`定めのない同期先を使っています:${foreign.ja}`, `Time servers that are not named are used: ${foreign.en}`);
      }
      return pass(`時刻を同期するサービスが動いています(${said.ja})。`, `A time service is running (${said.en}).`);
    }
    if (body.automatic === null)
      return unknown('時刻同期の設定を読めませんでした。', 'The settings of time synchronisation could not be read.');
    if (!body.automatic) return fail('時刻の自動設定が無効です。', 'Setting the time automatically is switched off.');
    if (body.servers === null || named.length === 0) {
      const note = named.length === 0 ? { ja: '', en: '' } : { ja: '同期先は見えません。', en: ' Its servers cannot be seen.' };
      return pass(`時刻の自動設定が有効です。${note.ja}`, `Setting the time automatically is on.${note.en}`);
    }
    if (body.servers.length === 0) return unknown('同期先のサーバを読めませんでした。', 'The time servers could not be read.');
    const foreign = saidList(strangers(body.servers, named));
    const used = saidList(body.servers);
    return foreign.ja === ''
      ? pass(`定めた同期先を使っています(${used.ja})。`, `The named time servers are used (${used.en}).`)
      : fail(`定めのない同期先を使っています:${foreign.ja}`, `Time servers that are not named are used: ${foreign.en}`);
  },
});

const strangers = (servers: readonly string[], named: readonly string[]): string[] => {
  const allowed = named.map((name) => name.trim().toLowerCase());
  return servers.filter((server) => !allowed.includes(server));
};
