import { choiceParam, numberParam } from '../../mechanism/param.ts';

export const principlesReviewInterval = numberParam({
  id: 'principlesReviewInterval',
  title: { ja: 'システム構築の原則の見直し間隔', en: 'Interval at which the engineering principles are reviewed' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: { ja: '手本は「定期的に」とし、期間を定めていません。', en: 'The guideline says “regularly” and fixes no period.' },
});

export const reviewStages = choiceParam({
  id: 'reviewStages',
  title: { ja: 'セキュリティレビューを行う段階', en: 'Stages that end in a security review' },
  origin: 'company',
  default: 'four',
  options: {
    three: { ja: '設計、実装、試験', en: 'design, implementation, testing' },
    four: { ja: '要件定義、設計、実装、試験', en: 'requirements, design, implementation, testing' },
    five: { ja: '要件定義、設計、実装、試験、移行', en: 'requirements, design, implementation, testing, transition' },
  },
  hint: {
    ja: '手本に段階の名前の定めはありません。反復型の開発では、反復の中でこれらの段階を踏むものと読みます。',
    en: 'The guideline does not name the stages. In iterative work they are passed within each iteration.',
  },
});

export const assessmentMaxAgeMonths = numberParam({
  id: 'assessmentMaxAgeMonths',
  title: { ja: 'リスクアセスメントの有効期間', en: 'How long a risk assessment stays valid' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: { ja: '手本に期間の定めはありません。', en: 'The guideline fixes no period.' },
});

export const analysisColumns = choiceParam({
  id: 'analysisColumns',
  title: { ja: '管理策を分析する観点', en: 'Aspects under which controls are analysed' },
  origin: 'fixed',
  default: 'preventDetectRespond',
  options: {
    preventDetectRespond: { ja: '防止、検知及び対応', en: 'preventing, detecting and responding to' },
    preventDetectRespondRecover: { ja: '防止、検知、対応及び復旧', en: 'preventing, detecting, responding to and recovering from' },
  },
});
