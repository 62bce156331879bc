import { choiceParam, numberParam } from '../../mechanism/param.ts';
import { approverRoles } from '../../mechanism/request.ts';

/** Who approves, as the company says it in its procedures: the routes of requests read these values. */
export const utilityApproverRole = choiceParam({
  id: 'utilityApproverRole',
  title: { ja: 'ユーティリティの使用を承認する者', en: 'Who approves the use of a utility' },
  origin: 'fixed',
  default: 'administrator',
  options: approverRoles,
});
export const utilityApprovalValidDays = numberParam({
  id: 'utilityApprovalValidDays',
  title: { ja: 'ユーティリティの承認の有効期間', en: 'How long the approval of a utility holds' },
  origin: 'company',
  default: 90,
  min: 1,
  max: 366,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。', en: 'The guideline does not fix it.' },
});
export const permissionRole = choiceParam({
  id: 'permissionRole',
  title: { ja: '指定外のソフトウェアの使用を許可する者', en: 'Who permits the use of other software' },
  origin: 'fixed',
  default: 'administrator',
  options: approverRoles,
});
export const installApproverRole = choiceParam({
  id: 'installApproverRole',
  title: { ja: 'ソフトウェアの導入を承認する者', en: 'Who approves the installation of software' },
  origin: 'fixed',
  default: 'administrator',
  options: approverRoles,
});
