import { choiceParam, numberParam } from '../../mechanism/param.ts';

export const changeExplanationDays = numberParam({
  id: 'changeExplanationDays',
  title: { ja: '検知した変更の理由を残す期限', en: 'Deadline for the reason of a change that was seen' },
  origin: 'company',
  default: 3,
  min: 0,
  max: 20,
  unit: { ja: '営業日', en: 'business days' },
  stricter: 'lower',
  hint: {
    ja: '手本に期限の定めはありません。承認された変更申請の期間に起きた変更は、理由を書かなくてもそこに結び付きます。',
    en: 'The guideline fixes no deadline. What happens within the time of an approved change is tied to it and needs no reason.',
  },
});

const scopes = {
  all: { ja: 'すべての構成', en: 'the whole configuration' },
  settings: {
    ja: '設定、サービス、自動起動及びアカウント',
    en: 'settings, services, what starts by itself and accounts',
  },
} as const;

export const serverChangesExplained = choiceParam({
  id: 'serverChangesExplained',
  title: { ja: '理由を求めるサーバの変更', en: 'Changes of servers that need a reason' },
  origin: 'company',
  default: 'all',
  options: scopes,
  hint: {
    ja: '「すべての構成」には、パッケージの更新、待受けのポート、周辺機器も入ります。自動更新は、変更の扱いの決まりで理由を一度書けば済みます。',
    en: 'The whole configuration takes in updates of packages, listening ports and peripherals. For automatic updates one rule with its reason is enough.',
  },
});

export const clientChangesExplained = choiceParam({
  id: 'clientChangesExplained',
  title: { ja: '理由を求めるPCの変更', en: 'Changes of PCs that need a reason' },
  origin: 'company',
  default: 'settings',
  options: scopes,
  hint: {
    ja: 'PCのソフトウェアは、許可したソフトウェアの一覧で別に点検しています。',
    en: 'Software on PCs is held against the list of allowed software elsewhere.',
  },
});
