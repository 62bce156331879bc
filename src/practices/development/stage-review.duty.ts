import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const stageReview = defineDuty({
  id: 'development/stage-review',
  title: words('開発の各段階のセキュリティレビュー', 'Security review at each stage of development'),
  purpose: words(
    '要件から試験まで、段階を終えるたびに要求事項が満たされていることを確かめ、後戻りを小さくします。',
    'At the end of each stage, that the requirements are met, so that less has to be done again later.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'development/project', says: words('開発の一つの段階が終わったとき', 'A stage of development has ended') }],
    within: { businessDays: 5 },
    from: 'event',
    quietMonths: 6,
  },
  shift: 'next',
  steps: [
    words(
      '開発責任者に、その段階の文書とソースの場所を示してもらいます。作った本人以外が見ます。',
      'Have the documents and sources of the stage shown; somebody who did not make them looks.',
    ),
    words(
      '案件の要求事項の表を一行ずつ読み、満たしているところを文書やソースで指せるかを見ます。',
      'Go through the security requirements one by one and point to where each is met.',
    ),
    words(
      '入力の検査、権限の最小化、出力の無害化、防止・検知・対応の分析が抜けていないかを見ます。',
      'Look for checks of input, least privilege, harmless output, and the analysis of prevention, detection and response.',
    ),
    words(
      '満たしていないものは、直すか、理由を付けて残すかを決めます。直すまで次の段階に進みません。',
      'Decide for what is not met whether it is put right or left with a reason; the next stage waits.',
    ),
    words(
      '結果を記録します。「問題なし」なら案件は次の段階に進み、「問題あり」なら元の段階に戻ります。',
      'Record the outcome: in order, and the project goes on; with a problem, and it goes back to the stage.',
    ),
  ],
  sheet: { registers: ['development/projects'] },
  record: [
    {
      id: 'reviewer',
      title: words('レビューした者', 'Reviewed by'),
      type: 'person',
      required: true,
      hint: words('作った者とは別の人。', 'Not who made it.'),
    },
    {
      id: 'met',
      title: words('満たした要求', 'Requirements met'),
      type: 'text',
      required: true,
      hint: words('例: 12件中12件', 'For example: 12 of 12'),
    },
    {
      id: 'unmet',
      title: words('満たしていない要求', 'Not met'),
      type: 'longText',
      required: true,
      hint: words('どうするかも書きます。なければ「なし」。', 'And what is done; “none” where there is none.'),
    },
  ],
  file: 'possible',
});
