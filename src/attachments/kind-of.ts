import { searchForm, type Words, words } from '../base/text.ts';
import { namesInArchive } from '../tables/index.ts';

export type KindOf = { readonly ok: true; readonly mediaType: string } | { readonly ok: false; readonly says: Words };

const zip = [0x50, 0x4b, 0x03, 0x04];
/** How the files begin that cannot run anything by being opened. */
const beginnings: readonly { readonly mediaType: string; readonly bytes: readonly number[]; readonly endings: readonly string[] }[] = [
  { mediaType: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], endings: ['pdf'] },
  { mediaType: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], endings: ['png'] },
  { mediaType: 'image/jpeg', bytes: [0xff, 0xd8, 0xff], endings: ['jpg', 'jpeg'] },
];
const office: readonly { readonly mediaType: string; readonly part: string; readonly endings: readonly string[] }[] = [
  { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', part: 'xl/workbook.xml', endings: ['xlsx'] },
  { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', part: 'word/document.xml', endings: ['docx'] },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    part: 'ppt/presentation.xml',
    endings: ['pptx'],
  },
];
const plain: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  eml: 'message/rfc822',
};

const taken = words(
  'PDF、画像(PNG・JPEG)、Excel・Word・PowerPoint(マクロなし)、テキスト・CSV・メール(.eml)',
  'PDF, pictures (PNG, JPEG), Excel, Word and PowerPoint without macros, text, CSV and mails (.eml)',
);
const refuse = (ja: string, en: string): KindOf => ({
  ok: false,
  says: words(`${ja}添付できるのは${taken.ja}です。`, `${en} What can be attached: ${taken.en}.`),
});

/** What a file is by its content. A name that says something else is refused: whoever opens it later goes by the name. */
export function kindOf(content: Buffer, name: string): KindOf {
  const ending = searchForm(name).match(/\.([a-z0-9]+)$/)?.[1] ?? '';
  if (content.length === 0) return { ok: false, says: words('ファイルが空です。', 'The file is empty.') };
  const found = beginnings.find(({ bytes }) => begins(content, bytes));
  if (found) return named(found, ending);
  if (begins(content, zip)) return officeKind(content, ending);
  const mediaType = plain[ending];
  if (mediaType === undefined) return refuse('この種類のファイルは添付できません。', 'Files of this kind cannot be attached.');
  if (!isText(content))
    return refuse(`名前は .${ending} ですが、中身がテキストではありません。`, `Its name ends in .${ending}, but it holds no text.`);
  return { ok: true, mediaType };
}

const begins = (content: Buffer, bytes: readonly number[]): boolean => bytes.every((byte, at) => content[at] === byte);

function named({ mediaType, endings }: { readonly mediaType: string; readonly endings: readonly string[] }, ending: string): KindOf {
  if (endings.includes(ending)) return { ok: true, mediaType };
  return refuse(`中身は .${endings[0]} ですが、名前が合っていません。`, `It is a .${endings[0]} file under another name.`);
}

function officeKind(content: Buffer, ending: string): KindOf {
  let parts: readonly string[];
  try {
    parts = namesInArchive(content).map((part) => part.toLowerCase());
  } catch {
    return refuse('壊れているか、パスワードで保護されています。', 'The file is broken or protected by a password.');
  }
  const found = office.find(({ part }) => parts.includes(part));
  if (!found) return refuse('圧縮ファイルは添付できません。', 'Archives cannot be attached.');
  if (parts.some((part) => part.endsWith('vbaproject.bin') || part.includes('/activex/') || part.includes('/embeddings/oleobject')))
    return refuse('マクロや埋込みプログラムが入っています。', 'It holds macros or embedded programs.');
  return named(found, ending);
}

/** UTF-8, or what Japanese Windows writes; in both no text holds a NUL. */
function isText(content: Buffer): boolean {
  if (content.includes(0)) return false;
  return ['utf-8', 'shift_jis'].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(content);
      return true;
    } catch {
      return false;
    }
  });
}
