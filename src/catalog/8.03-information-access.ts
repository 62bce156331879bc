import { accessRegister } from '../practices/information/access.register.ts';
import { accessGrant } from '../practices/information/access-grant.request.ts';
import { informationAssetsRegister } from '../practices/information/assets.register.ts';
import { foldersNotOpen } from '../practices/information/open-folders.check.ts';
import { allowedSharing, sharedFolders } from '../practices/information/params.ts';
import { sharingOff } from '../practices/information/sharing-services.check.ts';
import { guestAccessCheck } from '../practices/privileged-access/guest-access.check.ts';
import { anonymousAccessAllowed } from '../practices/privileged-access/params.ts';
import { accessReview } from '../practices/reviews/access.duty.ts';
import { reviewCampaign } from '../practices/reviews/campaign.case.ts';
import { accessHeldAgainstLists } from '../practices/reviews/held-against-lists.tool.ts';
import { ownAccessReview } from '../practices/reviews/own-access.duty.ts';
import { accessReviewMonths, accountListMaxDays } from '../practices/reviews/params.ts';
import { defineControl } from './control.ts';

export const informationAccess = defineControl({
  id: '8.3',
  title: { ja: '情報へのアクセス制限', en: 'Information access restriction' },
  purpose: {
    ja: '取扱いに注意を要する情報を、それを必要とする人だけが見たり使ったりできるようにする。',
    en: 'To let sensitive information be seen and used only by the people who need it.',
  },
  params: [anonymousAccessAllowed, sharedFolders, allowedSharing, accessReviewMonths, accountListMaxDays],
  clauses: [
    {
      id: '8.3.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、取扱いに注意を要する情報へのアクセス権を、業務上必要な者だけに割り当てる。異動又は退職があったときは割当てを速やかに見直し、そのほか{accessReviewMonths}ごとに、{accountListMaxDays}以内に書き出した一覧と照合して見直す。情報を置くサーバのフォルダ({sharedFolders})と共有フォルダは、だれにでも開いてはならない。Macで認める共有機能:{allowedSharing}。',
        en: 'The information system administrator assigns access to sensitive information only to those who need it for their work. Whenever someone is transferred or leaves, the assignment is reviewed promptly; besides, every {accessReviewMonths} it is reviewed against lists exported within {accountListMaxDays}. Folders on servers that hold information ({sharedFolders}) and shared folders must not be open to everybody. Sharing allowed on Macs: {allowedSharing}.',
      },
      actors: ['administrator'],
      cadence: { type: 'event', on: { ja: 'アクセス権の付与、異動、退職', en: 'access is granted, or someone is transferred or leaves' } },
      refs: [
        { to: '8.12.e', why: { ja: '漏えい防止から見たアクセス制限', en: 'access restriction as seen from leakage prevention' } },
        { to: '8.12.a', why: { ja: '何が取扱いに注意を要する情報か', en: 'what counts as sensitive' } },
      ],
      mechanisms: [
        accessGrant,
        accessRegister,
        foldersNotOpen,
        sharingOff,
        accessHeldAgainstLists,
        reviewCampaign,
        accessReview,
        ownAccessReview,
        informationAssetsRegister,
      ],
    },
    {
      id: '8.3.b',
      type: 'item',
      text: {
        ja: '身元の分からないIDや匿名で、取扱いに注意を要する情報にアクセスすることは{anonymousAccessAllowed}。情報システム管理者は、この定めのとおりアクセスを制御する。',
        en: 'Access to sensitive information by unknown identities or anonymously {anonymousAccessAllowed}. The information system administrator controls access accordingly.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [guestAccessCheck],
    },
    {
      id: '8.3.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、情報及び関連する資産へのアクセスを許可されたものに限り、それ以外のアクセスを防ぐ状態を保つことが望ましい。',
        en: 'The information system administrator should keep access to information and related assets limited to what is authorised and prevent all other access.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [foldersNotOpen, accessHeldAgainstLists],
    },
  ],
});
