import { securityLogSize } from '../../facts/security-log.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { securityLogMinMb } from './params.ts';

const megabyte = 1024 * 1024;

/** The log of sign-ins is large enough that it does not write over itself within days. */
export const securityLogLarge = defineCheck({
  id: 'logs/security-log-size',
  title: { ja: 'セキュリティログの容量', en: 'Size of the Security log' },
  reads: securityLogSize,
  params: { securityLogMinMb },
  freshness: 'settings',
  platforms: { windows: 'judged' },
  remedy: {
    windows: {
      ja: '「イベント ビューアー > Windows ログ > セキュリティ」を右クリックして「プロパティ」を開き、「最大ログ サイズ (KB)」を大きくしてください。',
      en: 'In Event Viewer right-click Windows Logs > Security, open Properties and raise Maximum log size (KB).',
    },
  },
  caveat: {
    ja: '容量の上限だけを見ます。何日分が残るかは、記録の量によります。',
    en: 'Only the limit is seen. How many days it holds depends on how much is recorded.',
  },
  judge({ body: { maxBytes } }, { securityLogMinMb: leastMb }) {
    if (maxBytes === null) return unknown('セキュリティログの容量を読めませんでした。', 'The size of the Security log could not be read.');
    const mb = Math.floor(maxBytes / megabyte);
    const ja = `セキュリティログの容量は${mb}MBです(定めは${leastMb}MB以上)。`;
    const en = `The Security log holds ${mb} MB (at least ${leastMb} MB required).`;
    return maxBytes >= leastMb * megabyte ? pass(ja, en) : fail(ja, en);
  },
});
