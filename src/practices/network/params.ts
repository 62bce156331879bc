import { listParam } from '../../mechanism/param.ts';

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
