import { planned } from '../mechanism/citation.ts';
import { listParam } from '../mechanism/param.ts';
import { designatedProxyCheck } from '../practices/network/designated-proxy.check.ts';
import { designatedResolversCheck } from '../practices/network/designated-resolvers.check.ts';
import { openSite } from '../practices/network/open-site.request.ts';
import { designatedProxies, designatedResolvers } from '../practices/network/params.ts';
import { webFilterRegister } from '../practices/network/web-filter.register.ts';
import { defineControl } from './control.ts';

const blockedCategories = listParam({
  id: 'blockedCategories',
  title: { ja: '遮断するWebサイトの区分', en: 'Categories of websites that are blocked' },
  origin: 'company',
  default: ['マルウェア', 'フィッシング', '違法・有害', '業務外'],
  maxItems: 50,
  maxItemChars: 40,
  whenEmpty: { ja: '未定', en: 'not decided yet' },
  hint: {
    ja: '手本に区分の定めはありません。お使いのフィルタリングソフトの区分名に合わせると、照らし合わせやすくなります。',
    en: 'The guideline names no categories. Using the names your filter uses makes comparison easier.',
  },
});

export const webFiltering = defineControl({
  id: '8.23',
  title: { ja: 'ウェブ・フィルタリング', en: 'Web filtering' },
  purpose: {
    ja: '危険なWebサイトや業務に関係のないWebサイトへの接続を防ぎ、マルウェアの感染や情報の漏えいを減らす。',
    en: 'To keep people from dangerous websites and from those that have nothing to do with work, and so to reduce infection and leakage.',
  },
  params: [blockedCategories, designatedResolvers, designatedProxies],
  clauses: [
    {
      id: '8.23.p',
      type: 'para',
      text: {
        ja: '情報システム管理者は、フィルタリングソフトウェアを用いて、利用者が業務に関係のないWebサイトや危険なWebサイトに接続することを防ぐ。遮断する区分は、次のとおりとする:{blockedCategories}。DNSによるフィルタリングに用いるサーバは、次のとおりとする:{designatedResolvers}。Webの閲覧に用いるプロキシは、次のとおりとする:{designatedProxies}。遮断されたWebサイトが業務に必要なときは、利用者は情報システム管理者に解除を申請する。',
        en: 'The information system administrator uses filtering software to keep users from websites that have nothing to do with the business and from dangerous ones. Categories blocked: {blockedCategories}. Servers used for filtering by DNS: {designatedResolvers}. Proxies used for the web: {designatedProxies}. Users who need a blocked website for work ask the information system administrator to open it.',
      },
      actors: ['administrator', 'user'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        designatedResolversCheck,
        designatedProxyCheck,
        planned.check('Webフィルタの点検', 'Check of the web filter'),
        webFilterRegister,
        openSite,
      ],
    },
    {
      id: '8.23.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、システムがマルウェアに侵害されないよう、許可していないWeb上の資源への接続を防ぐことが望ましい。',
        en: 'The information system administrator should prevent access to web resources that are not authorised, so that systems are not compromised by malware.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [planned.check('危険なWebサイトへの接続の検知', 'Detection of attempts to reach dangerous websites')],
    },
  ],
});
