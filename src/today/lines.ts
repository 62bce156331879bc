import { type Words, words } from '../base/text.ts';
import type { PracticeSituation } from './practice.ts';
import { practiceLines } from './practices.ts';

/** What a person's list is made of; the composition root reads it from the rooms that own it. */
export interface Situation {
  /** Today where the company is: `2026-11-22`. */
  readonly date: string;
  /** The person's own leaflets that wait for a confirmation. */
  readonly leaflets: readonly { readonly title: Words; readonly dueOn: string }[];
  /** A version that this person may decide on and has not. */
  readonly decision: { readonly id: string; readonly number: string; readonly effectiveOn: string } | null;
  /** Duties, requests, registers and devices; left out where nobody asked for them. */
  readonly practices?: PracticeSituation;
  /** Null for whoever is no administrator. */
  readonly administrator: AdministratorSituation | null;
}

export interface AdministratorSituation {
  readonly interview: { readonly answered: number; readonly total: number };
  /** What stands in the way of submitting, and whether something waits or is in force. */
  readonly draft: { readonly stops: number; readonly changes: number; readonly isSubmitted: boolean; readonly isInForce: boolean };
  readonly recommendations: number;
  /** People on the staff list. */
  readonly staff: number;
  readonly leaflets: readonly {
    readonly title: Words;
    readonly isToSend: boolean;
    readonly overdue: number;
    readonly newcomers: number;
  }[];
  /** Notices that only a person can settle. */
  readonly notices: number;
  readonly devices: {
    readonly conflicts: number;
    readonly silent: number;
    /** Devices whose agent is older than the company allows; left out where nobody counts them. */
    readonly oldAgents?: number;
  };
  /** Checks that fail on some device. */
  readonly failingChecks: number;
}

export interface TodayLine {
  readonly id: string;
  readonly title: Words;
  readonly why: Words;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  /** The page on which it is done, and the words of the link. */
  readonly to: string;
  readonly act: Words;
}

type Line = Omit<TodayLine, 'isOverdue'>;

/** The lines of a person's list: overdue first, then by date, then as they come. */
export function todayLines(situation: Situation): TodayLine[] {
  const { administrator } = situation;
  const lines: Line[] = [
    ...situation.leaflets.map((leaflet, at) => ownLeaflet(leaflet, at)),
    ...(situation.decision ? [decision(situation.decision)] : []),
    ...(situation.practices ? practiceLines(situation.practices, situation.date) : []),
    ...(administrator ? administratorLines(administrator) : []),
  ];
  return lines
    .map((line) => ({ ...line, isOverdue: line.dueOn !== null && line.dueOn < situation.date }))
    .map((line, at) => ({ line, at }))
    .sort((a, b) => (a.line.dueOn ?? '9999').localeCompare(b.line.dueOn ?? '9999') || a.at - b.at)
    .map(({ line }) => line);
}

const ownLeaflet = ({ title, dueOn }: Situation['leaflets'][number], at: number): Line => ({
  id: `leaflet-${at}`,
  title: words('しおりを読んで確認する', 'Read and confirm your leaflet'),
  why: words(`「${title.ja}」の確認がまだです。`, `You have not confirmed “${title.en}” yet.`),
  dueOn,
  to: '/procedures/leaflets',
  act: words('しおりを開く', 'Open the leaflet'),
});

const decision = ({ id, number, effectiveOn }: NonNullable<Situation['decision']>): Line => ({
  id: 'decision',
  title: words(`手順書${number}版を承認するか決める`, `Decide on version ${number} of the procedures`),
  why: words(
    `施行日は${effectiveOn}の予定です。承認がそろうまで、会社の値は変わりません。`,
    `It is to come into force on ${effectiveOn}. No value changes before it is approved.`,
  ),
  dueOn: effectiveOn,
  to: `/procedures/versions/${id}`,
  act: words('読んで決める', 'Read and decide'),
});

function administratorLines(now: AdministratorSituation): Line[] {
  return [...deviceLines(now), ...noticeLines(now), ...procedureLines(now), ...now.leaflets.flatMap(leafletLines), ...checkLines(now)];
}

const line = (id: string, title: Words, why: Words, to: string, act: Words): Line => ({ id, title, why, dueOn: null, to, act });

const deviceLines = ({ devices }: AdministratorSituation): Line[] =>
  devices.conflicts === 0
    ? []
    : [
        line(
          'conflicts',
          words(`端末の重複を確かめる(${devices.conflicts}台)`, `Settle devices in conflict (${devices.conflicts})`),
          words('同じ端末が2台に見えているか、複製された端末があります。', 'One device looks like two, or a device was cloned.'),
          '/devices?state=conflict',
          words('端末を見る', 'See the devices'),
        ),
      ];

const noticeLines = ({ notices }: AdministratorSituation): Line[] =>
  notices === 0
    ? []
    : [
        line(
          'notices',
          words(`届かなかった通知を決める(${notices}件)`, `Settle notices that did not arrive (${notices})`),
          words('もう一度送るか、送らないかを決めるまで残ります。', 'They stay until you send them again or give them up.'),
          '/settings/notices',
          words('通知を開く', 'Open the notices'),
        ),
      ];

function procedureLines({ interview, draft, recommendations, staff }: AdministratorSituation): Line[] {
  const open = interview.total - interview.answered;
  if (!draft.isInForce && !draft.isSubmitted && open > 0)
    return [
      line(
        'interview',
        words(`最初の質問に答える(あと${open}問)`, `Answer the first questions (${open} left)`),
        words('答えると、34章の手順書の草案ができます。', 'Your answers make the draft of all 34 chapters.'),
        '/procedures/start',
        words('質問へ進む', 'Go to the questions'),
      ),
    ];
  const lines: Line[] = [];
  if (draft.isSubmitted || draft.changes > 0 || !draft.isInForce) lines.push(...draftLine(draft));
  if (recommendations > 0 && !draft.isSubmitted)
    lines.push(
      line(
        'recommendations',
        words(`手順書の改訂を検討する(${recommendations}件)`, `Consider a revision (${recommendations})`),
        words(
          '名簿、回答、測った事実のどれかが、施行中の版と合わなくなりました。',
          'Staff, answers or measured facts no longer fit the version in force.',
        ),
        '/procedures',
        words('手順書を開く', 'Open the procedures'),
      ),
    );
  if (draft.isInForce && staff === 0)
    lines.push(
      line(
        'staff',
        words('社員名簿を取り込む', 'Import the staff list'),
        words('しおりを送る相手がまだいません。', 'There is nobody yet to send the leaflet to.'),
        '/settings/staff/import',
        words('名簿を取り込む', 'Import the list'),
      ),
    );
  return lines;
}

function draftLine({ stops, isSubmitted }: AdministratorSituation['draft']): Line[] {
  if (isSubmitted) return [];
  if (stops > 0)
    return [
      line(
        'stops',
        words(`草案を直す(${stops}か所)`, `Put the draft right (${stops})`),
        words('直すと、委員会に提出できます。', 'Then it can be submitted to the committee.'),
        '/procedures',
        words('直すところを見る', 'See what is missing'),
      ),
    ];
  return [
    line(
      'submit',
      words('草案を委員会に提出する', 'Submit the draft to the committee'),
      words(
        '草案で変えたことは、承認された版の施行日から使います。',
        'What the draft changes is used from the effective date of the approved version.',
      ),
      '/procedures',
      words('提出へ進む', 'Go to the submission'),
    ),
  ];
}

function leafletLines({ title, isToSend, overdue, newcomers }: AdministratorSituation['leaflets'][number]): Line[] {
  const to = '/procedures/leaflets';
  if (isToSend)
    return [
      line(
        `send-${title.en}`,
        words(`${title.ja}を送る`, `Send the ${title.en.toLowerCase()}`),
        words('施行中の版の内容が、まだ届いていません。', 'What is in force has not reached its readers.'),
        to,
        words('しおりを開く', 'Open the leaflets'),
      ),
    ];
  const lines: Line[] = [];
  if (overdue > 0)
    lines.push(
      line(
        `overdue-${title.en}`,
        words(
          `${title.ja}を確認していない人に連絡する(${overdue}人)`,
          `Ask who has not confirmed the ${title.en.toLowerCase()} (${overdue})`,
        ),
        words('期限を過ぎています。', 'Their date has passed.'),
        '/procedures/acknowledgements',
        words('確認の記録を見る', 'See the register'),
      ),
    );
  if (newcomers > 0)
    lines.push(
      line(
        `newcomers-${title.en}`,
        words(`あとから加わった人に${title.ja}を送る(${newcomers}人)`, `Send the ${title.en.toLowerCase()} to newcomers (${newcomers})`),
        words('送った後に、社員名簿に加わりました。', 'They joined the staff list after it was sent.'),
        to,
        words('しおりを開く', 'Open the leaflets'),
      ),
    );
  return lines;
}

function checkLines({ failingChecks, devices }: AdministratorSituation): Line[] {
  const lines: Line[] = [];
  if (failingChecks > 0)
    lines.push(
      line(
        'checks',
        words(`不適合の点検を直す(${failingChecks}件)`, `Put failing checks right (${failingChecks})`),
        words(
          '端末の設定が、会社の値と合っていません。直し方は各点検にあります。',
          'Devices do not keep the company’s values. Each check says what to do.',
        ),
        '/controls?show=fail',
        words('不適合を見る', 'See what fails'),
      ),
    );
  if (devices.silent > 0)
    lines.push(
      line(
        'silent',
        words(`応答のない端末を確かめる(${devices.silent}台)`, `Look after silent devices (${devices.silent})`),
        words(
          '電源が切れているだけのこともあります。応答がない間は、判定が不明になります。',
          'They may just be switched off. Meanwhile their verdicts are unknown.',
        ),
        '/devices?state=silent',
        words('端末を見る', 'See the devices'),
      ),
    );
  const old = devices.oldAgents ?? 0;
  if (old > 0)
    lines.push(
      line(
        'old-agents',
        words(`古いエージェントを入れ替える(${old}台)`, `Replace old agents (${old})`),
        words(
          'エージェントは自分では更新されません。古い版では尋ねられない項目が不明になります。',
          'Agents do not update themselves. What an old one cannot be asked is unknown.',
        ),
        '/devices?agent=old',
        words('端末を見る', 'See the devices'),
      ),
    );
  return lines;
}
