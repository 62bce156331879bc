import type { Words } from '../base/text.ts';
import { ledgerKinds } from '../ledger/index.ts';
import type { PackClause, PackControl, PackFact, PackVerdict, PackVerdictName } from './source.ts';
import { style } from './style.ts';

/** The page an auditor reads: Japanese with English beside it, no script, nothing loaded from elsewhere, made to be printed. */

export interface ShownEntry {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  /** Canonical JSON, or null where it was erased. */
  readonly payload: string | null;
}

export interface Page {
  readonly control: PackControl;
  readonly from: string;
  readonly to: string;
  readonly builtAt: Date;
  readonly vkey: string;
  readonly verdicts: readonly PackVerdict[];
  readonly facts: readonly PackFact[];
  readonly entries: readonly ShownEntry[];
  /** How many entries of the period concern the control; the list may be shorter. */
  readonly entriesCount: number;
}

/** A page that a browser opens and a person turns; everything else is in the files beside it. */
export const rowsMax = 1000;

const marks: Record<PackVerdictName, { mark: string; words: Words }> = {
  pass: { mark: '○', words: { ja: '適合', en: 'pass' } },
  fail: { mark: '×', words: { ja: '不適合', en: 'fail' } },
  unknown: { mark: '？', words: { ja: '不明', en: 'unknown' } },
  planned: { mark: '－', words: { ja: '予定', en: 'planned' } },
  'not-applicable': { mark: '－', words: { ja: '適用外', en: 'not applicable' } },
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!);
const e = escapeHtml;
const both = ({ ja, en }: Words): string => `${e(ja)}<span class="en" lang="en">${e(en)}</span>`;
const verdictCell = (name: PackVerdictName): string => `<span class="v ${name}">${marks[name].mark} ${both(marks[name].words)}</span>`;

/** 2026-11-22 09:05 in Japan time. */
const japanTime = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

export function renderPage(page: Page): string {
  const { control, from, to, builtAt, vkey } = page;
  return `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>監査資料 ${e(control.id)} ${e(control.title.ja)} ${e(from)}–${e(to)}</title><style>${style}</style></head><body>
<header><p class="kind">監査資料<span class="en" lang="en">Evidence pack</span></p>
<h1>${e(control.id)} ${both(control.title)}</h1>
<dl>${control.organisation === undefined ? '' : `<dt>${both({ ja: '組織', en: 'Organisation' })}</dt><dd>${e(control.organisation)}</dd>`}
<dt>${both({ ja: '期間', en: 'Period' })}</dt><dd>${e(from)} – ${e(to)}</dd>
<dt>${both({ ja: '作成', en: 'Built' })}</dt><dd>${japanTime(builtAt)}</dd>
<dt>${both({ ja: '公開鍵', en: 'Key' })}</dt><dd class="code">${e(vkey)}</dd></dl>
<p class="note">${both({
    ja: 'この資料は node verify.mjs で検証できます。証明されることと、されないことは README.ja.txt にあります。',
    en: 'Verify this pack with node verify.mjs. README.en.txt tells what is proven and what is not.',
  })}</p></header>
${clausesOf(control.clauses)}
${verdictsOf(page.verdicts)}
${entriesOf(page)}
${factsOf(page.facts)}
</body></html>
`;
}

const section = (title: Words, body: string): string => `<section><h2>${both(title)}</h2>${body}</section>`;
const none = `<p class="note">${both({ ja: 'ありません。', en: 'None.' })}</p>`;
const cut = (shown: number, of: number, file: string): string =>
  shown >= of
    ? ''
    : `<p class="note">${both({ ja: `${of}件のうち${shown}件。残りは ${file} にあります。`, en: `${shown} of ${of}; the rest is in ${file}.` })}</p>`;
const table = (heads: readonly Words[], rows: readonly string[]): string =>
  `<table><thead><tr>${heads.map((head) => `<th>${both(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;

function clausesOf(clauses: readonly PackClause[]): string {
  const one = (clause: PackClause): string => `<article><h3>${e(clause.id)} ${verdictCell(clause.verdict)}${
    clause.complete ? '' : ` <span class="part">${both({ ja: '一部は予定', en: 'partly planned' })}</span>`
  }</h3>
<p class="sentence">${both(clause.sentence)}</p><p>${both(clause.because)}</p>
${clause.values.map((v) => `<p class="value">${both(v.title)}: <b>${both(v.says)}</b>${v.since ? ` (${japanTime(v.since)}–)` : ''}</p>`).join('')}
<ul>${clause.mechanisms.map((m) => `<li>${both(m.title)} ${m.id === null ? '' : `<span class="code">${e(m.id)}</span>`}${m.status === 'planned' ? ` － ${both(marks.planned.words)}` : ''}${m.standing ? ` ${marks[m.standing.verdict].mark} ${both(m.standing.because)}` : ''}</li>`).join('')}</ul></article>`;
  return section(
    { ja: '手順の項と期間の終わりの状態', en: 'Clauses, and how they stood at the end of the period' },
    clauses.map(one).join('\n') || none,
  );
}

/** What is not a pass comes first: that is what a reader looks for. */
function verdictsOf(verdicts: readonly PackVerdict[]): string {
  const order = { fail: 0, unknown: 1, pass: 2 };
  const shown = [...verdicts].sort((a, b) => order[a.verdict] - order[b.verdict]).slice(0, rowsMax);
  const rows = shown.map(
    (v) =>
      `<tr><td>${verdictCell(v.verdict)}</td><td>${e(v.about)}</td><td class="code">${e(v.mechanism)}</td><td>${both(v.because)}</td><td class="time">${japanTime(v.since)}</td></tr>`,
  );
  const count = (name: PackVerdict['verdict']) => verdicts.filter((v) => v.verdict === name).length;
  const tally = `<p class="tally">${(['pass', 'fail', 'unknown'] as const).map((name) => `${verdictCell(name)} <b>${count(name)}</b>`).join('　')}</p>`;
  const heads = [
    { ja: '判定', en: 'Verdict' },
    { ja: '対象', en: 'About' },
    { ja: '点検', en: 'Check' },
    { ja: '理由', en: 'Because' },
    { ja: 'いつから', en: 'Since' },
  ];
  return section(
    { ja: '期間の終わりの判定', en: 'Verdicts at the end of the period' },
    tally + (rows.length ? table(heads, rows) : none) + cut(shown.length, verdicts.length, 'verdicts.jsonl'),
  );
}

function entriesOf({ entries, entriesCount }: Page): string {
  const rows = entries.map((entry) => {
    const kind = Object.hasOwn(ledgerKinds, entry.kind)
      ? ledgerKinds[entry.kind as keyof typeof ledgerKinds]
      : { ja: entry.kind, en: entry.kind };
    return `<tr><td>#${entry.seq}</td><td class="time">${japanTime(new Date(entry.at))}</td><td>${both(kind)}</td><td class="code">${e(entry.subject)}</td><td>${payloadCell(entry.payload)}</td></tr>`;
  });
  const heads = [
    { ja: '番号', en: 'No.' },
    { ja: '時刻', en: 'Time' },
    { ja: '種類', en: 'Kind' },
    { ja: '対象', en: 'Subject' },
    { ja: '内容', en: 'Content' },
  ];
  return section(
    { ja: '期間の証跡', en: 'Ledger entries of the period' },
    (rows.length ? table(heads, rows) : none) + cut(entries.length, entriesCount, 'entries/'),
  );
}

function payloadCell(payload: string | null): string {
  if (payload === null) return `<i>${both({ ja: '消去済み', en: 'erased' })}</i>`;
  const value = JSON.parse(payload) as { verdict?: PackVerdictName; because?: Words } | null;
  if (value?.because?.ja !== undefined && value.because.en !== undefined) {
    return `${value.verdict !== undefined && Object.hasOwn(marks, value.verdict) ? verdictCell(value.verdict) : ''} ${both(value.because)}`;
  }
  return `<span class="code">${e(shortened(payload))}</span>`;
}

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

function factsOf(facts: readonly PackFact[]): string {
  const rows = facts
    .slice(0, rowsMax)
    .map(
      (f) =>
        `<tr><td class="time">${japanTime(f.observedAt)}</td><td>${e(f.kind)}</td><td class="code">${e(f.subject)}</td><td class="code">${e(shortened(JSON.stringify(f.body)))}</td><td class="code">${e(f.digest.slice(0, 16))}…</td></tr>`,
    );
  const heads = [
    { ja: '観測の時刻', en: 'Seen at' },
    { ja: '種類', en: 'Kind' },
    { ja: '対象', en: 'Subject' },
    { ja: '観測', en: 'Fact' },
    { ja: 'ダイジェスト', en: 'Digest' },
  ];
  return section(
    { ja: '判定の根拠となった観測', en: 'Facts that back the verdicts' },
    (rows.length ? table(heads, rows) : none) + cut(rows.length, facts.length, 'facts.jsonl'),
  );
}
