import { saidList } from '../../base/text.ts';
import { softwareControl } from '../../facts/software-control.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { forbiddenSoftware } from './params.ts';

/** Nothing of the register of forbidden software, nor of the company's list of names, is installed or left a trace of having run. */
export const forbiddenAbsent = defineCheck({
  id: 'software/forbidden',
  title: { ja: '禁止ソフト台帳のソフトがないこと', en: 'No software of the register of forbidden software' },
  reads: softwareControl,
  params: { forbiddenSoftware },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > アプリ > インストールされているアプリ」でアンインストールしてください。「痕跡のみ」のものは、利用者に経緯を確かめて実行ファイルを削除します。痕跡は、最後の実行の翌々月に対象から外れます。',
      en: 'Uninstall it under Settings > Apps > Installed apps. For a trace only, ask the user and delete the file; a trace stops counting in the second month after the last run.',
    },
    macos: {
      ja: 'アプリを「ゴミ箱」に移して空にしてください。「痕跡のみ」のものは、利用者に経緯を確かめます。',
      en: 'Move the app to the Trash and empty it. For a trace only, ask the user.',
    },
    linux: {
      ja: '「sudo apt purge パッケージ名」(RHEL系は「sudo dnf remove パッケージ名」)で削除してください。「痕跡のみ」のものは、実行ファイルを探して削除します。',
      en: 'Remove it: sudo apt purge <package> (RHEL family: sudo dnf remove <package>). For a trace only, find and delete the file.',
    },
  },
  caveat: {
    ja: '名前で照らすため、名前を変えたものは見つかりません。痕跡は、Windowsでは起動の記録、macOSでは開いたアプリの記録、Linuxでは問い合わせたときに利用者のフォルダなどから動いていたものだけです。',
    en: 'Names are compared: what was renamed is not found. Traces are the records of starts on Windows and of opened apps on macOS; on Linux only what ran from users’ folders when it was asked.',
  },
  judge({ body }) {
    const traces = body.traces.map(({ name }) => name);
    if (body.forbiddenCount > 0) {
      const ja = saidList(body.forbidden.map(({ name, version, by }) => `${version ? `${name} ${version}` : name}(${by})`)).ja;
      const en = saidList(body.forbidden.map(({ name, version, by }) => `${version ? `${name} ${version}` : name} (${by})`)).en;
      const more =
        traces.length > 0 ? { ja: `。痕跡のみ:${saidList(traces).ja}`, en: `; traces only: ${saidList(traces).en}` } : { ja: '', en: '' };
      return fail(`禁止ソフトが入っています:${ja}${more.ja}`, `Forbidden software is installed: ${en}${more.en}`);
    }
    if (traces.length > 0) {
      const said = saidList(body.traces.map(({ name, by }) => `${name}(${by})`));
      return fail(
        `禁止ソフトを実行した痕跡があります(痕跡のみ):${said.ja}`,
        `Forbidden software has left traces of running (traces only): ${said.en}`,
      );
    }
    if (body.tracesRead === false)
      return unknown(
        '禁止ソフトは入っていませんが、実行の記録を読めないため、コピーしただけで動くものがあるか分かりません。',
        'No forbidden software is installed, but the records of what ran cannot be read, so programs that run when merely copied stay unseen.',
      );
    if (body.tracesRead === null)
      return unknown(
        '禁止ソフトは入っていません。実行の記録は1日1回の報告を待っています。',
        'No forbidden software is installed. The daily report of what ran has not come yet.',
      );
    return pass(
      '禁止ソフトは入っておらず、実行した痕跡もありません。',
      'No forbidden software is installed, and there is no trace of any.',
    );
  },
});
