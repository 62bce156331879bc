import type { CasePartRouteDeps } from '../api/case-parts.routes.ts';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { localDateOf, localTimeOf } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import { type Press, type ReportInput, reportDocument } from '../documents/index.ts';
import type { CaseDetail, ShownEvent } from '../engine/cases/index.ts';
import type { Cell, Cells, Field } from '../mechanism/field.ts';
import { windowAccountsOf } from '../people/index.ts';
import { auditCase } from '../practices/audits/audit.case.ts';
import { problemCase } from '../practices/monitoring/problem.case.ts';
import type { Running } from './running.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly running: Pick<Running, 'cases'>;
  readonly writing: Pick<Writing, 'company'>;
  readonly press: Press;
}

/** What cases of some kinds have beside their history. Whoever may read the case may read it. */
export function casePartDeps({ pool, clock, running, writing, press }: Wiring): CasePartRouteDeps {
  const { cases } = running;
  return {
    auditors: async (id, reader) => {
      const { kind } = await cases.detail(id, reader);
      if (kind.id !== auditCase.id) throw new Fault('not-found', { case: id });
      const accounts = await windowAccountsOf(pool, id, clock.now());
      return accounts.map(({ opensAt, expiresAt, lastSeenAt, invitedUntil, ...account }) => ({
        ...account,
        opensAt: opensAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        lastSeenAt: lastSeenAt?.toISOString() ?? null,
        invitedUntil: invitedUntil?.toISOString() ?? null,
      }));
    },
    problemReport: async (id, format, reader) => {
      const detail = await cases.detail(id, reader);
      const input = detail.kind.id === problemCase.id ? reportOf(detail, writing.company.facts().name, clock.now()) : null;
      if (input === null) throw new Fault('not-found', { case: id, what: 'report' });
      const document = reportDocument(input);
      const { bytes } = format === 'pdf' ? await press.pdf(document) : await press.word(document);
      return { name: `問題・対応報告書_${detail.number}`, bytes };
    },
  };
}

const momentSaid = (at: Date): string => `${localDateOf(at)} ${localTimeOf(at)}`;

/** The newest report of a problem, as it was frozen in its history, with who read it; null before there is one. */
function reportOf({ events, number }: CaseDetail, company: string, now: Date): ReportInput | null {
  const drawn = events.findLast(({ event }) => event.step === 'report');
  if (drawn === undefined) return null;
  const { cells } = drawn.event;
  const text = (id: string): string => said(drawn, id, cells[id] ?? null);
  const after = events.filter(({ event }) => event.no > drawn.event.no);
  const read = after.find(({ event }) => event.step === 'read');
  const answer = after.find(({ event }) => event.step === 'answer');
  return {
    language: 'ja',
    company,
    reference: number,
    to: 'トップマネジメント 御中',
    from: '情報セキュリティ委員会',
    subject: text('what'),
    facts: [
      { name: '気づいた日時', said: text('noticedAt').replace('T', ' ') },
      { name: '業務への影響', said: text('impact') },
      { name: '決めた委員', said: text('members') },
      { name: '対策の期限', said: text('dueOn') },
      { name: 'かかった時間', said: text('times') },
    ],
    parts: [
      { title: '経営にお願いすること', text: text('question') },
      { title: '起きたこと', text: text('detail') },
      { title: '原因', text: text('cause') },
      { title: '行った手当て', text: text('firstAid') },
      { title: '委員会の指示', text: text('instruction') },
    ],
    receipt: [
      { name: '確認した人', said: read === undefined ? '' : read.by.name },
      { name: '確認した日時', said: read === undefined ? '' : momentSaid(read.event.at) },
      { name: '回答', said: answer === undefined ? '' : answerSaid(answer) },
    ],
    digest: sha256Hex(canonicalJson(cells)),
    madeAt: now,
    madeOn: localDateOf(drawn.event.at),
  };
}

/** A cell in words: of a choice the option's. */
function said({ fields }: Pick<ShownEvent, 'fields'>, id: string, cell: Cell): string {
  if (cell === null) return '';
  const field: Field | undefined = fields.find((each) => each.id === id);
  return field?.options?.[String(cell)]?.ja ?? String(cell);
}

function answerSaid(answer: ShownEvent): string {
  const cells: Cells = answer.event.cells;
  return [said(answer, 'answer', cells.answer ?? null), said(answer, 'words', cells.words ?? null)]
    .filter((part) => part !== '')
    .join('\n');
}
