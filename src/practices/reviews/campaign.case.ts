import { type Words, words } from '../../base/text.ts';
import { type CaseStep, defineCase } from '../../mechanism/case.ts';
import type { ApplicantRole } from '../../mechanism/request.ts';

interface PartStep {
  readonly id: string;
  readonly duty: string;
  readonly variants: readonly string[];
}

const administratorPart = (part: PartStep, from: string, to: string): CaseStep => ({
  ...partStep(part, from, to, ['administrator']),
  title: words('管理者の見直し', 'Review by the administrator'),
  does: words('管理者の見直しを終える', 'Finish the administrator’s part'),
});
const committeePart = (part: PartStep, from: string, to: string, apart: readonly string[]): CaseStep => ({
  ...partStep(part, from, to, ['committee']),
  title: words('委員会の見直し', 'Review by the committee'),
  does: words('委員会の見直しを終える', 'Finish the committee’s part'),
  apart,
});
const partStep = ({ id, duty, variants }: PartStep, from: string, to: string, by: readonly ApplicantRole[]) => ({
  id,
  way: { type: 'duty' as const, duty },
  variants,
  from: [from],
  to,
  by,
  fields: [],
});

/** The administrator's part, first or last; nobody records both parts. */
const administratorParts = (name: string, variants: readonly string[], duty: string): CaseStep[] => [
  administratorPart({ id: `${name}-review`, duty, variants }, 'under-review', 'committee-left'),
  administratorPart({ id: `${name}-review-last`, duty, variants }, 'administrator-left', 'decided'),
];
function committeeParts(name: string, variants: readonly string[], duty: string, besides: readonly string[]): CaseStep[] {
  const apart = besides.flatMap((other) => [`${other}-review`, `${other}-review-last`]);
  return [
    committeePart({ id: `${name}-own-review`, duty, variants }, 'under-review', 'administrator-left', apart),
    committeePart({ id: `${name}-own-review-last`, duty, variants }, 'committee-left', 'decided', apart),
  ];
}

const machine = (id: string, title: Words, from: readonly string[], to: CaseStep['to'], fields: CaseStep['fields'] = []): CaseStep => ({
  id,
  title,
  does: title,
  way: { type: 'machine' },
  from,
  to,
  by: [],
  fields,
});

const variantWords = {
  privileges: words('特権', 'Privileges'),
  software: words('許可ソフトウェア', 'Permitted software'),
  access: words('情報へのアクセス権', 'Access to information'),
  'source-code': words('ソースコードの権限', 'Access to source code'),
};

const setOffWords = {
  calendar: words('決めた時期', 'The calendar'),
  organisation: words('組織の変更', 'A change of the organisation'),
  person: words('手動', 'By hand'),
};

/** The review of who holds what: one line for each right, frozen at the opening. Its lines stand in the room of reviews. */
export const reviewCampaign = defineCase({
  id: 'reviews/campaign',
  code: 'REV',
  title: words('権限の見直し', 'Review of rights'),
  purpose: words(
    '誰が何をできるかを一覧に固定し、本人以外の者が1行ずつ確かめ、取り消すと決めたものが実際に消えるまで追います。',
    'Who can do what is frozen in a list, judged line by line by somebody else, and what is to be taken away is followed until it is gone.',
  ),
  variants: variantWords,
  states: {
    frozen: { title: words('対象を固定', 'Population frozen') },
    'under-review': { title: words('見直し中', 'Under review') },
    'committee-left': { title: words('委員会の見直し待ち', 'The committee’s part is left') },
    'administrator-left': { title: words('管理者の見直し待ち', 'The administrator’s part is left') },
    decided: { title: words('判断済み', 'Decided') },
    remediating: { title: words('取消しの確認中', 'Taking away') },
    verified: { title: words('取消しを確認', 'Verified gone') },
    closed: { title: words('完了', 'Closed'), end: 'done' },
  },
  label: (cells) => String(cells.label ?? ''),
  readers: ['administrator', 'committee', 'management'],
  steps: [
    machine('freeze', words('対象の固定', 'Population frozen'), [], 'frozen', [
      { id: 'label', title: words('見直し', 'Review'), type: 'text' },
      { id: 'variant', title: words('対象', 'Of what'), type: 'choice', options: variantWords },
      { id: 'setOff', title: words('きっかけ', 'Set off by'), type: 'choice', options: setOffWords },
    ]),
    machine('begin', words('見直しの開始', 'Review begun'), ['frozen'], 'under-review', [
      { id: 'lines', title: words('行数', 'Lines'), type: 'text' },
      { id: 'unregistered', title: words('台帳にない権限', 'In no register'), type: 'text' },
      { id: 'notMeasured', title: words('実測のない行', 'Not measured'), type: 'text' },
      { id: 'hash', title: words('一覧のハッシュ(SHA-256)', 'Hash of the list (SHA-256)'), type: 'text', maxChars: 64 },
    ]),
    ...administratorParts('privileges', ['privileges'], 'privileged-access/review'),
    ...committeeParts('privileges', ['privileges'], 'privileged-access/own-review', ['privileges']),
    ...administratorParts('access', ['access'], 'reviews/access'),
    ...administratorParts('source', ['source-code'], 'reviews/source-code'),
    ...committeeParts('access', ['access', 'source-code'], 'reviews/own-access', ['access', 'source']),
    administratorPart({ id: 'software-review', duty: 'software/allowed-review', variants: ['software'] }, 'under-review', 'decided'),
    machine(
      'settle',
      words('取消しの要否', 'What is to be taken away'),
      ['decided'],
      { field: 'outcome', is: { remediate: 'remediating', none: 'closed' } },
      [
        {
          id: 'outcome',
          title: words('取消し・縮小', 'To take away'),
          type: 'choice',
          options: { remediate: words('あり', 'Yes'), none: words('なし', 'Nothing') },
        },
      ],
    ),
    machine('verify', words('測定で消滅を確認', 'Measured to be gone'), ['remediating'], 'verified'),
    machine('back', words('再び現れた', 'There again'), ['verified'], 'remediating'),
    {
      id: 'close',
      title: words('取消しの完了', 'Taken away'),
      does: words('完了を記録する', 'Record the completion'),
      way: { type: 'duty', duty: 'reviews/remediation' },
      from: ['remediating', 'verified'],
      to: 'closed',
      by: ['administrator'],
      fields: [],
      refuses: (_, { state }) =>
        state === 'verified'
          ? null
          : words(
              '取り消すと決めた権限が、まだ測定で消えていません。外したあとの測定か、新しいアカウント一覧の取込みを待って記録してください。',
              'What was to be taken away is not measured to be gone yet. Record it after a later measurement or a new list of accounts.',
            ),
    },
  ],
});
