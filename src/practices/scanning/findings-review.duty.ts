import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const findingsReview = defineDuty({
  id: 'scanning/findings-review',
  title: words('診断で見つかった欠陥の見回り', 'Round of what scans found'),
  purpose: words(
    '期限を過ぎる前に手を打ち、見つからなくなったものと再び見つかったものを、人の目で確かめます。',
    'To act before dates pass, and to look with one’s own eyes at what is no longer shown or shows again.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: 1, unit: 'week', on: { day: 1 } },
  shift: 'next',
  steps: [
    words(
      '「診断結果」で、期限を過ぎたものと近いものを開き、直す担当を決めます。',
      'Under “Scan results” open what is past its date or near it, and decide who fixes it.',
    ),
    words(
      '新しいものを分けます。直す、期限を決めて残す、影響なし、のどれかにします。',
      'Sort the new ones: fix, leave until a day, or not affected.',
    ),
    words(
      '見つからなくなったものは、修正した後の診断であることを見て、確認済みにします。',
      'Confirm what is no longer shown, where the scan came after the repair.',
    ),
    words(
      '再び見つかったものは、修正が外れた理由を調べて開き直します。',
      'Open again what reappeared, and find out why the repair was lost.',
    ),
    words(
      '取込みが止まっている対象は、自動化の設定と鍵の期限を直します。',
      'Where imports have stopped, see to the pipeline and to the end of its token.',
    ),
  ],
  record: [
    {
      id: 'open',
      title: words('残っている件数', 'Open'),
      type: 'number',
      required: true,
      min: 0,
      max: 1_000_000,
      unit: words('件', 'findings'),
    },
    {
      id: 'overdue',
      title: words('期限を過ぎた件数', 'Past their date'),
      type: 'number',
      required: true,
      min: 0,
      max: 1_000_000,
      unit: words('件', 'findings'),
    },
    {
      id: 'plan',
      title: words('期限を過ぎたものの扱い', 'What is done about those'),
      type: 'text',
      hint: words('なければ空欄。', 'Empty where there is none.'),
    },
  ],
  file: 'possible',
});
