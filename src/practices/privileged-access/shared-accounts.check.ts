import { saidList } from '../../base/text.ts';
import { sharedAccounts } from '../../facts/shared-accounts.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { sharedAccountWords } from './params.ts';

const remedy = {
  ja: '使う人ごとにアカウントを作り、共用のアカウントを無効にしてください。どうしても要るときは、責任者と理由を特権台帳に載せます。',
  en: 'Make an account for each person and disable the shared one. Where it cannot be helped, put who answers for it and why in the register.',
};

/** An account that several people use proves nothing about who did what. */
export const noSharedAccounts = defineCheck({
  id: 'privileged-access/shared-accounts',
  title: { ja: '共用とみられるアカウントがないこと', en: 'No account that looks shared' },
  reads: sharedAccounts,
  params: { sharedAccountWords },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: `「設定 > アカウント > 他のユーザー」で、${remedy.ja}`,
      en: `Under Settings > Accounts > Other users: ${remedy.en}`,
    },
    macos: { ja: `「システム設定 > ユーザとグループ」で、${remedy.ja}`, en: `Under System Settings > Users & Groups: ${remedy.en}` },
    linux: {
      ja: `「useradd」と「usermod --lock --expiredate 1」で、${remedy.ja}`,
      en: `With useradd and usermod --lock --expiredate 1: ${remedy.en}`,
    },
  },
  caveat: {
    ja: '名前だけで見分けます。個人名のアカウントを何人かで使っていても分かりません。無効にしたアカウントも、Windowsでは数えます。',
    en: 'Told by the name alone: a personal account that several people use is not seen. On Windows disabled accounts count too.',
  },
  judge({ body: { asked, found, readable } }, { sharedAccountWords: words }) {
    if (!readable) return unknown('アカウントの一覧を読めませんでした。', 'The accounts could not be listed.');
    if (found.length > 0) {
      const said = saidList(found.map(({ user }) => user));
      return fail(`共用とみられるアカウントがあります:${said.ja}`, `Accounts that look shared: ${said.en}`);
    }
    const form = (text: string) => text.normalize('NFKC').toLowerCase().trim();
    if (words.some((word) => form(word) !== '' && !asked.includes(form(word))))
      return unknown('新しい見分ける語では、まだ調べていません。', 'The new words have not been looked for yet.');
    return pass('共用とみられるアカウントはありません。', 'No account looks shared.');
  },
});
