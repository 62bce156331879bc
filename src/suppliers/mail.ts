import { sha256 } from '../base/hash.ts';
import { newSecret } from '../base/id.ts';
import { type SupplierMail, sheetSubject } from './ports.ts';
import type { SheetRow } from './sheet.store.ts';

/** Where a link leads. The secret stands behind #, which no server and no proxy ever sees. */
const sheetUrl = (base: string, token: string): string => `${base.replace(/\/$/, '')}/supplier-sheet#${token}`;

/** A name never begins a new line of a mail. */
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();

export type MailKind = 'first' | 'again' | 'before' | 'due';
type Mailed = Pick<SheetRow, 'id' | 'company' | 'contactName' | 'contactMail' | 'dueOn'>;

/** A mail with a link of its own, and the hash to be stored. The secret itself stands nowhere but in the mail. */
export function sheetMail(
  sheet: Mailed,
  base: string,
  kind: MailKind,
  key: string,
): { readonly mail: SupplierMail; readonly hash: Buffer } {
  const token = newSecret();
  const company = oneLine(sheet.company);
  const asks = {
    first: `${company}です。業務をお願いするにあたり、情報セキュリティの取組みについて「委託先審査票」への回答をお願いします。`,
    again: `${company}です。「委託先審査票」の回答用リンクを改めてお送りします。前のリンクは使えなくなりました。`,
    before: `${company}です。「委託先審査票」への回答の期限が近づいています。`,
    due: `${company}です。「委託先審査票」への回答は、今日が期限です。`,
  }[kind];
  return {
    hash: sha256(token),
    mail: {
      channel: 'mail',
      to: { address: sheet.contactMail!.trim(), name: oneLine(sheet.contactName) },
      language: 'ja',
      text: {
        subject: `${kind === 'before' || kind === 'due' ? '【再度のお願い】' : ''}委託先審査票への回答のお願い(${sheet.dueOn}まで)`,
        lines: [
          `${oneLine(sheet.contactName)} 様`,
          asks,
          `期限は${sheet.dueOn}です。下のリンクから、アカウントなしで答えられます。途中で保存でき、Excelでも答えられます。`,
          '回答を開くときは、このメールアドレスに届く6桁の確認コードを入れます。リンクだけでは、ほかの人に回答は見えません。',
          'English: open the link and choose “English” at the top of the page.',
        ],
        link: { url: sheetUrl(base, token), label: '審査票を開く' },
        ...(kind === 'first' || kind === 'again' ? { date: sheet.dueOn } : {}),
      },
      about: sheetSubject(sheet.id),
      dedupeKey: `${sheetSubject(sheet.id)}:${key}`,
    },
  };
}

export function codeMail(sheet: Mailed, code: string, id: string, minutes: number): SupplierMail {
  return {
    channel: 'mail',
    to: { address: sheet.contactMail!.trim(), name: oneLine(sheet.contactName) },
    language: 'ja',
    text: {
      subject: '委託先審査票の確認コード',
      lines: [
        `${oneLine(sheet.contactName)} 様`,
        `確認コードは ${code} です。${minutes}分以内に、審査票の画面に入れてください。`,
        `お心当たりがないときは、どなたかがリンクを開いたおそれがあります。${oneLine(sheet.company)}の担当者へお知らせください。`,
        `English: your code is ${code}, valid for ${minutes} minutes.`,
      ],
      link: null,
    },
    about: sheetSubject(sheet.id),
    dedupeKey: `${sheetSubject(sheet.id)}:code:${id}`,
    urgent: true,
  };
}
