import { words } from '../../base/text.ts';
import { defineCase } from '../../mechanism/case.ts';

/** Begins with each record of the long-term outlook. What was reported waits for the receipt of management, by somebody else's hand. */
export const capacityOutlookReport = defineCase({
  id: 'capacity/outlook-report',
  code: 'OTL',
  title: words('中長期の見通しの報告', 'Report of the long-term outlook'),
  purpose: words(
    '容量・能力の見通しを経営に報告したときに、トップマネジメントが読んだことと、指示への対応までを追います。',
    'Follows an outlook that was reported to management until it was read, and what was instructed was seen to.',
  ),
  variants: { outlook: words('中長期の見通し', 'Long-term outlook') },
  states: {
    toManagement: { title: words('経営の確認待ち', 'Waiting for management to read') },
    instructed: { title: words('経営の指示に対応中', 'Instruction being seen to') },
    received: { title: words('経営が確認', 'Read by management'), end: 'done' },
    followed: { title: words('経営の指示に対応済み', 'Instruction seen to'), end: 'done' },
    notNeeded: { title: words('経営への報告は不要', 'No report needed'), end: 'done' },
  },
  steps: [
    {
      id: 'report',
      title: words('見通しの記録', 'Outlook recorded'),
      does: words('見通しを記録する', 'Record the outlook'),
      way: { type: 'duty', duty: 'capacity/outlook' },
      from: [],
      to: { field: 'reported', is: { true: 'toManagement', false: 'notNeeded' } },
      by: ['administrator'],
      fields: [],
      when: 'reportedOn',
    },
    {
      id: 'receive',
      title: words('経営の確認(読了)', 'Read by management'),
      does: words('見通しを読んだことを記録する', 'Record that the outlook was read'),
      hint: words('見通しを書いた人とは別の人が記録します。', 'Somebody other than whoever wrote the outlook records it.'),
      way: { type: 'duty', duty: 'capacity/outlook-receipt' },
      from: ['toManagement'],
      to: { field: 'answer', is: { noted: 'received', agreed: 'received', instructed: 'instructed' } },
      by: ['management'],
      fields: [],
      when: 'readOn',
      apart: ['report'],
    },
    {
      id: 'follow',
      title: words('経営の指示への対応', 'Instruction seen to'),
      does: words('指示への対応を記録する', 'Record what was done'),
      way: { type: 'act' },
      from: ['instructed'],
      to: 'followed',
      by: ['administrator'],
      fields: [
        {
          id: 'done',
          title: words('行ったこと', 'What was done'),
          type: 'longText',
          required: true,
          maxChars: 1000,
          hint: words('例: 3社の見積りを比べ、12月の会議で示した', 'For example: three quotations compared, shown in December'),
        },
      ],
      file: 'possible',
    },
  ],
  label: ({ outlook }) => String(outlook ?? ''),
  // Where there was nothing to forecast, nothing was said of a report either.
  opensFor: ({ reported }) => typeof reported === 'boolean',
  readers: ['administrator', 'committee', 'management'],
});
