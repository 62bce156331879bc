import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

const validDays = 366;

export const secondaryUse = defineRequest({
  id: 'information/secondary-use',
  title: words('データの二次利用申請', 'Request for secondary use of data'),
  purpose: words(
    '集めたときと違う目的(分析、研修、社外への提供など)で、個人情報や重要な情報を使う前に出します。',
    'Before personal or important data are used for something else than they were collected for: analysis, training, handing out.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'title',
      title: words('利用の名称', 'Use'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 2026年上期の購買分析', 'For example: analysis of purchases, first half of 2026'),
    },
    { id: 'asset', title: words('元の情報資産', 'Source'), type: 'row', register: 'information/assets' },
    {
      id: 'data',
      title: words('使うデータ', 'Data'),
      type: 'text',
      required: true,
      hint: words('例: 会員の購買履歴 12,000件(2025年度)', 'For example: purchases of members, 12,000 lines (fiscal 2025)'),
    },
    {
      id: 'purpose',
      title: words('目的', 'Purpose'),
      type: 'text',
      required: true,
      hint: words('例: 販促メールの対象を決めるため', 'For example: to choose whom to mail'),
    },
    {
      id: 'users',
      title: words('使う者', 'Used by'),
      type: 'text',
      required: true,
      hint: words('例: 営業企画課、〇〇マーケティング株式会社', 'For example: sales planning, Example Marketing K.K.'),
    },
    {
      id: 'techniques',
      title: words('加工の方法', 'Techniques'),
      type: 'choices',
      required: true,
      options: {
        deletion: words('項目の削除', 'Removal of columns'),
        masking: words('マスキング', 'Masking'),
        generalisation: words('丸め・区分け', 'Generalisation'),
        pseudonymisation: words('仮名化', 'Pseudonymisation'),
        anonymisation: words('匿名化', 'Anonymisation'),
        aggregation: words('集計', 'Aggregation'),
      },
    },
    {
      id: 'processed',
      title: words('項目ごとの加工', 'By column'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('例: 氏名=削除、生年月日=年代、住所=市区町村', 'For example: name removed, birth date as decade, address as town'),
    },
    {
      id: 'groupSize',
      title: words('同じ属性の最小人数', 'Smallest group'),
      type: 'number',
      min: 1,
      max: 1_000_000,
      unit: words('人', 'people'),
      hint: words(
        '属性の組合せが同じ人の、いちばん少ない数。分かるときに。',
        'The fewest people who share one combination of attributes, if known.',
      ),
    },
    {
      id: 'keyPlace',
      title: words('対応表の保管先', 'Where the key is kept'),
      type: 'text',
      hint: words('仮名を元に戻せる表。データとは別の所に置きます。', 'What turns pseudonyms back; kept apart from the data.'),
    },
  ],
  assessment: [
    {
      id: 'guessable',
      title: words('個人や重要な事項を推し量れないか', 'Can people or important facts be guessed from it?'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('加工したデータの見本を見て、結論を書きます。', 'Look at a sample of the processed data and write your conclusion.'),
    },
    { id: 'confirmedBy', title: words('加工を確かめた者', 'Verified by'), type: 'person' },
  ],
  route: [
    {
      id: 'administrator',
      title: words('情報システム管理者の承認', 'Approval of the administrator'),
      roles: ['administrator'],
      approvals: 1,
    },
  ],
  validDays,
  decideWithinDays: 5,
  effect: {
    register: 'information/secondary-use',
    cells: ({ form, assessment, validUntil }) => ({
      title: form.title ?? null,
      asset: form.asset ?? null,
      data: form.data ?? null,
      purpose: form.purpose ?? null,
      users: form.users ?? null,
      techniques: form.techniques ?? null,
      processed: form.processed ?? null,
      groupSize: form.groupSize ?? null,
      keyPlace: form.keyPlace ?? null,
      confirmedBy: assessment.confirmedBy ?? null,
      approvedUntil: validUntil,
    }),
  },
});
