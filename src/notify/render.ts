import type { Language } from '../base/text.ts';

/** A notice as it lies in the queue, as far as its reader sees it. */
export interface Readable {
  readonly language: Language;
  readonly subject: string;
  /** Paragraphs, a line each. */
  readonly bodyText: string;
  readonly linkLabel: string | null;
  readonly linkUrl: string | null;
}

const footer = {
  ja: 'このメールは、情報セキュリティの手順を管理する Tejun から自動で送られています。心当たりのないときは、社内の情報システム管理者へお知らせください。',
  en: 'This mail was sent automatically by Tejun, which keeps your company’s information security procedures. If you did not expect it, please tell your information system administrator.',
} as const;

/** The text part of a mail. */
export function mailText(notice: Readable): string {
  const link = notice.linkUrl === null ? [] : ['', `${notice.linkLabel ?? ''}`.trim(), notice.linkUrl].filter((line, i) => i === 0 || line);
  return [notice.bodyText, ...link, '', '--', footer[notice.language], ''].join('\n');
}

/** A notice where there is one text and no mark-up: Chatwork, LINE WORKS. */
export const plainText = (notice: Readable): string =>
  [notice.subject, notice.bodyText, ...(notice.linkUrl === null ? [] : [`${notice.linkLabel ?? ''} ${notice.linkUrl}`.trim()])].join(
    '\n\n',
  );

/** For text and for attribute values in double quotes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[mark]!);

const font = "'BIZ UDPGothic','Yu Gothic','Meiryo','Hiragino Sans',sans-serif";

/**
 * The HTML part of a mail: tables and styles on the elements, which Outlook shows too. No picture and nothing from elsewhere is
 * fetched when it is opened, so nobody learns who read it. Every word of it is escaped: company text is never mark-up.
 */
export function mailHtml(notice: Readable): string {
  const paragraphs = notice.bodyText
    .split('\n')
    .map((line) => `<p style="margin:0 0 12px;">${line === '' ? '&nbsp;' : escapeHtml(line)}</p>`)
    .join('\n');
  const url = notice.linkUrl === null ? '' : escapeHtml(notice.linkUrl);
  const link =
    notice.linkUrl === null
      ? ''
      : `<p style="margin:20px 0 6px;"><a href="${url}" style="color:#0017c1;font-weight:bold;">${escapeHtml(notice.linkLabel || notice.linkUrl)}</a></p>
<p style="margin:0 0 12px;font-size:12px;color:#595959;word-break:break-all;">${url}</p>`;
  return `<!DOCTYPE html>
<html lang="${notice.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(notice.subject)}</title></head>
<body style="margin:0;padding:0;background:#ffffff;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="left" style="padding:24px 16px;">
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;"><tr><td style="font-family:${font};font-size:15px;line-height:1.7;color:#1a1a1a;">
<h1 style="margin:0 0 16px;font-size:19px;line-height:1.5;">${escapeHtml(notice.subject)}</h1>
${paragraphs}
${link}
<p style="margin:28px 0 0;padding-top:12px;border-top:1px solid #cccccc;font-size:12px;color:#595959;">${escapeHtml(footer[notice.language])}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}
