import type { Language, Words } from '../../base/text.ts';
import { allParams, controls, slotPattern } from '../../catalog/index.ts';
import { saidValue } from '../../mechanism/value.ts';
import type { ClauseInput, ContentInput, DocumentInput, VersionInput } from '../from-content.ts';

/** The whole sample as a company would have adopted it, for tests and benchmarks. */
export const values: ContentInput['values'] = Object.fromEntries(
  allParams.map((param) => [param.id, { said: saidValue(param, param.default), title: param.title, reason: null }]),
);

const administrator: Words = { ja: '情報システム管理者', en: 'Information system administrator' };

export function sampleContent(changes: Readonly<Record<string, Partial<ClauseInput>>> = {}, without: readonly string[] = []): ContentInput {
  return {
    company: { name: '株式会社 髙﨑𠮷商店' },
    controls: controls.map((control) => ({
      id: control.id,
      title: control.title,
      purpose: control.purpose,
      applicable: !without.includes(control.id),
      reason: without.includes(control.id) ? '自社で開発を行わず、外部にも委託していないため。' : '',
      clauses: control.clauses.map((clause) => ({
        id: clause.id,
        type: clause.type,
        heading: clause.heading === true,
        adoption: 'adopted' as const,
        text: clause.text,
        reason: '',
        ownerName: clause.type === 'lead' || clause.type === 'advice' || clause.heading ? null : administrator,
        deputyName: null,
        necessity: '',
        note: '',
        ...changes[clause.id],
      })),
    })),
    values,
    elsewhere: [
      {
        control: 'A.5.1',
        title: '情報セキュリティのための方針群',
        applicable: true,
        reason: '方針を定めて公開しているため。',
        where: '情報セキュリティ基本方針(総務部)',
      },
      { control: 'A.7.4', title: '物理的セキュリティの監視', applicable: false, reason: '無人の拠点がないため。', where: '' },
    ],
  };
}

/** Cuts at slots as the room of the procedures does. */
export const cut: DocumentInput['cut'] = (text, language) => {
  const pieces: ({ text: string } | { param: string; said: string })[] = [];
  let from = 0;
  for (const match of text.matchAll(slotPattern)) {
    const value = values[match[1]!];
    if (!value) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ param: match[1]!, said: value.said[language] });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
};

export const draftVersion: VersionInput = { number: '', state: 'draft', effectiveOn: '', digest: '', approvals: [], revisions: [] };
export const effectiveVersion: VersionInput = {
  number: '1.1',
  state: 'effective',
  effectiveOn: '2026-12-01',
  digest: '5f2c8a0b9d4e1f3a7c6b5d8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f9012345',
  approvals: [
    { role: '承認', name: '鈴木 一郎', date: '2026-11-21' },
    { role: '承認', name: '髙橋 美咲', date: '2026-11-22' },
    { role: '作成', name: '青木 花子', date: '2026-11-20' },
  ],
  revisions: [
    { number: '1.0', date: '2026-04-01', note: '初版', approvedBy: '鈴木 一郎' },
    {
      number: '1.1',
      date: '2026-12-01',
      note: '画面ロックまでの時間を見直し、開発の章を適用外とした。',
      approvedBy: '鈴木 一郎、髙橋 美咲',
    },
  ],
};

export const sampleInput = (
  language: Language,
  content: ContentInput = sampleContent(),
  version: VersionInput = draftVersion,
): DocumentInput => ({
  content,
  version,
  language,
  madeAt: new Date('2026-11-22T03:00:00Z'),
  madeOn: '2026-11-22',
  cut,
});
