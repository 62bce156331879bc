import { listParam } from '../mechanism/param.ts';
import { slaRequired, slaReviewInterval } from '../practices/network/params.ts';
import { networkServicesRegister } from '../practices/network/services.register.ts';
import { serviceLevels, unregisteredServices } from '../practices/network/services.tool.ts';
import { slaReview } from '../practices/network/sla-review.duty.ts';
import { defineControl } from './control.ts';

const serviceCategories = listParam({
  id: 'serviceCategories',
  title: { ja: 'ネットワークサービスの区分', en: 'Categories of network services' },
  origin: 'advised',
  default: ['接続', 'プライベートネットワーク', 'セキュリティ管理ソリューション'],
  maxItems: 20,
  maxItemChars: 40,
  whenEmpty: { ja: '区分なし', en: 'no categories' },
});

export const networkServices = defineControl({
  id: '8.21',
  title: { ja: 'ネットワークサービスのセキュリティ', en: 'Security of network services' },
  purpose: {
    ja: '外部から提供を受けるネットワークサービスを把握し、必要な品質と安全を提供者に約束してもらう。',
    en: 'To know which network services come from outside, and to have their providers commit to the quality and security needed.',
  },
  params: [slaRequired, slaReviewInterval, serviceCategories],
  clauses: [
    {
      id: '8.21.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、会社が利用しているネットワークサービスを特定し、ネットワークサービス・SLA台帳に記載する。',
        en: 'The information system administrator identifies the network services the company uses and enters them in the register of network services and SLAs.',
      },
      actors: ['administrator'],
      cadence: { type: 'event', on: { ja: 'ネットワークサービスの利用の開始・終了', en: 'Start or end of use of a network service' } },
      refs: [],
      mechanisms: [networkServicesRegister, unregisteredServices],
    },
    {
      id: '8.21.b',
      type: 'item',
      text: {
        ja: '情報システム管理者は、ネットワークサービスを利用するときは、その提供者とサービスレベル合意(SLA)を{slaRequired}。個別の合意に応じない提供者については、提供者の定めるサービス条件を確かめ、受け入れた記録をもってSLAに代える。SLAは{slaReviewInterval}に1回以上見直す。',
        en: 'When a network service is used, the information system administrator {slaRequired} a service level agreement (SLA) with its provider. Where a provider does not enter into individual agreements, its terms of service are examined and the record of their acceptance stands for the SLA. SLAs are reviewed at least once every {slaReviewInterval}.',
      },
      actors: ['administrator', 'supplier'],
      cadence: { type: 'event', on: { ja: 'ネットワークサービスの利用開始', en: 'Start of use of a network service' } },
      refs: [{ to: '8.30.b', why: { ja: '契約にセキュリティの要求事項を盛り込む', en: 'contracts carry security requirements' } }],
      mechanisms: [networkServicesRegister, slaReview, serviceLevels],
    },
    {
      id: '8.21.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、回線等の接続の提供、プライベートネットワークサービス、およびファイアウォールや侵入検知システム等のセキュリティ管理ソリューションも、ネットワークサービスとして扱うことが望ましい。台帳の区分は、次のとおりとする:{serviceCategories}。',
        en: 'The information system administrator should treat as network services the provision of connections, private network services, and managed security solutions such as firewalls and intrusion detection systems. Categories in the register: {serviceCategories}.',
      },
      actors: ['administrator'],
      cadence: { type: 'as-needed' },
      refs: [],
      mechanisms: [networkServicesRegister],
    },
  ],
});
