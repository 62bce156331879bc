import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const copiesDeletion = defineDuty({
  id: 'audits/copies-deletion',
  title: words('監査者に渡したデータの消去の確認', 'Deletion of copies given to an auditor'),
  purpose: words(
    '監査のために写したデータが、用が済んだあとに残らないようにします。',
    'So that data copied for an audit do not stay anywhere once it is over.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'audits/audit', says: words('監査者がデータの写しを持ち出したとき', 'An auditor took copies of data') }],
    within: { days: 30 },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'previous',
  steps: [
    words('案件のページで、いつ誰に何の写しを渡したかを読みます。', 'Read on the page of the case what was copied, when and by whom.'),
    words(
      '監査者に、写したデータを消したことの証明(消去証明書、メールでもよい)を求めます。',
      'Ask the auditor for proof of deletion, a certificate or a mail.',
    ),
    words(
      '受け取った証明を添えて記録します。消えていないときは「問題あり」で記録し、続けて求めます。',
      'Attach it and record. Where they are not deleted, record a problem and keep asking.',
    ),
  ],
  sheet: { registers: ['audits/audits'] },
  record: [
    { id: 'deletedOn', title: words('消去した日', 'Deleted on'), type: 'date', required: true },
    {
      id: 'how',
      title: words('消去の方法', 'How'),
      type: 'text',
      required: true,
      hint: words('例: 完全消去ツールで上書き', 'For example: overwritten by a wiping tool'),
    },
    {
      id: 'who',
      title: words('証明した人', 'Certified by'),
      type: 'text',
      required: true,
      hint: words('例: 監査法人〇〇 田中', 'For example: Tanaka of Example Audit'),
    },
  ],
  file: 'needed',
});
