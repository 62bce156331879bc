import { words } from '../../base/text.ts';
import { byApproverRole, defineRequest } from '../../mechanism/request.ts';
import { connectionApproverRole } from './approvers.ts';

/** An exception is for a task, not for a year. */
const validDays = 30;

export const privatePc = defineRequest({
  id: 'network/private-pc',
  title: words('私有・持込PC接続の例外申請', 'Request for an exception to connect a private PC'),
  purpose: words(
    '私有のPCや来訪者が持ち込んだPCを、やむを得ず社内のネットワークにつなぐ前に出します。原則はつなぎません。',
    'Before a private or brought-in PC is connected because it cannot be avoided. As a rule it is not.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'name',
      title: words('つなぐPC', 'The PC'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('機種と持ち主。例: 監査法人〇〇 田中様のノートPC', 'Model and owner: notebook of Mr Tanaka, Example Audit'),
    },
    {
      id: 'person',
      title: words('社内の責任者', 'Who answers for it here'),
      type: 'person',
      required: true,
      hint: words('つないでいる間、立ち会う人。', 'Who attends while it is connected.'),
    },
    {
      id: 'address',
      title: words('MACアドレス', 'MAC address'),
      type: 'text',
      required: true,
      maxChars: 80,
      hint: words('例: 3C-52-82-11-0A-7F', 'For example: 3C-52-82-11-0A-7F'),
    },
    {
      id: 'place',
      title: words('つなぐ場所', 'Where'),
      type: 'text',
      required: true,
      hint: words('例: 本社 会議室B', 'For example: meeting room B'),
    },
    {
      id: 'purpose',
      title: words('目的', 'Purpose'),
      type: 'text',
      required: true,
      hint: words('例: 会計監査で元帳を見るため', 'For example: to read the ledgers in an audit'),
    },
    {
      id: 'unavoidable',
      title: words('会社のPCではできない理由', 'Why a company PC does not do'),
      type: 'text',
      required: true,
      hint: words(
        '来客用の無線LANや会社のPCで足りるときは、申請は要りません。',
        'If the guest network or a company PC does, do not apply.',
      ),
    },
    {
      id: 'scan',
      title: words('ウイルス検査', 'Virus scan'),
      type: 'text',
      required: true,
      hint: words(
        '会社が指定するソフトで。例: Defender 全検査 2026-05-12 検出なし',
        'With the software the company names: Defender, full scan, 2026-05-12, nothing found',
      ),
    },
    { id: 'from', title: words('つなぎたい日', 'From'), type: 'date', required: true },
  ],
  assessment: [
    {
      id: 'scanSeen',
      title: words('検査の結果', 'The scan'),
      type: 'choice',
      required: true,
      options: {
        seen: words('指定のソフトでの検査を確かめた', 'Seen, with the named software'),
        repeated: words('管理者が改めて検査した', 'Repeated by the administrator'),
      },
    },
    {
      id: 'instructions',
      title: words('指示する手順', 'Steps to follow'),
      type: 'longText',
      required: true,
      maxChars: 1000,
      hint: words('例: 来客用の区画だけにつなぐ。共有フォルダは開かない。', 'For example: guest segment only; no shared folders.'),
    },
  ],
  route: [
    {
      id: 'approver',
      title: words('例外の承認', 'Approval of the exception'),
      roles: ['administrator'],
      chosen: { by: connectionApproverRole, roles: byApproverRole },
      approvals: 1,
    },
  ],
  validDays,
  decideWithinDays: 2,
  effect: {
    register: 'network/connections',
    cells: ({ form, assessment, validUntil }) => ({
      name: form.name ?? null,
      kind: 'privatePc',
      person: form.person ?? null,
      address: form.address ?? null,
      place: form.place ?? null,
      purpose: form.purpose ?? null,
      scan: form.scan ?? null,
      instructions: assessment.instructions ?? null,
      connectedFrom: form.from ?? null,
      approvedUntil: validUntil,
    }),
  },
});
