import { listParam, numberParam } from '../../mechanism/param.ts';

export const allowedInboundPorts = listParam({
  id: 'allowedInboundPorts',
  title: { ja: '待受けを認めるポート', en: 'Ports that may listen' },
  origin: 'company',
  default: ['22', '80', '443'],
  maxItems: 200,
  maxItemChars: 5,
  itemPattern: /^[0-9]{1,5}$/,
  whenEmpty: { ja: 'なし', en: 'none' },
});
export const designatedResolvers = listParam({
  id: 'designatedResolvers',
  title: { ja: 'フィルタリングを行う指定DNSサーバ', en: 'DNS servers that filter the web' },
  origin: 'company',
  default: [],
  maxItems: 20,
  maxItemChars: 45,
  itemPattern: /^[0-9a-fA-F.:]+$/,
  whenEmpty: { ja: '未登録', en: 'none listed yet' },
});
export const diagramConfirmInterval = numberParam({
  id: 'diagramConfirmInterval',
  title: { ja: 'ネットワーク図を確かめる間隔', en: 'Interval of confirming the network diagram' },
  origin: 'company',
  default: 6,
  min: 1,
  max: 24,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本は「最新の状態」とするだけで、間隔の定めはありません。',
    en: 'The guideline only says up to date; it fixes no interval.',
  },
});
export const firmwareCheckInterval = numberParam({
  id: 'firmwareCheckInterval',
  title: { ja: 'ファームウェアの更新を確かめる間隔', en: 'Interval of looking for new firmware' },
  origin: 'company',
  default: 1,
  min: 1,
  max: 12,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: { ja: '手本は「定期的」とするだけで、間隔の定めはありません。', en: 'The guideline only says regularly; it fixes no interval.' },
});
export const slaReviewInterval = numberParam({
  id: 'slaReviewInterval',
  title: { ja: 'SLAを見直す間隔', en: 'Interval of reviewing SLAs' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。年1回、契約の更新前をお勧めします。',
    en: 'The guideline does not fix it. We suggest once a year, before renewal.',
  },
});
