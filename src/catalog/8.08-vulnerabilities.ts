import { planned } from '../mechanism/citation.ts';
import { listParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { configurationItemsRegister } from '../practices/configuration/items.register.ts';
import { exceptionsRegister } from '../practices/exceptions/exceptions.register.ts';
import { unpatched } from '../practices/exceptions/unpatched.request.ts';
import { osBuildCurrent } from '../practices/software/os-build.check.ts';
import { packageSourcesCheck } from '../practices/software/package-sources.check.ts';
import { approvedPackageHosts, oldestOsBuilds, patchDeadlineDaysCritical, patchDeadlineDaysOther } from '../practices/software/params.ts';
import { patching } from '../practices/software/patching.duty.ts';
import { rebootPendingCheck } from '../practices/software/reboot-pending.check.ts';
import { updatesCurrent } from '../practices/software/updates-current.check.ts';
import { vulnerabilityDecision } from '../practices/vulnerabilities/decision.duty.ts';
import { triageWithinDays } from '../practices/vulnerabilities/params.ts';
import { vulnerabilitiesRegister } from '../practices/vulnerabilities/vulnerabilities.register.ts';
import { defineControl } from './control.ts';

const vulnerabilityFeeds = listParam({
  id: 'vulnerabilityFeeds',
  title: { ja: '脆弱性情報の情報源', en: 'Sources of vulnerability news' },
  origin: 'company',
  default: ['JVN', 'CISA KEV'],
  maxItems: 20,
  maxItemChars: 60,
  whenEmpty: { ja: '指定なし', en: 'none named' },
  hint: {
    ja: '手本に定めはありません。使っている製品のメーカーの告知も加えることをお勧めします。',
    en: 'The guideline fixes none. We suggest adding the notices of the makers whose products you use.',
  },
});

export const vulnerabilities = defineControl({
  id: '8.8',
  title: { ja: '技術的脆弱性の管理', en: 'Management of technical vulnerabilities' },
  purpose: {
    ja: 'OSやソフトウェアの弱点を早く知り、悪用される前にふさぐ。',
    en: 'To learn early of weaknesses in operating systems and software and close them before they are exploited.',
  },
  params: [approvedPackageHosts, vulnerabilityFeeds, triageWithinDays, patchDeadlineDaysCritical, patchDeadlineDaysOther, oldestOsBuilds],
  clauses: [
    {
      id: '8.8.a',
      type: 'item',
      text: {
        ja: '情報セキュリティ委員会及び情報システム管理者は、脆弱性に関する情報(主な情報源:{vulnerabilityFeeds})に常に注意を払い、時機を逃さず有効な対策を講じる。自社に関わる情報については、入手から{triageWithinDays}以内に対応の要否を判断する。',
        en: 'The information security committee and the information system administrator always watch the news on vulnerabilities (main sources: {vulnerabilityFeeds}) and take effective measures in good time. For news that concerns the company they decide within {triageWithinDays} of receiving it whether and how to act.',
      },
      actors: ['committee', 'administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        planned.tool('脆弱性情報の取込み', 'Intake of vulnerability news'),
        planned.check('期限までに判断していない脆弱性', 'Vulnerabilities not decided on in time'),
        vulnerabilityDecision,
        vulnerabilitiesRegister,
        configurationItemsRegister,
      ],
    },
    {
      id: '8.8.b',
      type: 'item',
      text: {
        ja: '情報システム管理者及び利用者は、OS及びアプリケーションに、常に最新のセキュリティ修正プログラムを適用する。適用の期限は、公開の日から、重大な脆弱性の修正は{patchDeadlineDaysCritical}以内、その他の修正は{patchDeadlineDaysOther}以内とする。OSは、次の版より古いものを使わない:{oldestOsBuilds}。検証の結果、適用すると業務に支障が生じると分かったときは、情報システム管理者が別の方法で脆弱性に対処する。',
        en: 'The information system administrator and users always apply the latest security patches to operating systems and applications. Patches for critical vulnerabilities are applied within {patchDeadlineDaysCritical} of their release, all others within {patchDeadlineDaysOther}. Systems are not older than these versions: {oldestOsBuilds}. Where verification shows that a patch would disturb the business, the information system administrator deals with the vulnerability by another method.',
      },
      actors: ['administrator', 'user'],
      cadence: { type: 'continuous' },
      refs: [
        {
          to: '8.32.c',
          why: { ja: 'OSやパッケージの変更は試験機で検証する', en: 'changes of OS and packages are verified on a test machine' },
        },
        { to: '8.32.b', why: { ja: 'サービスパックの適用', en: 'service packs' } },
        { to: '8.20.d', why: { ja: 'ファームウェアの更新', en: 'firmware' } },
      ],
      mechanisms: [
        updatesCurrent,
        osBuildCurrent,
        rebootPendingCheck,
        planned.check('未適用の修正プログラムと経過日数', 'Missing patches and their age'),
        unpatched,
        exceptionsRegister,
        patching,
        vulnerabilitiesRegister,
        configurationItemsRegister,
      ],
    },
    {
      id: '8.8.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、正規の提供元から入手した修正プログラムだけを用いることが望ましい。パッケージの入手を認める配布元:{approvedPackageHosts}。',
        en: 'The information system administrator should use only patches obtained from a legitimate source. Hosts from which packages may be obtained: {approvedPackageHosts}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [packageSourcesCheck, rule('修正プログラムの入手規則', 'Rule on obtaining patches')],
    },
  ],
});
