import { choiceParam } from '../../mechanism/param.ts';
import { approverRoles } from '../../mechanism/request.ts';

/** Who approves, as the company says it in its procedures: the routes of requests read these values. */
export const connectionApproverRole = choiceParam({
  id: 'connectionApproverRole',
  title: { ja: '社内ネットワークへの接続を承認する者', en: 'Who approves connections to the internal network' },
  origin: 'fixed',
  default: 'administrator',
  options: approverRoles,
});
export const wlanApproverRole = choiceParam({
  id: 'wlanApproverRole',
  title: { ja: '無線LANの使用を承認する者', en: 'Who approves the use of wireless LAN' },
  origin: 'fixed',
  default: 'administrator',
  options: approverRoles,
});
