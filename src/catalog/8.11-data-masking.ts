import { planned } from '../mechanism/citation.ts';
import { booleanParam, numberParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { informationAssetsRegister } from '../practices/information/assets.register.ts';
import { secondaryUseRegister } from '../practices/information/secondary-use.register.ts';
import { secondaryUse } from '../practices/information/secondary-use.request.ts';
import { defineControl } from './control.ts';

const maskRequiredForSecondaryUse = booleanParam({
  id: 'maskRequiredForSecondaryUse',
  title: { ja: '二次利用の前の加工', en: 'Processing before secondary use' },
  origin: 'fixed',
  default: true,
  says: { true: { ja: '必須とする', en: 'must' }, false: { ja: '必須としない', en: 'need not' } },
});
const minGroupSizeK = numberParam({
  id: 'minGroupSizeK',
  title: { ja: '見分けのつかない人の最小の数(k)', en: 'Smallest group of people who cannot be told apart (k)' },
  origin: 'company',
  default: 5,
  min: 2,
  max: 100,
  unit: { ja: '人', en: 'people' },
  stricter: 'higher',
  hint: {
    ja: '手本に定めはありません。年齢・地域などの組合せが同じ人を数えます。5人以上をお勧めします。',
    en: 'The guideline fixes none. People with the same age, region and so on are counted. We suggest 5 or more.',
  },
});

export const dataMasking = defineControl({
  id: '8.11',
  title: { ja: 'データマスキング', en: 'Data masking' },
  purpose: {
    ja: 'データを本来の目的以外に使うときや、万一漏れたときに、個人や重要な情報が読み取られないようにする。',
    en: 'To make sure that persons and important information cannot be read from data that is used for another purpose, or that leaks.',
  },
  params: [maskRequiredForSecondaryUse, minGroupSizeK],
  clauses: [
    {
      id: '8.11.p',
      type: 'para',
      text: {
        ja: '個人情報又は重要な情報を含むデータをマーケティング分析などに二次利用するときは、これらの情報を推測できないよう、利用者が事前に加工することを{maskRequiredForSecondaryUse}。加工したデータでは、属性の組合せが同じ人がそれぞれ{minGroupSizeK}以上となるようにし、情報システム管理者がこれを確かめたうえで利用を認める。',
        en: 'Before data with personal or important information is put to secondary use, such as marketing analysis, users {maskRequiredForSecondaryUse} process it so that this information cannot be inferred. In the processed data every combination of attributes is shared by at least {minGroupSizeK}; the information system administrator confirms this before allowing the use.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'event', on: { ja: 'データを二次利用するとき', en: 'data is put to secondary use' } },
      refs: [
        {
          to: '8.33.a',
          why: { ja: '加工したデータを試験用の個人情報の代わりに使う', en: 'masked data takes the place of personal data in tests' },
        },
      ],
      mechanisms: [
        planned.tool('データの加工と再識別の評価', 'Masking data and rating re-identification'),
        secondaryUse,
        secondaryUseRegister,
        informationAssetsRegister,
      ],
    },
    {
      id: '8.11.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、漏えいしても内容が分からないよう、取扱いに注意を要するデータを、マスキング、仮名化又は匿名化の手法で保護することが望ましい。',
        en: 'The information system administrator should protect sensitive data by masking, pseudonymisation or anonymisation, so that it cannot be understood even if it leaks.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        planned.tool('データの加工と再識別の評価', 'Masking data and rating re-identification'),
        rule('マスキング・仮名化・匿名化の規則', 'Rule on masking, pseudonymisation and anonymisation'),
      ],
    },
  ],
});
