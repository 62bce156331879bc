import { type Words, words } from '../base/text.ts';

/** What a line is about, as the rooms of duties, requests and registers say it. */
export interface Dated {
  readonly id: string;
  readonly title: Words;
  /** 2026年11月分; what a request is about. */
  readonly about: Words;
  readonly dueOn: string | null;
}

export interface PracticeSituation {
  /** Occurrences that this person does: as owner or as deputy. */
  readonly duties: readonly Dated[];
  /** Requests that wait for this person's decision; own ones that came back; own approvals that end soon. */
  readonly requests: { readonly decide: readonly Dated[]; readonly returned: readonly Dated[]; readonly ending: readonly Dated[] };
  /** The person's own devices on which something fails. */
  readonly devices: readonly { readonly id: string; readonly name: string; readonly failing: number; readonly example: Words }[];
  /** What this person keeps: lines past a date, differences, what is to be confirmed. */
  readonly registers: {
    readonly overdue: readonly Counted[];
    readonly differences: readonly Counted[];
    readonly toConfirm: readonly { readonly id: string; readonly title: Words }[];
  };
  /** What went up to the committee, or to management. */
  readonly escalated: readonly Dated[];
  /** Exceptions and approvals of others that end within a month, for the committee. */
  readonly endingExceptions: number;
  /** The month whose page waits for management: `2026-10`. Null for whoever is not management. */
  readonly report: string | null;
}

export interface Counted {
  readonly id: string;
  readonly title: Words;
  readonly count: number;
}

export interface PracticeLine {
  readonly id: string;
  readonly title: Words;
  readonly why: Words;
  readonly dueOn: string | null;
  readonly to: string;
  readonly act: Words;
}

/** Of one sort so many stand by themselves; the rest is one line, so that a list stays a list. */
const eachMax = 3;

export const practiceLines = (now: PracticeSituation): PracticeLine[] => [
  ...folded(now.duties, dutyLine, (rest) => ({
    id: 'duties-rest',
    title: words(`ほかの定期業務 ${rest}件`, `${rest} more duties`),
    why: words('期日の近い順に並んでいます。', 'They stand in the order of their dates.'),
    dueOn: null,
    to: '/duties?mine=true',
    act: words('定期業務を開く', 'Open the duties'),
  })),
  ...folded(now.requests.decide, decideLine, (rest) => ({
    id: 'decide-rest',
    title: words(`ほかの承認待ちの申請 ${rest}件`, `${rest} more requests to decide on`),
    why: words('申請した人が待っています。', 'Their applicants wait.'),
    dueOn: null,
    to: '/requests?scope=waiting',
    act: words('承認待ちを開く', 'Open what waits'),
  })),
  ...now.requests.returned.slice(0, eachMax).map(returnedLine),
  ...now.requests.ending.slice(0, eachMax).map(endingLine),
  ...now.devices.slice(0, eachMax).map(deviceLine),
  ...folded(now.escalated, escalatedLine, (rest) => ({
    id: 'escalated-rest',
    title: words(`ほかの上申された定期業務 ${rest}件`, `${rest} more duties that went up`),
    why: words('期限を過ぎ、担当者と代行者が対応していません。', 'They are overdue and nobody has done them.'),
    dueOn: null,
    to: '/duties?state=overdue',
    act: words('期限超過を開く', 'Open what is overdue'),
  })),
  ...exceptionLines(now),
  ...registerLines(now.registers),
  ...reportLines(now.report),
];

function folded(items: readonly Dated[], each: (item: Dated) => PracticeLine, rest: (count: number) => PracticeLine): PracticeLine[] {
  if (items.length <= eachMax + 1) return items.map(each);
  return [...items.slice(0, eachMax).map(each), rest(items.length - eachMax)];
}

const dutyLine = ({ id, title, about, dueOn }: Dated): PracticeLine => ({
  id: `duty-${id}`,
  title: words(`${title.ja}(${about.ja})`, `${title.en} (${about.en})`),
  why: words(
    '期限を過ぎると委員会へ上申され、この項は不適合になります。',
    'Once overdue it goes up to the committee, and its clause fails.',
  ),
  dueOn,
  to: `/duties/${id}`,
  act: words('実施して記録する', 'Do and record it'),
});

const decideLine = ({ id, title, about, dueOn }: Dated): PracticeLine => ({
  id: `decide-${id}`,
  title: words(`申請を承認するか決める:${about.ja}`, `Decide on a request: ${about.en}`),
  why: words(`${title.ja}です。`, `${title.en}.`),
  dueOn,
  to: `/requests/${id}`,
  act: words('読んで決める', 'Read and decide'),
});

const returnedLine = ({ id, title, about }: Dated): PracticeLine => ({
  id: `returned-${id}`,
  title: words(`差し戻された申請を直す:${about.ja}`, `Put a returned request right: ${about.en}`),
  why: words(`${title.ja}に、承認者の意見が付いています。`, `${title.en}: an approver left a comment.`),
  dueOn: null,
  to: `/requests/${id}`,
  act: words('申請を開く', 'Open the request'),
});

const endingLine = ({ id, title, about, dueOn }: Dated): PracticeLine => ({
  id: `ending-${id}`,
  title: words(`まもなく終わる承認を確かめる:${about.ja}`, `An approval ends soon: ${about.en}`),
  why: words(
    `${title.ja}の有効期限です。続けて使うときは、期限の前に申請し直してください。`,
    `${title.en} ends. Apply again before that day if you go on using it.`,
  ),
  dueOn,
  to: `/requests/${id}`,
  act: words('申請を開く', 'Open the request'),
});

const deviceLine = ({ id, name, failing, example }: PracticeSituation['devices'][number]): PracticeLine => ({
  id: `device-${id}`,
  title: words(`あなたの端末 ${name} を直す(${failing}件)`, `Put your device ${name} right (${failing})`),
  why: example,
  dueOn: null,
  to: `/my-devices#${id}`,
  act: words('直し方を見る', 'See what to do'),
});

const escalatedLine = ({ id, title, about, dueOn }: Dated): PracticeLine => ({
  id: `escalated-${id}`,
  title: words(`上申された定期業務に対応する:${title.ja}(${about.ja})`, `A duty went up to you: ${title.en} (${about.en})`),
  why: words('期限を過ぎても実施されていません。', 'It is overdue and has not been done.'),
  dueOn,
  to: `/duties/${id}`,
  act: words('経緯を見る', 'See its story'),
});

const exceptionLines = ({ endingExceptions }: PracticeSituation): PracticeLine[] =>
  endingExceptions === 0
    ? []
    : [
        {
          id: 'exceptions',
          title: words(`期限の近い例外を確かめる(${endingExceptions}件)`, `Exceptions that end soon (${endingExceptions})`),
          why: words('期限が来ると例外は終わり、元の手順に戻ります。', 'Once they end, the procedure counts again.'),
          dueOn: null,
          to: '/registers/exceptions/exceptions?sort=until',
          act: words('例外を見る', 'See the exceptions'),
        },
      ];

function registerLines({ overdue, differences, toConfirm }: PracticeSituation['registers']): PracticeLine[] {
  const at = (id: string, rest = '') => `/registers/${id}${rest}`;
  return [
    ...overdue.slice(0, eachMax).map(({ id, title, count }) => ({
      id: `overdue-${id}`,
      title: words(`${title.ja}の期限切れを片付ける(${count}行)`, `Lines past their date in ${title.en} (${count})`),
      why: words('期限を過ぎた行がある間、この台帳は不適合です。', 'The register fails while there are any.'),
      dueOn: null,
      to: at(id),
      act: words('台帳を開く', 'Open the register'),
    })),
    ...differences.slice(0, eachMax).map(({ id, title, count }) => ({
      id: `differences-${id}`,
      title: words(`${title.ja}と測定の差異を片付ける(${count}件)`, `Differences in ${title.en} (${count})`),
      why: words('台帳に載せるか、理由を説明すると消えます。', 'Register each of them, or explain it.'),
      dueOn: null,
      to: at(id, '/differences'),
      act: words('差異を見る', 'See the differences'),
    })),
    ...(toConfirm.length === 0
      ? []
      : [
          {
            id: 'confirm',
            title: words(`台帳の内容を確認する(${toConfirm.length}冊)`, `Confirm registers (${toConfirm.length})`),
            why: words(
              '行がない台帳も「該当なし」として確認すると、証跡になります。',
              'An empty one is confirmed too: that nothing is to be written in it is evidence.',
            ),
            dueOn: null,
            to: toConfirm.length === 1 ? at(toConfirm[0]!.id) : '/registers?show=attention',
            act: words('台帳を開く', 'Open the registers'),
          },
        ]),
  ];
}

const reportLines = (month: string | null): PracticeLine[] =>
  month === null
    ? []
    : [
        {
          id: `report-${month}`,
          title: words(`${Number(month.slice(0, 4))}年${Number(month.slice(5))}月の状況を読む`, `Read the page of ${month}`),
          why: words('遅れ、例外、判断待ちを1ページにまとめています。', 'One page: what is late, excepted, or waits for a decision.'),
          dueOn: null,
          to: `/today/report?month=${month}`,
          act: words('1ページで読む', 'Read one page'),
        },
      ];
