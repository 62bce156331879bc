import { words } from '../../base/text.ts';
import { inWords, type QuestionGroup, scale } from './question.ts';

export const information: QuestionGroup = {
  id: 'info',
  title: words('情報の取扱い', 'Handling of information'),
  questions: [
    scale(
      'info-1',
      3,
      '当社から預かった情報を、ほかの取引先の情報と分けて保管していますか。',
      'Is what we hand over kept apart from that of other clients?',
    ),
    scale(
      'info-2',
      3,
      '預かった情報は、仕事が終わったら返すか、復元できない方法で消し、証明を出せますか。',
      'Is it returned or erased beyond recovery when the work ends, with proof?',
      { knockOut: true },
    ),
    scale('info-3', 2, '持ち運ぶ機器や媒体に入れる情報は、暗号化していますか。', 'Is information on portable devices and media encrypted?'),
    scale(
      'info-4',
      2,
      'メールやファイル転送で情報を送るときの、誤送信を防ぐ方法が決まっていますか。',
      'Is there a set way against sending files or mails to the wrong address?',
    ),
    scale(
      'info-5',
      3,
      '個人情報を扱う人を限り、見たり持ち出したりした記録を残していますか。',
      'Is access to personal information limited and logged?',
      {
        concerns: ['information'],
        evidence: ['yes'],
      },
    ),
    scale(
      'info-6',
      2,
      '預かった情報を国外で保管・閲覧しませんか。する場合は、国と理由を説明欄に書けますか。',
      'Is our information neither stored nor read abroad, or else can you name country and reason?',
      {
        concerns: ['information', 'service', 'operation'],
      },
    ),
    scale(
      'info-7',
      2,
      '生成AIなどの外部サービスに、当社の情報を入れないきまりがありますか。',
      'Is it forbidden to enter our information into outside services such as generative AI?',
    ),
  ],
};

export const incidents: QuestionGroup = {
  id: 'inc',
  title: words('事故への備え', 'Incidents'),
  questions: [
    scale(
      'inc-1',
      3,
      '当社の情報に関わる事故やその疑いを、気づいてから24時間以内に当社へ知らせますか。',
      'Do you tell us of an incident, or its suspicion, within 24 hours?',
      { knockOut: true },
    ),
    scale(
      'inc-2',
      2,
      '事故が起きたときの連絡網と手順があり、年に1回以上試していますか。',
      'Are there a procedure and a list of contacts for incidents, tried yearly?',
      { evidence: ['yes'] },
    ),
    scale(
      'inc-3',
      2,
      '当社の仕事に使うデータの控えを取り、戻せることを確かめていますか。',
      'Are data used for our work backed up, and the restore tried?',
    ),
    scale(
      'inc-4',
      1,
      '災害や障害のとき、どれだけで仕事を再開できるかの目標がありますか。',
      'Is there a goal for how soon work goes on after a disaster?',
    ),
    inWords(
      'inc-5',
      '事故のときの連絡先(部署、電話番号、受付時間)を書いてください。',
      'Whom we reach in an incident: department, phone, hours.',
    ),
  ],
};
