import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

/** The approval has no end of its own: what did not come back must stay in sight, past the day on which it should have. */
export const takeOut = defineRequest({
  id: 'devices/take-out',
  title: words('機器の社外持出し申請', 'Request to take a device outside'),
  purpose: words(
    '会社のノートPC、タブレット、USBメモリなどを社外へ持ち出す前に出します。在宅勤務や出張も含みます。',
    'Before you take a company notebook, tablet or memory stick outside, also to work at home or on a business trip.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'item',
      title: words('持ち出すもの', 'What you take'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: keiri-01、USBメモリ(管理番号U-07)', 'For example: keiri-01, memory stick U-07'),
    },
    {
      id: 'asset',
      title: words('端末台帳の行', 'Line in the register of devices'),
      type: 'row',
      register: 'devices/devices',
      hint: words('分かるときに選びます。', 'Choose it if you know it.'),
    },
    { id: 'holder', title: words('持ち出す者', 'Who takes it'), type: 'person', required: true },
    {
      id: 'purpose',
      title: words('目的', 'Why'),
      type: 'text',
      required: true,
      hint: words('例: 在宅勤務、〇〇社での打合せ', 'For example: work at home, meeting at a client'),
    },
    {
      id: 'destination',
      title: words('持出し先', 'Where to'),
      type: 'text',
      required: true,
      hint: words('例: 自宅、大阪支店、顧客先', 'Home, a branch, a client'),
    },
    {
      id: 'information',
      title: words('入っている情報', 'Information on it'),
      type: 'text',
      required: true,
      hint: words('例: 見積書のデータ(社外秘)。なければ「なし」。', 'For example: quotations (internal). “None” if there is none.'),
    },
    {
      id: 'protection',
      title: words('済んでいる保護', 'Protection in place'),
      type: 'choices',
      required: true,
      options: {
        password: words('ログインパスワード', 'Login password'),
        encryption: words('ディスクの暗号化', 'Disk encryption'),
        lock: words('画面ロック', 'Screen lock'),
        carrying: words('紛失防止(ストラップ等)', 'Against loss (strap and the like)'),
      },
      hint: words('分からないものは選ばず、管理者に確かめてください。', 'Leave out what you are not sure of and ask the administrator.'),
    },
    { id: 'from', title: words('持出し日', 'From'), type: 'date', required: true },
    {
      id: 'until',
      title: words('返却予定日', 'Back by'),
      type: 'date',
      required: true,
      hint: words(
        '常に持ち歩くものは年度の終わりまでにし、続けるときは改めて申請します。',
        'For what you always carry, the end of the fiscal year; then apply again.',
      ),
    },
  ],
  assessment: [
    {
      id: 'confirmed',
      title: words('保護をどう確かめたか', 'How the protection was confirmed'),
      type: 'choice',
      required: true,
      options: {
        measured: words('このシステムの点検で', 'By a check of this product'),
        seen: words('実機を見て', 'On the device itself'),
        notNeeded: words('情報が入っていないため不要', 'Not needed, it holds no information'),
      },
    },
  ],
  route: [
    {
      id: 'administrator',
      title: words('情報システム管理者の承認', 'Approval of the administrator'),
      roles: ['administrator'],
      approvals: 1,
    },
  ],
  validDays: null,
  decideWithinDays: 2,
  effect: {
    register: 'devices/taken-out',
    cells: ({ form }) => ({
      item: form.item ?? null,
      asset: form.asset ?? null,
      holder: form.holder ?? null,
      purpose: form.purpose ?? null,
      destination: form.destination ?? null,
      information: form.information ?? null,
      protection: form.protection ?? null,
      from: form.from ?? null,
      until: form.until ?? null,
    }),
  },
  refuses: ({ from, until, protection, information }) => {
    if (String(until) < String(from))
      return words('返却予定日は持出し日以後の日にしてください。', 'The day of return cannot be before the day it is taken.');
    const isEmpty = String(information).normalize('NFKC').trim() === 'なし';
    if (!isEmpty && Array.isArray(protection) && !protection.includes('password') && !protection.includes('encryption'))
      return words(
        '情報が入った機器は、ログインパスワードか暗号化を済ませてから持ち出してください。',
        'What holds information needs a login password or encryption before it leaves.',
      );
    return null;
  },
});
