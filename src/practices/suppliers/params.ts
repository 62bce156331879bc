import { choiceParam, numberParam } from '../../mechanism/param.ts';

export const vendorReassessmentIntervalMonths = numberParam({
  id: 'vendorReassessmentIntervalMonths',
  title: { ja: '委託先の再審査の間隔', en: 'Interval at which suppliers are reassessed' },
  origin: 'fixed',
  default: 12,
  min: 1,
  max: 12,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本は少なくとも年1回です。委託先ごとに、前の審査の日から数えます。',
    en: 'The guideline says at least once a year. It counts for each supplier from its last assessment.',
  },
});
export const vendorContactInterval = numberParam({
  id: 'vendorContactInterval',
  title: { ja: '委託先の状況を確かめる間隔', en: 'Interval at which suppliers are contacted about progress' },
  origin: 'company',
  default: 31,
  min: 1,
  max: 366,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: {
    ja: '手本に間隔の定めはありません。毎月(31日)をお勧めします。',
    en: 'The guideline fixes no interval. We suggest monthly (31 days).',
  },
});
export const passScore = numberParam({
  id: 'passScore',
  title: { ja: '委託先審査票の合格点', en: 'Pass mark of the supplier assessment sheet' },
  origin: 'company',
  default: 70,
  min: 30,
  max: 100,
  unit: { ja: '点', en: 'points' },
  stricter: 'higher',
  hint: { ja: '手本に点数の定めはありません。100点満点です。', en: 'The guideline fixes no score. Out of 100.' },
});
export const requiredContractClauses = choiceParam({
  id: 'requiredContractClauses',
  title: { ja: '委託契約に必ず入れる事項', en: 'What every outsourcing contract must contain' },
  origin: 'company',
  default: 'standard',
  options: {
    basic: {
      ja: '秘密保持、事故の報告及び情報の返却・消去',
      en: 'confidentiality, notice of incidents, and return or erasure of information',
    },
    standard: {
      ja: '秘密保持、再委託の制限、事故の報告、監査への協力及び情報の返却・消去',
      en: 'confidentiality, limits on subcontracting, notice of incidents, cooperation with audits, and return or erasure of information',
    },
    extended: {
      ja: '秘密保持、再委託の制限、事故の報告、監査への協力、情報の返却・消去、納品後の脆弱性への対応及び権利の帰属',
      en: 'confidentiality, limits on subcontracting, notice of incidents, cooperation with audits, return or erasure of information, response to vulnerabilities after delivery, and ownership of rights',
    },
  },
  hint: {
    ja: '手本は「セキュリティ要求事項を含む」とだけ述べ、事項を定めていません。',
    en: 'The guideline only says that security requirements are included; it does not list them.',
  },
});
