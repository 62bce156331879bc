import { saidList } from '../../base/text.ts';
import { baselineDrift } from '../../facts/baseline-drift.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

const remedy = {
  ja: '「端末 > 変更の検知 > 基準の状態」で違いを見て、意図しない変更は元に戻してください。意図した変更なら、変更の承認を得てから新しい版の基準を承認します。',
  en: 'See the differences under Devices > Changes seen > Approved states, and undo what was not intended. Where it was, have the change approved and approve a new version.',
};

/** A device is as the approved state of its class says. */
export const baselineCheck = defineCheck({
  id: 'configuration/baseline',
  title: { ja: '基準の状態と同じであること', en: 'As the approved state says' },
  reads: baselineDrift,
  params: {},
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: { windows: remedy, macos: remedy, linux: remedy },
  caveat: {
    ja: '基準に入れた一覧(サービス、自動起動、構成ファイルなど)だけを比べます。構成ファイルは内容の要約値で比べ、どの行が違うかまでは分かりません。',
    en: 'Only the lists that the approved state holds are compared (services, startup items, configuration files and so on). Of a file the digest is compared, not its lines.',
  },
  judge({ body: { baseline, unseen, beyond, lacking, changed, quiet, names } }) {
    if (baseline === null)
      return unknown('この区分の端末の基準の状態が、まだ承認されていません。', 'No state has been approved yet for devices of this class.');
    const version = { ja: `基準 第${baseline.version}版`, en: `version ${baseline.version} of the approved state` };
    const differs = beyond + lacking + changed;
    if (differs > 0) {
      const said = saidList(names);
      return fail(
        `${version.ja}と${differs}件違います(基準にないもの${beyond}件、足りないもの${lacking}件、内容の違うもの${changed}件):${said.ja}`,
        `${differs} ${differs === 1 ? 'difference' : 'differences'} from ${version.en} (${beyond} beyond it, ${lacking} missing, ${changed} changed): ${said.en}`,
      );
    }
    if (unseen.length > 0) {
      const said = saidList(unseen);
      return unknown(
        `${version.ja}のうち、まだ報告のない一覧があります:${said.ja}`,
        `Lists of ${version.en} that the device has not reported: ${said.en}`,
      );
    }
    return pass(
      `${version.ja}のとおりです${quiet > 0 ? `(理由のある違い${quiet}件を除く)` : ''}。`,
      `As ${version.en} says${quiet > 0 ? `, but for ${quiet} that a rule explains` : ''}.`,
    );
  },
});
