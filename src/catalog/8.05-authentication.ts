import { planned } from '../mechanism/citation.ts';
import { booleanParam, choiceParam, numberParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { exceptionsRegister } from '../practices/exceptions/exceptions.register.ts';
import { systemsRegister } from '../practices/systems/systems.register.ts';
import { defineControl } from './control.ts';

const importanceThreshold = choiceParam({
  id: 'importanceThreshold',
  title: { ja: '「重要な情報システム」とする範囲', en: 'Which systems count as important' },
  origin: 'company',
  default: 'high',
  options: {
    high: { ja: '重要度が「高」の情報システム', en: 'systems of high importance' },
    mediumAndHigh: { ja: '重要度が「中」以上の情報システム', en: 'systems of medium or high importance' },
    all: { ja: 'すべての情報システム', en: 'all systems' },
  },
  hint: {
    ja: '手本に定めはありません。メール、ファイル共有、会計、管理者画面は「高」とすることをお勧めします。',
    en: 'The guideline fixes none. We suggest “high” for mail, file sharing, accounting and consoles of administrators.',
  },
});
const mfaRequiredForImportantSystems = booleanParam({
  id: 'mfaRequiredForImportantSystems',
  title: { ja: '重要な情報システムの多要素認証', en: 'Multi-factor authentication for important systems' },
  origin: 'fixed',
  default: true,
  says: { true: { ja: '必須とする', en: 'is required' }, false: { ja: '必須としない', en: 'is not required' } },
});
const minFactors = numberParam({
  id: 'minFactors',
  title: { ja: '認証に用いる要素の数', en: 'Number of factors' },
  origin: 'advised',
  default: 2,
  min: 2,
  max: 3,
  unit: { ja: '要素', en: 'factors' },
  stricter: 'higher',
});
const factorKinds = choiceParam({
  id: 'factorKinds',
  title: { ja: '組み合わせてよい要素の種類', en: 'Kinds of factor that may be combined' },
  origin: 'advised',
  default: 'three',
  options: {
    three: { ja: '知識、所持及び生体', en: 'knowledge, possession and biometrics' },
    knowledgeAndPossession: { ja: '知識及び所持', en: 'knowledge and possession' },
    knowledgeAndBiometrics: { ja: '知識及び生体', en: 'knowledge and biometrics' },
  },
  hint: {
    ja: '知識はパスワードや暗証番号、所持はスマートフォンやICカード、生体は指紋や顔です。',
    en: 'Knowledge: password or PIN. Possession: phone or card. Biometrics: fingerprint or face.',
  },
});
const minDistinctFactorKinds = numberParam({
  id: 'minDistinctFactorKinds',
  title: { ja: '異なる種類の要素の数', en: 'Number of different kinds of factor' },
  origin: 'advised',
  default: 2,
  min: 2,
  max: 3,
  unit: { ja: '種類', en: 'different kinds' },
  stricter: 'higher',
});

export const authentication = defineControl({
  id: '8.5',
  title: { ja: 'セキュリティを保った認証', en: 'Secure authentication' },
  purpose: {
    ja: 'パスワードが知られただけでは、他人が重要な情報システムに入れないようにする。',
    en: 'To make sure that a leaked password alone does not let a stranger into an important system.',
  },
  params: [importanceThreshold, mfaRequiredForImportantSystems, minFactors, factorKinds, minDistinctFactorKinds],
  clauses: [
    {
      id: '8.5.p',
      type: 'para',
      text: {
        ja: '情報システム管理者は、情報システム台帳の記載に基づき、{importanceThreshold}を重要な情報システムと定める。利用者が重要な情報システムにログインするときは、パスワードのほかに別の要素も用いる、{minFactors}以上の多要素認証を{mfaRequiredForImportantSystems}。',
        en: 'On the basis of the register of information systems, the information system administrator treats {importanceThreshold} as important. When users sign in to an important system, multi-factor authentication of at least {minFactors}, with another factor beside the password, {mfaRequiredForImportantSystems}.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        planned.check('重要な情報システムの多要素認証', 'Multi-factor authentication on important systems'),
        systemsRegister,
        rule('多要素認証の規則', 'Rule on multi-factor authentication'),
        exceptionsRegister,
      ],
    },
    {
      id: '8.5.advice',
      type: 'advice',
      text: {
        ja: '不正アクセスの危険を減らすため、情報システム管理者は、多要素認証に、{factorKinds}の要素のうち異なる{minDistinctFactorKinds}以上を組み合わせることが望ましい。',
        en: 'To reduce the risk of unauthorised access, the information system administrator should have multi-factor authentication combine at least {minDistinctFactorKinds} of factor out of {factorKinds}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        planned.check('認証要素の種類の組合せ', 'Combination of kinds of factor'),
        rule('多要素認証の規則', 'Rule on multi-factor authentication'),
      ],
    },
  ],
});
