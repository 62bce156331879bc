import { choiceParam } from '../../mechanism/param.ts';

export const deleteWithinHoursAfterTest = choiceParam({
  id: 'deleteWithinHoursAfterTest',
  title: { ja: '試験後に実データを消去する期限', en: 'Deadline for deleting real data after a test' },
  origin: 'company',
  default: '24',
  options: {
    '1': { ja: '1時間以内', en: 'within 1 hour' },
    '8': { ja: '8時間以内', en: 'within 8 hours' },
    '24': { ja: '24時間以内', en: 'within 24 hours' },
    '72': { ja: '72時間以内', en: 'within 72 hours' },
  },
  hint: {
    ja: '手本は「直ちに」とし、時間を定めていません。24時間以内をお勧めします。',
    en: 'The guideline says “at once” and fixes no hours. We suggest within 24 hours.',
  },
});
