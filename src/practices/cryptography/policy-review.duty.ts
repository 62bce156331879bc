import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const cryptographyPolicyReview = defineDuty({
  id: 'cryptography/policy-review',
  title: words('暗号利用方針の年次見直し', 'Yearly review of the cryptography policy'),
  purpose: words(
    '弱くなった暗号を使い続けず、法令と契約の求めに合っていることを年に一度確かめます。',
    'Once a year, that no cipher has become weak and that laws and contracts are met.',
  ),
  owner: 'committee',
  recurrence: { type: 'every', count: 12, unit: 'month', on: { day: 10 }, fiscalMonth: 2 },
  shift: 'next',
  steps: [
    words(
      'CRYPTRECの電子政府推奨暗号リストなど、方針が拠り所とする一覧の変更を見ます。',
      'See what changed in the list the policy relies on, such as CRYPTREC’s.',
    ),
    words('暗号・鍵・証明書台帳の「暗号方式・強度」を一覧と照らします。', 'Hold the ciphers of the register against it.'),
    words(
      '顧客との契約と法令が求める暗号化を読み、満たしていることを確かめます。',
      'Read what contracts and laws ask for and see that it is met.',
    ),
    words(
      '情報資産台帳で、暗号化するとした情報が実際に暗号化されているかを見ます。',
      'See in the register of assets whether what is to be encrypted is.',
    ),
    words(
      '変えることを決め、手順書の暗号の章を直します。暗号の管理責任者が今の人でよいかも確かめます。',
      'Decide what changes and revise the chapter on cryptography; confirm the person in charge.',
    ),
  ],
  sheet: {
    checks: ['cryptography/certificate-expiry', 'endpoint/disk-encryption', 'endpoint/wireless-networks'],
    registers: ['cryptography/keys', 'information/assets', 'organisation/roles'],
  },
  record: [
    {
      id: 'list',
      title: words('照らした一覧と版', 'List and edition'),
      type: 'text',
      required: true,
      hint: words('例: CRYPTREC暗号リスト(2026年3月版)', 'For example: CRYPTREC list of March 2026'),
    },
    {
      id: 'weak',
      title: words('外れていた暗号', 'Ciphers not on it'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    {
      id: 'requirements',
      title: words('法令・契約の要求', 'Laws and contracts'),
      type: 'text',
      required: true,
      hint: words('確かめたもの。例: 〇〇社との契約 第9条', 'What was read: article 9 of a contract'),
    },
    {
      id: 'decisions',
      title: words('決めたこと', 'Decided'),
      type: 'longText',
      required: true,
      hint: words('変えないときは「変更なし」。', '“No change” where nothing changes.'),
    },
    { id: 'members', title: words('見直した委員', 'Members'), type: 'text', required: true },
  ],
  file: 'possible',
});
