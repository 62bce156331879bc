import { saidList } from '../../base/text.ts';
import { guestAccess } from '../../facts/guest-access.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { anonymousAccessAllowed } from './params.ts';

/** Nobody reaches the device or its shares without a name. */
export const guestAccessCheck = defineCheck({
  id: 'privileged-access/guest-access',
  title: { ja: '匿名・ゲストでのアクセスの禁止', en: 'No anonymous or guest access' },
  reads: guestAccess,
  params: { anonymousAccessAllowed },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「ローカル セキュリティ ポリシー > ローカル ポリシー > セキュリティ オプション」で「アカウント: Guest アカウントの状態」と「ネットワーク アクセス: 匿名の SID と名前の変換を許可する」を無効にしてください。共有が挙がったときは「ネットワーク アクセス: 名前付きパイプと共有への匿名のアクセスを制限する」を有効にし、管理者のPowerShellで「Set-SmbClientConfiguration -EnableInsecureGuestLogons $false」を行います。',
      en: 'In Local Security Policy > Local Policies > Security Options disable “Accounts: Guest account status” and “Network access: Allow anonymous SID/Name translation”. Where shares are named, enable “Network access: Restrict anonymous access to Named Pipes and Shares” and run Set-SmbClientConfiguration -EnableInsecureGuestLogons $false as administrator.',
    },
    macos: {
      ja: '「システム設定 > ユーザとグループ > ゲストユーザ」の「i」で「ゲストにこのコンピュータへのログインを許可」と「ゲストユーザに共有フォルダへの接続を許可」をオフにしてください。',
      en: 'Under System Settings > Users & Groups open the “i” of Guest User and turn off “Allow guests to log in to this computer” and “Allow guests to connect to shared folders”.',
    },
    linux: {
      ja: '/etc/samba/smb.conf の該当の共有で guest ok = no とし、systemctl restart smbd で反映してください。',
      en: 'Set guest ok = no for the share in /etc/samba/smb.conf and apply it with systemctl restart smbd.',
    },
  },
  caveat: {
    ja: 'LinuxではSambaの共有だけを見ます。NASやクラウドの共有リンクは、この点検の対象外です。',
    en: 'On Linux only Samba is seen. Shares of a NAS and links of cloud storage are outside this check.',
  },
  judge({ body, platform }, { anonymousAccessAllowed: allowed }) {
    if (allowed)
      return pass('匿名・ゲストでのアクセスは、社内の定めにより認めています。', 'By the company’s rule anonymous access is allowed.');
    if (body.guestAccount === true) return fail('ゲストアカウントが有効です。', 'The guest account is enabled.');
    if (body.anonymousLookup === true) {
      return fail('匿名でアカウント名を調べられる設定です。', 'Names of accounts can be looked up anonymously.');
    }
    const shares = body.guestShares ?? [];
    if (shares.length > 0) {
      const said = saidList(shares);
      return fail(`ゲストで開ける共有があります:${said.ja}`, `Shares that are open to guests: ${said.en}`);
    }
    if (platform !== 'linux' && body.guestAccount === null) {
      return unknown('ゲストアカウントの設定を読み取れません。', 'The setting of the guest account cannot be read.');
    }
    if (platform === 'windows' && body.anonymousLookup === null) {
      return unknown('匿名での名前の照会の設定を読み取れません。', 'The setting of anonymous lookups cannot be read.');
    }
    if (!body.sharesComplete || (platform !== 'windows' && body.guestShares === null)) {
      return unknown('共有の設定をすべては読み取れません。', 'The settings of the shares cannot be read in full.');
    }
    return pass('匿名・ゲストでのアクセスは無効です。', 'Anonymous and guest access is off.');
  },
});
