import { choiceParam } from '../../mechanism/param.ts';

/** Who approves, as the company says it in its procedures: the routes of requests read these values. */
export const realDataApproverRole = choiceParam({
  id: 'realDataApproverRole',
  title: { ja: '実データの試験利用の承認者', en: 'Who approves real data for a test' },
  origin: 'fixed',
  default: 'administrator',
  options: {
    administrator: { ja: '情報システム管理者', en: 'the information system administrator' },
    administratorAndManager: {
      ja: '情報システム管理者及びデータを所管する部門の管理者',
      en: 'the information system administrator and the manager of the department that owns the data',
    },
  },
});
export const acceptanceApprovers = choiceParam({
  id: 'acceptanceApprovers',
  title: { ja: '受入れ試験の結果の承認者', en: 'Who approves the result of an acceptance test' },
  origin: 'fixed',
  default: 'managerAndAdministrator',
  options: {
    managerAndAdministrator: {
      ja: '受入れ部門の管理者及び情報システム管理者',
      en: 'the manager of the accepting department and the information system administrator',
    },
    managerAdministratorAndCommittee: {
      ja: '受入れ部門の管理者、情報システム管理者及び情報セキュリティ委員会',
      en: 'the manager of the accepting department, the information system administrator and the information security committee',
    },
  },
});
