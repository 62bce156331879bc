import { choiceParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { privilegesRegister } from '../practices/privileged-access/privileges.register.ts';
import { allowedSoftwareRegister } from '../practices/software/allowed.register.ts';
import { utilityApprovalValidDays, utilityApproverRole } from '../practices/software/approvers.ts';
import { allowedSuidPrograms, unapprovedUtilities } from '../practices/software/params.ts';
import { suidProgramsKnown } from '../practices/software/suid-programs.check.ts';
import { unlistedSoftware } from '../practices/software/unlisted.check.ts';
import { utilitiesInstalled } from '../practices/software/utilities-installed.check.ts';
import { utilitiesTraces } from '../practices/software/utilities-traces.check.ts';
import { utilityUse } from '../practices/software/utility.request.ts';
import { utilityCleanup } from '../practices/software/utility-cleanup.duty.ts';
import { defineControl } from './control.ts';

const utilityPolicy = choiceParam({
  id: 'utilityPolicy',
  title: { ja: '使用できるユーティリティの範囲', en: 'Utilities that may be used' },
  origin: 'fixed',
  default: 'os-standard-only',
  options: {
    'os-standard-only': { ja: 'OSに標準で備わるもの', en: 'come with the operating system as standard' },
    'os-standard-or-listed': {
      ja: 'OSに標準で備わるものおよび許可ソフト・ユーティリティ台帳にあるもの',
      en: 'come with the operating system as standard or are in the register of permitted software and utilities',
    },
  },
});

export const utilityPrograms = defineControl({
  id: '8.18',
  title: { ja: '特権的なユーティリティプログラムの使用', en: 'Use of privileged utility programs' },
  purpose: {
    ja: 'システムの制限を越える力を持つ道具を、必要な人が必要なときにだけ使うようにする。',
    en: 'To make sure that tools able to get round the limits of a system are used only by those who need them, when they need them.',
  },
  params: [utilityPolicy, utilityApproverRole, utilityApprovalValidDays, unapprovedUtilities, allowedSuidPrograms],
  clauses: [
    {
      id: '8.18.a',
      type: 'item',
      text: {
        ja: '利用者が使用できるユーティリティプログラムは、原則として、{utilityPolicy}に限る。',
        en: 'As a rule, users may use only utility programs that {utilityPolicy}.',
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        rule('ユーティリティの使用の制限', 'Limits on the use of utilities'),
        unlistedSoftware,
        utilitiesInstalled,
        utilitiesTraces,
      ],
    },
    {
      id: '8.18.b',
      type: 'item',
      text: {
        ja: '利用者は、8.18.aで認める範囲を超えてユーティリティプログラムを使用するときは、事前に{utilityApproverRole}の承認を得なければならない。承認の有効期間は{utilityApprovalValidDays}以内とし、引き続き使用するときは改めて承認を得る。承認が必要なものとして名称を挙げるユーティリティプログラムは、次のとおりとする:{unapprovedUtilities}。',
        en: 'Before using a utility program beyond what 8.18.a allows, users must have the approval of {utilityApproverRole}. An approval holds for no more than {utilityApprovalValidDays}; to go on using the utility, it is asked for again. Utilities named as needing approval: {unapprovedUtilities}.',
      },
      actors: ['user', 'administrator'],
      cadence: {
        type: 'event',
        on: { ja: '標準以外のユーティリティが必要になったとき', en: 'A utility beyond the standard ones is needed' },
      },
      refs: [],
      mechanisms: [utilityUse, allowedSoftwareRegister, unlistedSoftware, utilitiesInstalled, utilitiesTraces],
    },
    {
      id: '8.18.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、不要なユーティリティプログラムを削除または無効化することが望ましい。特に、整合性を検査せずにデータベースを書き換えるものや、他の利用者の権限で操作するものなど、管理策を回避できるユーティリティプログラムは、厳重に管理することが望ましい。OSに備わるもののほかに、起動した者以外の権限で動くこと(SUID)を認めるプログラムは、次のとおりとする:{allowedSuidPrograms}。',
        en: 'The information system administrator should remove or disable utility programs that are not needed. Those that can get round controls, such as utilities that rewrite a database without integrity checks or act with the rights of another user, should be controlled strictly. Programs that may run with the rights of another (SUID) besides those that come with the system: {allowedSuidPrograms}.',
      },
      actors: ['administrator'],
      cadence: { type: 'as-needed' },
      refs: [],
      mechanisms: [utilitiesInstalled, suidProgramsKnown, utilityCleanup, allowedSoftwareRegister, privilegesRegister],
    },
  ],
});
