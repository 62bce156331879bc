import type { Language, Words } from '../base/text.ts';
import type { DocumentState } from './model.ts';

/** The fixed words of the documents. A renderer gets them resolved in the document's language. */
const dictionary = {
  contents: { ja: '目次', en: 'Contents' },
  revisions: { ja: '改訂履歴', en: 'Revision history' },
  approval: { ja: '承認欄', en: 'Approval' },
  prepared: { ja: '作成', en: 'Prepared' },
  approved: { ja: '承認', en: 'Approved' },
  name: { ja: '氏名', en: 'Name' },
  date: { ja: '日付', en: 'Date' },
  handDate: { ja: '    年   月   日', en: ' ' },
  version: { ja: '版', en: 'Version' },
  state: { ja: '状態', en: 'State' },
  effectiveOn: { ja: '施行日', en: 'Effective date' },
  madeOn: { ja: '出力日', en: 'Printed' },
  digest: { ja: '要約値', en: 'Digest' },
  digestHint: { ja: '証跡原簿に残る、この版の内容の SHA-256', en: 'SHA-256 of this version’s content, as it stands in the ledger' },
  note: { ja: '改訂の内容', en: 'What changed' },
  approvedBy: { ja: '承認者', en: 'Approved by' },
  noRevisions: { ja: 'まだ承認された版はありません。', en: 'No version has been approved yet.' },
  purpose: { ja: '目的', en: 'Purpose' },
  advice: { ja: '助言', en: 'Advice' },
  owner: { ja: '担当者', en: 'Owner' },
  deputy: { ja: '代行者', en: 'Deputy' },
  necessity: { ja: '要否の判断', en: 'When it is necessary' },
  remark: { ja: '備考', en: 'Note' },
  reason: { ja: '理由', en: 'Reason' },
  notApplicable: { ja: '適用しない', en: 'Not applicable' },
  appendixValues: { ja: '別表1 会社の値', en: 'Annex 1: Company values' },
  valuesHint: {
    ja: '本文で下線を引いた値の一覧です。点検も同じ値で判定します。',
    en: 'The values underlined in the text. The checks judge by the same values.',
  },
  value: { ja: '値', en: 'Value' },
  setting: { ja: '定め', en: 'Set to' },
  usedBy: { ja: '使う条', en: 'Used in' },
  laxerReason: { ja: '手本より緩い理由', en: 'Why laxer than the guideline' },
  appendixElsewhere: { ja: '別表2 ほかの文書で定める管理策', en: 'Annex 2: Controls kept elsewhere' },
  control: { ja: '管理策', en: 'Control' },
  number: { ja: '番号', en: 'No.' },
  applies: { ja: '適用', en: 'Applies' },
  yes: { ja: '適用', en: 'Yes' },
  no: { ja: '適用外', en: 'No' },
  carriedOut: { ja: '実施の状況', en: 'How far carried out' },
  evidenceOn: { ja: '証跡の日', en: 'Evidence' },
  chapter: { ja: '手順書', en: 'Procedures' },
  changedClauses: { ja: '手本から変えた条', en: 'Changed from the guideline' },
  where: { ja: '定めのある所', en: 'Kept in' },
  technological: { ja: '技術的管理策(附属書A 8.1–8.34)', en: 'Technological controls (Annex A 8.1–8.34)' },
  others: { ja: 'そのほかの管理策', en: 'Other controls' },
  japaneseOnly: { ja: '', en: '(Japanese only)' },
  clauses: { ja: '手順の項', en: 'Clauses' },
  values: { ja: '値', en: 'Values' },
  statement: { ja: '適用宣言書', en: 'Statement of applicability' },
  clauseId: { ja: '項番', en: 'Clause' },
  label: { ja: '条', en: 'Article' },
  text: { ja: '本文', en: 'Text' },
  adoption: { ja: '手本との関係', en: 'Against the guideline' },
  mechanisms: { ja: '仕組み', en: 'Mechanisms' },
  verdict: { ja: '判定', en: 'Verdict' },
  lastEvidence: { ja: '最後の証跡', en: 'Last evidence' },
  valueId: { ja: '値の名前', en: 'Id' },
  dueOn: { ja: '確認の期限', en: 'Confirm by' },
  quiz: { ja: '確認の質問', en: 'A question to check' },
  acknowledge: { ja: '上の決まりを読み、守ることを確認しました。', en: 'I have read these rules and will keep to them.' },
  department: { ja: '部署', en: 'Department' },
  signature: { ja: '署名', en: 'Signature' },
  page: { ja: 'ページ', en: 'Page' },
  receipt: { ja: '受領の記録', en: 'Receipt' },
} as const satisfies Record<string, Words>;

export type DocumentWords = Readonly<Record<keyof typeof dictionary, string>>;

export const documentWords = (language: Language): DocumentWords =>
  Object.fromEntries(Object.entries(dictionary).map(([key, each]) => [key, each[language]])) as DocumentWords;

const states: Readonly<Record<DocumentState, Words>> = {
  draft: { ja: '草案', en: 'Draft' },
  submitted: { ja: '承認待ち', en: 'Awaiting approval' },
  returned: { ja: '差戻し', en: 'Returned' },
  withdrawn: { ja: '取下げ', en: 'Withdrawn' },
  upcoming: { ja: '施行前', en: 'Not yet in force' },
  effective: { ja: '施行中', en: 'In force' },
  superseded: { ja: '旧版', en: 'Superseded' },
};
export const stateSaid = (state: DocumentState, language: Language): string => states[state][language];

/** What every page is marked with: nothing only where the reader may rely on it. */
export const markOf = (state: DocumentState, language: Language): string => (state === 'effective' ? '' : states[state][language]);

const adoptionWords = {
  adopted: { ja: '手本のとおり', en: 'As in the guideline' },
  changed: { ja: '一部を変更', en: 'Changed in part' },
  replaced: { ja: '自社の文に差替え', en: 'Replaced by our own' },
  'not-applicable': { ja: '適用しない', en: 'Not applicable' },
} as const satisfies Record<string, Words>;
export const adoptionSaid = (adoption: keyof typeof adoptionWords, language: Language): string => adoptionWords[adoption][language];

export const titles = {
  procedures: {
    title: { ja: '情報セキュリティ実施手順書', en: 'Information Security Procedures' },
    subtitle: { ja: 'ISO/IEC 27001:2022 附属書A 技術的管理策', en: 'ISO/IEC 27001:2022 Annex A, technological controls' },
  },
  statement: {
    title: { ja: '適用宣言書', en: 'Statement of Applicability' },
    subtitle: { ja: 'ISO/IEC 27001:2022 附属書A', en: 'ISO/IEC 27001:2022 Annex A' },
  },
  leaflet: {
    title: { ja: '情報セキュリティのしおり', en: 'Information Security Leaflet' },
    subtitle: { ja: '', en: '' },
  },
  report: {
    title: { ja: '問題・対応報告書', en: 'Report on a problem' },
    subtitle: { ja: '', en: '' },
  },
} as const;

/** 第45条–第47条 */
export const spanSaid = (first: string, last: string): string => (first === last ? first : `${first}–${last}`);
