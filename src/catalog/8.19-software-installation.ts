import { listParam, numberParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { acknowledgementsRegister } from '../practices/awareness/acknowledgements.register.ts';
import { configurationItemsRegister } from '../practices/configuration/items.register.ts';
import { environmentsRegister } from '../practices/development/environments.register.ts';
import { reviewCampaign } from '../practices/reviews/campaign.case.ts';
import { allowedSoftwareRegister } from '../practices/software/allowed.register.ts';
import { allowedSoftwareReview } from '../practices/software/allowed-review.duty.ts';
import { installApproverRole, permissionRole } from '../practices/software/approvers.ts';
import { developmentToolsAbsent } from '../practices/software/development-tools.check.ts';
import { elevatedInstallsOff } from '../practices/software/elevated-installs.check.ts';
import { fileSharingInstalled } from '../practices/software/file-sharing-installed.check.ts';
import { fileSharingRunning } from '../practices/software/file-sharing-running.check.ts';
import { fileSharingTraces } from '../practices/software/file-sharing-traces.check.ts';
import { forbiddenAbsent } from '../practices/software/forbidden.check.ts';
import { forbiddenSoftwareRegister } from '../practices/software/forbidden.register.ts';
import { softwareInstall } from '../practices/software/install.request.ts';
import { installRightsLimited } from '../practices/software/install-rights.check.ts';
import {
  baselineSoftware,
  developmentTools,
  forbiddenSoftware,
  installerAccounts,
  softwareListReviewInterval,
  sourceTreePlaces,
  unlistedGraceDays,
} from '../practices/software/params.ts';
import { sourceTreesAbsent } from '../practices/software/source-trees.check.ts';
import { unlistedSoftware } from '../practices/software/unlisted.check.ts';
import { defineControl } from './control.ts';

const softwareAllowList = listParam({
  id: 'softwareAllowList',
  title: { ja: '使用を認めるソフトウェア', en: 'Software that may be used' },
  origin: 'company',
  default: [],
  maxItems: 500,
  maxItemChars: 100,
  whenEmpty: { ja: '許可ソフト・ユーティリティ台帳に記載したもの', en: 'those in the register of permitted software and utilities' },
  hint: {
    ja: '手本に定めはありません。空のままなら、許可ソフト・ユーティリティ台帳に記載したものを指します。',
    en: 'The guideline does not fix it. Left empty, it means what is in the register of permitted software and utilities.',
  },
});
const unapprovedInstallAlarmHours = numberParam({
  id: 'unapprovedInstallAlarmHours',
  title: { ja: '承認のない導入を把握するまでの時間', en: 'Time to notice an installation without approval' },
  origin: 'company',
  default: 24,
  min: 1,
  max: 744,
  unit: { ja: '時間', en: 'hours' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。', en: 'The guideline does not fix it.' },
});

export const softwareInstallation = defineControl({
  id: '8.19',
  title: { ja: '運用システムに関わるソフトウェアの導入', en: 'Installation of software on operational systems' },
  purpose: {
    ja: '業務に使うシステムや端末で動くソフトウェアを会社が把握し、危険なものや不要なものを入れさせない。',
    en: 'To know what software runs on the systems and devices of the business, and to keep out what is dangerous or not needed.',
  },
  params: [
    softwareAllowList,
    permissionRole,
    softwareListReviewInterval,
    installApproverRole,
    unapprovedInstallAlarmHours,
    unlistedGraceDays,
    baselineSoftware,
    forbiddenSoftware,
    developmentTools,
    sourceTreePlaces,
    installerAccounts,
  ],
  clauses: [
    {
      id: '8.19.a',
      type: 'item',
      text: {
        ja: '情報システム管理者および開発担当者は、運用システムに開発用のコードおよび開発用の道具を置いてはならない。運用のサーバに置かない開発用の道具は、次のとおりとする:{developmentTools}。開発用のコードがないことは、次の場所で確かめる:{sourceTreePlaces}。',
        en: 'The information system administrator and developers must not put development code or development tools on operational systems. Development tools kept off production servers: {developmentTools}. That there is no development code is verified in: {sourceTreePlaces}.',
      },
      actors: ['administrator', 'developer'],
      cadence: { type: 'event', on: { ja: '運用システムへの導入', en: 'Deployment to an operational system' } },
      refs: [{ to: '8.31.a', why: { ja: '開発と運用の環境を分ける', en: 'separates the environments' } }],
      mechanisms: [
        sourceTreesAbsent,
        developmentToolsAbsent,
        rule('運用システムに開発用コードを置かないこと', 'No development code on operational systems'),
        environmentsRegister,
        configurationItemsRegister,
      ],
    },
    {
      id: '8.19.b',
      type: 'item',
      text: {
        ja: '利用者は、情報システム管理者が指定したソフトウェアだけを使用する。指定したソフトウェアは、次のとおりとする:{softwareAllowList}。OSに備わるものとして許可を要しないソフトウェアは、次のとおりとする:{baselineSoftware}。これら以外のソフトウェアを使用するときは、事前に{permissionRole}の許可を得る。他社が開発したソフトウェアは、その開発元が求める条件を満たす環境で使用する。',
        en: 'Users use only software designated by the information system administrator. Software designated: {softwareAllowList}. Software that comes with the operating system and needs no permission: {baselineSoftware}. To use any other software, they first obtain the permission of {permissionRole}. Software made by others is used in an environment that meets the conditions its maker requires.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [unlistedSoftware, softwareInstall, allowedSoftwareRegister, configurationItemsRegister],
    },
    {
      id: '8.19.c',
      type: 'item',
      text: {
        ja: '情報システム管理者は、利用者が導入してよいソフトウェアの範囲を、{softwareListReviewInterval}に1回以上、定期的に見直す。',
        en: 'The information system administrator regularly reviews which software users may install, at least once every {softwareListReviewInterval}.',
      },
      actors: ['administrator'],
      cadence: { type: 'periodic', param: 'softwareListReviewInterval' },
      refs: [],
      mechanisms: [reviewCampaign, allowedSoftwareReview, allowedSoftwareRegister],
    },
    {
      id: '8.19.d',
      type: 'item',
      text: {
        ja: '利用者は、許可されていないソフトウェアを導入してはならない。業務に必要なソフトウェアは、{installApproverRole}の承認を得てから導入する。情報システム管理者は、承認のない導入を{unapprovedInstallAlarmHours}以内に把握し、見つけてから{unlistedGraceDays}以内に是正させる。',
        en: 'Users must not install software that is not permitted. Software needed for work is installed after approval by {installApproverRole}. The information system administrator notices an installation without approval within {unapprovedInstallAlarmHours} and has it put right within {unlistedGraceDays} of finding it.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        rule('無断導入の禁止', 'Ban on installing software without approval'),
        softwareInstall,
        unlistedSoftware,
        allowedSoftwareRegister,
        acknowledgementsRegister,
      ],
    },
    {
      id: '8.19.e',
      type: 'item',
      text: {
        ja: '利用者は、ファイル共有ソフト等、マルウェアへの感染や不正侵入の原因になりやすいソフトウェアを導入してはならない。名称を挙げて禁じるソフトウェアは、次のとおりとする:{forbiddenSoftware}。',
        en: 'Users must not install software likely to cause infection by malware or intrusion, such as file-sharing software. Software forbidden by name: {forbiddenSoftware}.',
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.12.b', why: { ja: '同じソフトウェアの使用を禁じる', en: 'forbids using the same software' } }],
      mechanisms: [
        fileSharingRunning,
        fileSharingInstalled,
        fileSharingTraces,
        forbiddenAbsent,
        forbiddenSoftwareRegister,
        rule('ファイル共有ソフト等の禁止', 'Ban on file-sharing and similar software'),
        allowedSoftwareRegister,
      ],
    },
    {
      id: '8.19.advice',
      type: 'advice',
      text: {
        ja: '情報セキュリティ委員会は、利用者が導入できるソフトウェアの種類を厳格に定め、これを守らせることが望ましい。ソフトウェアを導入する権限を持ってよいアカウントは、次のとおりとする:{installerAccounts}。',
        en: 'The information security committee should lay down strictly what kinds of software users may install, and see that this is kept. Accounts that may be able to install software: {installerAccounts}.',
      },
      actors: ['committee'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        rule('導入できるソフトウェアの種類の定め', 'Rule on the kinds of software users may install'),
        installRightsLimited,
        elevatedInstallsOff,
      ],
    },
  ],
});
