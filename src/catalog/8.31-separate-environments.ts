import { planned } from '../mechanism/citation.ts';
import { rule } from '../mechanism/rule.ts';
import { change } from '../practices/changes/change.case.ts';
import { unexplainedServerChanges } from '../practices/configuration/unexplained-server-changes.check.ts';
import { environmentChange } from '../practices/development/environment-change.request.ts';
import { environmentsRegister } from '../practices/development/environments.register.ts';
import { projectsRegister } from '../practices/development/projects.register.ts';
import { environmentAccountsApart, environmentsSeparated } from '../practices/development/tools.ts';
import { accessRegister } from '../practices/information/access.register.ts';
import { sourceHeldAgainstLists } from '../practices/reviews/held-against-lists.tool.ts';
import { developmentToolsAbsent } from '../practices/software/development-tools.check.ts';
import { sourceTreesAbsent } from '../practices/software/source-trees.check.ts';
import { defineControl } from './control.ts';

export const separateEnvironments = defineControl({
  id: '8.31',
  title: { ja: '開発環境、試験環境及び運用環境の分離', en: 'Separation of development, test and production environments' },
  purpose: {
    ja: '開発や試験の誤りが、動いている業務とそのデータに及ばないようにする。',
    en: 'To keep mistakes made in development and testing away from the systems and data that the business runs on.',
  },
  appliesWhenAny: ['developsSoftware', 'outsourcesDevelopment'],
  params: [],
  clauses: [
    {
      id: '8.31.a',
      type: 'item',
      text: {
        ja: '開発担当者及び情報システム管理者は、開発環境及び試験環境を、運用環境から物理的又は論理的に分離する。',
        en: 'Developers and the information system administrator keep the development and test environments physically or logically separate from the production environment.',
      },
      actors: ['developer', 'administrator'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.19.a', why: { ja: '運用環境に開発用のコードを置かないこと', en: 'No development code in operation' } },
        { to: '8.33.a', why: { ja: '試験に個人情報を使わないこと', en: 'No personal information in tests' } },
      ],
      mechanisms: [environmentsSeparated, developmentToolsAbsent, sourceTreesAbsent, environmentsRegister],
    },
    {
      id: '8.31.b',
      type: 'item',
      heading: true,
      text: {
        ja: '開発担当者は、開発環境を次のとおり安全に保つ。',
        en: 'Developers keep the development environment secure as follows.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [rule('開発環境の規則', 'Rules for the development environment')],
    },
    {
      id: '8.31.b.1',
      type: 'sub',
      text: {
        ja: '開発担当者は、開発に携わらない従業員から分離した場所及びシステムで開発を行う。情報システム管理者は、開発環境を運用環境から分離する。',
        en: 'Developers work in a place and on systems that are separated from staff who take no part in development. The information system administrator keeps the development environment apart from operation.',
      },
      actors: ['developer', 'administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        planned.check(
          '開発環境へのログオンとネットワーク区画の点検',
          'Check of logons to, and network zones of, the development environment',
        ),
        environmentsSeparated,
        environmentAccountsApart,
        environmentsRegister,
        rule('開発環境の規則', 'Rules for the development environment'),
      ],
    },
    {
      id: '8.31.b.2',
      type: 'sub',
      text: {
        ja: '開発担当者は、ソースコード及び設定ファイルを誤って失い、又は改ざんされることのないよう、これらにアクセスできる者を必要最小限に限る。',
        en: 'Developers limit access to source code and configuration files to the fewest people necessary, to protect them from accidental loss and from tampering.',
      },
      actors: ['developer'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.4.p', why: { ja: 'ソースコードを置くフォルダのアクセス管理', en: 'Controlled folders for source code' } }],
      mechanisms: [
        sourceHeldAgainstLists,
        planned.check('ソースコードと設定ファイルのアクセス権の点検', 'Check of access to source code and configuration files'),
        projectsRegister,
        accessRegister,
      ],
    },
    {
      id: '8.31.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者及び情報セキュリティ委員会は、開発環境及び運用環境の変更について、事前に組織としてのレビューと承認を必ず行うことが望ましい。',
        en: 'The information system administrator and the information security committee should see that no change to the development or production environment is made without prior review and approval by the organisation.',
      },
      actors: ['administrator', 'committee'],
      cadence: {
        type: 'event',
        on: { ja: '開発環境・運用環境の変更前', en: 'Before a change to the development or production environment' },
      },
      refs: [{ to: '8.32.a.1', why: { ja: '変更の承認', en: 'Approval of changes' } }],
      mechanisms: [environmentChange, change, unexplainedServerChanges],
    },
  ],
});
