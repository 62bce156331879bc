import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const testToolCheck = defineDuty({
  id: 'development/tool-check',
  title: words('試験環境とツールの確認', 'Confirmation of the test environment and tools'),
  purpose: words(
    '何も見つけない道具の「問題なし」を信じないよう、道具そのものを試します。',
    'So that nobody trusts “nothing found” from a tool that finds nothing.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: 12, unit: 'month', on: { day: 10 }, fiscalMonth: 6 },
  shift: 'next',
  steps: [
    words('診断と解析の道具を、規則の一覧とともに最新の版にします。', 'Bring tools and their rules up to date.'),
    words(
      '欠陥をわざと入れた見本に道具をかけ、見つけることを確かめます。',
      'Run each on a sample with known defects and see that it finds them.',
    ),
    words(
      '試験環境の版と設定が、運用と同じであることを比べます。',
      'Compare versions and settings of the test environment with operation.',
    ),
    words(
      '試験環境が社外から届かないこと、実データが残っていないことを見ます。',
      'See that it cannot be reached from outside and holds no real data.',
    ),
  ],
  sheet: { registers: ['development/environments', 'development/test-data'] },
  record: [
    { id: 'tools', title: words('道具と版', 'Tools and versions'), type: 'text', required: true },
    {
      id: 'sample',
      title: words('使った見本', 'Sample'),
      type: 'text',
      required: true,
      hint: words('例: OWASP Juice Shop', 'For example: OWASP Juice Shop'),
    },
    {
      id: 'missed',
      title: words('見つけられなかった欠陥', 'Missed'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    {
      id: 'differences',
      title: words('運用との違い', 'Differences from operation'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
  ],
  file: 'possible',
});
