import { choiceParam } from '../../mechanism/param.ts';

/** Who approves, as the company says it in its procedures: the routes of requests read these values. */
export const changeApproverRole = choiceParam({
  id: 'changeApproverRole',
  title: { ja: '変更の承認者', en: 'Who approves changes' },
  origin: 'fixed',
  default: 'administrator',
  options: {
    administrator: { ja: '情報システム管理者', en: 'the information system administrator' },
    administratorAndManager: {
      ja: '情報システム管理者及び業務を所管する部門の管理者',
      en: 'the information system administrator and the manager of the department concerned',
    },
  },
});
