import { choiceParam, numberParam } from '../../mechanism/param.ts';

export const blockReleaseAtSeverity = choiceParam({
  id: 'blockReleaseAtSeverity',
  title: { ja: 'リリースを止める脆弱性の深刻度', en: 'Severity that stops a release' },
  origin: 'company',
  default: 'high',
  options: {
    critical: { ja: '緊急(Critical)', en: 'Critical' },
    high: { ja: '重要(High)', en: 'High' },
    medium: { ja: '警告(Medium)', en: 'Medium' },
    low: { ja: '注意(Low)', en: 'Low' },
  },
  hint: {
    ja: '手本に定めはありません。深刻度はCVSSの区分です。「重要」以上をお勧めします。',
    en: 'The guideline does not fix this. The levels are those of CVSS. We suggest High.',
  },
});

export const maxCyclomaticComplexity = numberParam({
  id: 'maxCyclomaticComplexity',
  title: { ja: '関数の複雑さの上限(循環的複雑度)', en: 'Largest complexity of a function (cyclomatic)' },
  origin: 'company',
  default: 15,
  min: 5,
  max: 50,
  unit: { ja: '本', en: 'paths' },
  stricter: 'lower',
  hint: {
    ja: '手本に数値の定めはありません。単純さの目安の一つで、超えたら分割か理由の記録を求めます。',
    en: 'The guideline gives no figure. It is one sign of simplicity: above it, split the function or note the reason.',
  },
});

const days = { ja: '日', en: 'days' };
const noFigure = { ja: '手本に日数の定めはありません。', en: 'The guideline fixes no number of days.' };
const fixWithin = (id: string, ja: string, en: string, suggested: number, max: number) =>
  numberParam({
    id,
    title: { ja: `診断で見つかった欠陥を直す期限(${ja})`, en: `Time to fix a defect found by a scan (${en})` },
    origin: 'company',
    default: suggested,
    min: 1,
    max,
    unit: days,
    stricter: 'lower',
    hint: noFigure,
  });

export const fixCriticalDays = fixWithin('fixCriticalDays', '緊急', 'critical', 7, 90);
export const fixHighDays = fixWithin('fixHighDays', '重要', 'high', 30, 180);
export const fixMediumDays = fixWithin('fixMediumDays', '警告', 'medium', 90, 366);
export const fixLowDays = fixWithin('fixLowDays', '注意', 'low', 180, 731);

/** A report speaks for a time only. */
export const scanFreshDays = numberParam({
  id: 'scanFreshDays',
  title: { ja: '診断をやり直すまでの日数', en: 'Days after which a target is scanned anew' },
  origin: 'company',
  default: 35,
  min: 1,
  max: 366,
  unit: days,
  stricter: 'lower',
  hint: noFigure,
});

export const findingLeftDays = numberParam({
  id: 'findingLeftDays',
  title: { ja: '見つかった欠陥を残せる日数の上限', en: 'Longest time for which a found defect may be left' },
  origin: 'company',
  default: 180,
  min: 1,
  max: 366,
  unit: days,
  stricter: 'lower',
  hint: {
    ja: '残す決定は二人で行い、期限が来たら数え直します。手本に日数の定めはありません。',
    en: 'Leaving one takes two people, and it counts again after its day. The guideline fixes no number of days.',
  },
});
