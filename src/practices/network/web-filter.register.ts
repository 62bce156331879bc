import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const webFilterRegister = defineRegister({
  id: 'network/web-filter',
  code: 'R-FLT',
  title: words('Webフィルタ台帳', 'Register of web filters'),
  purpose: words(
    'どこで何を遮断しているかと、業務に必要で解除したサイトを、期限とともに載せます。',
    'What is blocked where, and the sites that were opened because work needs them, with an end.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('方針・サイト', 'Policy or site'),
      type: 'text',
      required: true,
      hint: words('例: 全社の標準フィルタ、example.com', 'For example: standard filter of the company, example.com'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        policy: words('遮断の方針', 'What is blocked'),
        opened: words('個別の解除', 'Opened site'),
        blocked: words('個別の遮断', 'Blocked site'),
      },
    },
    {
      id: 'means',
      title: words('遮断の手段', 'By what'),
      type: 'choice',
      requiredWhen: { field: 'kind', is: ['policy'] },
      options: {
        dns: words('DNS', 'DNS'),
        gateway: words('UTM・プロキシ', 'Firewall or proxy'),
        endpoint: words('端末のソフト', 'Software on the device'),
        browser: words('ブラウザの管理', 'Managed browser'),
      },
    },
    {
      id: 'categories',
      title: words('遮断する区分', 'Categories'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['policy'] },
      hint: words(
        '会社の値のとおりに。例: マルウェア、フィッシング、違法・有害',
        'As the company’s value says: malware, phishing, illegal',
      ),
    },
    {
      id: 'reach',
      title: words('対象', 'For whom'),
      type: 'text',
      required: true,
      hint: words('例: 全社、広報課、来客用無線LAN', 'For example: everybody, public relations, guest LAN'),
    },
    {
      id: 'reason',
      title: words('業務上の理由', 'Why work needs it'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['opened'] },
      hint: words('例: 取引先の資料の受渡しに使うため', 'For example: a client hands over documents there'),
    },
    {
      id: 'checked',
      title: words('安全の確認', 'How it was checked'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['opened'] },
      hint: words('例: 運営会社を確かめ、危険サイトの判定で検出なし', 'For example: operator known, no hit at a reputation service'),
    },
    { id: 'openedOn', title: words('設定日', 'Set on'), type: 'date' },
    {
      id: 'approvedUntil',
      title: words('解除の期限', 'Opened until'),
      type: 'date',
      hint: words('方針の行では空欄。', 'Empty for a policy.'),
    },
    {
      id: 'testedOn',
      title: words('最後の動作確認', 'Tested on'),
      type: 'date',
      hint: words('実際に遮断されることを確かめた日。', 'When it was seen to block.'),
    },
  ],
  key: ['kind', 'name', 'reach', 'approvedUntil'],
  label: 'name',
  confirmMonths: 6,
  deadlines: [{ column: 'approvedUntil', says: words('解除の期限が過ぎています', 'The site should be blocked again') }],
});
