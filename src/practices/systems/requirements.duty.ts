import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const acquisitionRequirements = defineDuty({
  id: 'systems/requirements',
  title: words('アプリケーション取得前の要求事項の決定', 'Deciding requirements before an application is acquired'),
  purpose: words(
    '買ってから困らないよう、何を守らせるかを、リスクを考えて先に決めます。',
    'To decide by its risk what an application must fulfil, before it is bought.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'recorded',
        says: words(
          'アプリケーションやクラウドサービスを取得するとき(購入、契約、無償での導入)',
          'An application or cloud service is to be acquired, bought or free',
        ),
      },
    ],
    within: { businessDays: 10 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'previous',
  steps: [
    words(
      '扱う情報の区分、使う人、社外から届くか、止まったときの影響を書き出します。',
      'Write down class of information, users, exposure, and what happens when it stops.',
    ),
    words(
      '漏れる、書き換えられる、止まる、のそれぞれについて、どれだけ困るかを決めます。',
      'Settle how bad a leak, a tampering and a stop would be.',
    ),
    words(
      'そこから要求を決めます。多要素認証、権限の分離、ログ、暗号化、バックアップ、国内保管、解約時の消去などです。',
      'Derive requirements: second factor, separate rights, logs, encryption, backup, place, deletion at the end.',
    ),
    words(
      '候補が満たすかを資料で確かめ、満たさないものは代わりの対策を考えます。難しいときは専門家に尋ねます。',
      'See in its documents whether the candidate meets them; find substitutes for the rest; ask an expert where needed.',
    ),
    words(
      '情報システム台帳に行を加え、要求事項とリスク評価日を書きます。',
      'Add a line to the register of systems with requirements and date.',
    ),
  ],
  sheet: { registers: ['systems/systems', 'information/assets'], requests: ['software/install'] },
  record: [
    {
      id: 'application',
      title: words('取得するもの', 'What is acquired'),
      type: 'text',
      required: true,
      hint: words('例: 〇〇勤怠クラウド', 'For example: a cloud time clock'),
    },
    {
      id: 'information',
      title: words('扱う情報と区分', 'Information and class'),
      type: 'text',
      required: true,
      hint: words('例: 社員の勤怠(社外秘)', 'For example: working hours of the staff (internal)'),
    },
    {
      id: 'risk',
      title: words('リスクの大きさ', 'Risk'),
      type: 'choice',
      required: true,
      options: { low: words('低', 'Low'), medium: words('中', 'Medium'), high: words('高', 'High') },
    },
    { id: 'requirements', title: words('決めた要求事項', 'Requirements'), type: 'longText', required: true },
    {
      id: 'unmet',
      title: words('満たさない要求と代替', 'Not met, and substitutes'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    {
      id: 'expert',
      title: words('専門家の支援', 'Expert'),
      type: 'text',
      required: true,
      hint: words('誰の、どんな意見か。不要なら「不要」と理由。', 'Whose opinion and what; or “not needed” and why.'),
    },
  ],
  file: 'possible',
});
