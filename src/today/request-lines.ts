import { words } from '../base/text.ts';
import { type Dated, eachMax, folded, type PracticeLine, type PracticeSituation, type RequestToDecide, soonest } from './practice.ts';

/** Requests to decide on, own ones that came back, own approvals that end soon. */
export const requestLines = ({ decide, returned, ending }: PracticeSituation['requests']): PracticeLine[] => [
  ...folded(decide, decideLine, (rest) => ({
    id: 'decide-rest',
    title: words(`ほかの承認待ちの申請 ${rest.length}件`, `${rest.length} more requests to decide on`),
    why: words('申請した人が、あなたの判断を待っています。', 'Their applicants wait for you.'),
    dueOn: soonest(rest),
    to: '/requests?scope=waiting',
    act: words('承認待ちを開く', 'Open what waits'),
  })),
  ...returned.slice(0, eachMax).map(returnedLine),
  ...ending.slice(0, eachMax).map(endingLine),
];

const decideLine = ({ id, title, about, dueOn, applicant, since, lapsesOn }: RequestToDecide): PracticeLine => ({
  id: `decide-${id}`,
  title: words(`申請「${about.ja}」を承認するか決める`, `Decide on the request “${about.en}”`),
  why: words(
    [
      `${applicant}さんの${title.ja}です。`,
      since === null ? '' : `${since}から待っています。`,
      lapsesOn === null ? '' : `${lapsesOn}までに決めないと失効します。`,
    ].join(''),
    [
      `${title.en}, by ${applicant}.`,
      since === null ? '' : ` It has waited since ${since}.`,
      lapsesOn === null ? '' : ` Undecided, it lapses on ${lapsesOn}.`,
    ].join(''),
  ),
  dueOn,
  to: `/requests/${id}`,
  act: words('読んで決める', 'Read and decide'),
});

const returnedLine = ({ id, title, about }: Dated): PracticeLine => ({
  id: `returned-${id}`,
  title: words(`差し戻された申請「${about.ja}」を直す`, `Put the returned request “${about.en}” right`),
  why: words(
    `${title.ja}に、承認者の意見が付いています。直して申請するまで、承認へ進みません。`,
    `${title.en}: an approver left a comment. Nothing moves until you submit it again.`,
  ),
  dueOn: null,
  to: `/requests/${id}`,
  act: words('申請を開く', 'Open the request'),
});

const endingLine = ({ id, title, about, dueOn }: Dated): PracticeLine => ({
  id: `ending-${id}`,
  title: words(`まもなく終わる承認「${about.ja}」を確かめる`, `The approval of “${about.en}” ends soon`),
  why: words(
    `${title.ja}の有効期限です。続けて使うときは、期限の前に申請し直してください。`,
    `${title.en} ends. Apply again before that day if you go on using it.`,
  ),
  dueOn,
  to: `/requests/${id}`,
  act: words('申請を開く', 'Open the request'),
});
