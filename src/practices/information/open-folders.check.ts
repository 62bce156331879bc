import { saidList } from '../../base/text.ts';
import { openFolders } from '../../facts/open-folders.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { sharedFolders } from './params.ts';

/** Shared folders are for those who need them, not for whoever is there. */
export const foldersNotOpen = defineCheck({
  id: 'information/open-folders',
  title: { ja: '共有フォルダがだれにでも開かれていないこと', en: 'No shared folder is open to everybody' },
  reads: openFolders,
  params: { sharedFolders },
  freshness: 'settings',
  platforms: { windows: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: 'フォルダを右クリックして「プロパティ > セキュリティ > 編集」で「Everyone」などを外し、必要なグループだけを加えてください。「共有 > 詳細な共有 > アクセス許可」も同じにします。',
      en: 'Right-click the folder, open Properties > Security > Edit, remove Everyone and the like and add the groups that need it. Do the same under Sharing > Advanced Sharing > Permissions.',
    },
    linux: {
      ja: '「sudo chmod o-w フォルダ」でほかの利用者の書込みを外し、必要なグループを「chgrp」と「chmod g+ws」で与えてください。',
      en: 'Take writing away from others with sudo chmod o-w <folder> and give it to a group with chgrp and chmod g+ws.',
    },
  },
  caveat: {
    ja: 'WindowsではNTFSの権限を名前(Everyoneなど、日本語版と英語版)で見ます。共有そのもののアクセス許可は見えません。Linuxでは定めたフォルダとそのすぐ下だけを見ます。',
    en: 'On Windows NTFS rights are seen by name (Everyone and the like, in Japanese and English), not the share’s own permissions. On Linux the listed folders and what lies directly in them.',
  },
  judge({ body: { looked, open, readable } }) {
    if (open.length > 0) {
      const said = saidList(open.map(({ folder, to }) => `${folder} (${to})`));
      return fail(`だれにでも開かれた共有フォルダがあります:${said.ja}`, `Shared folders that are open to everybody: ${said.en}`);
    }
    if (!readable)
      return unknown('共有フォルダの権限をすべては読めませんでした。', 'The rights of shared folders could not be read in full.');
    if (looked.length === 0) return pass('対象の共有フォルダはありません。', 'There is no such shared folder.');
    const said = saidList(looked);
    return pass(`だれにでも開かれた共有フォルダはありません(${said.ja})。`, `No shared folder is open to everybody (${said.en}).`);
  },
});
