import { saidList } from '../../base/text.ts';
import { runningPrograms } from '../../facts/listed-programs.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { forbiddenSoftware } from './params.ts';

/** Programs that the company forbids must not be running on any device at this moment. */
export const fileSharingRunning = defineCheck({
  id: 'software/file-sharing-running',
  title: { ja: '禁止ソフトが動いていないこと', en: 'No forbidden software is running' },
  reads: runningPrograms,
  params: { forbiddenSoftware },
  freshness: 'live',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: 'タスクマネージャーで該当のプログラムを終了し、「設定 > アプリ > インストールされているアプリ」から削除してください。',
      en: 'End the program in Task Manager, then remove it under Settings > Apps > Installed apps.',
    },
    macos: {
      ja: 'アクティビティモニタで該当のプログラムを終了し、「アプリケーション」フォルダから削除してください。',
      en: 'Quit the program in Activity Monitor and remove it from the Applications folder.',
    },
    linux: {
      ja: '該当のプロセスを終了し、パッケージまたは実行ファイルを削除してください。',
      en: 'End the process and remove the package or the executable file.',
    },
  },
  remedyForUser: {
    windows: {
      ja: 'そのソフトを終了し、以後は使わないでください。終了したら、入れたいきさつと合わせて情報システム管理者に知らせます。',
      en: 'Quit the program and do not use it any more. Then tell the administrator, with how it came there.',
    },
    macos: {
      ja: 'そのソフトを終了し、以後は使わないでください。終了したら、入れたいきさつと合わせて情報システム管理者に知らせます。',
      en: 'Quit the program and do not use it any more. Then tell the administrator, with how it came there.',
    },
  },
  caveat: {
    ja: '問い合わせた瞬間に動いているものだけが見えます。名前を変えたプログラムは見つかりません。',
    en: 'Only what runs at the moment of asking is seen. A program under another name is not found.',
  },
  judge({ body }, { forbiddenSoftware: names }) {
    if (names.length === 0) return unknown('禁止するソフトが1件も指定されていません。', 'No forbidden software has been named yet.');
    const asked = new Set(body.asked);
    const notAsked = names.filter((name) => !asked.has(name.trim().toLowerCase()));
    if (notAsked.length > 0) {
      const said = saidList(notAsked);
      return unknown(`変更後の名簿での報告を待っています(${said.ja})。`, `Waiting for a report on the changed list (${said.en}).`);
    }
    if (body.running.length > 0) {
      const said = saidList([...new Set(body.running.map((program) => program.path || program.name))]);
      return fail(`禁止ソフトが動いています:${said.ja}`, `Forbidden software is running: ${said.en}`);
    }
    return pass(
      `禁止ソフト${names.length}件のうち、動いているものはありません。`,
      `None of the ${names.length} forbidden programs is running.`,
    );
  },
});
