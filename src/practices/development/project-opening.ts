import { words } from '../../base/text.ts';
import type { CaseStep } from '../../mechanism/case.ts';
import type { Field } from '../../mechanism/field.ts';
import { projectsRegister } from './projects.register.ts';

/** Columns of the register that are asked at the opening, just as the register asks them: nobody learns two forms. */
const asked = ['name', 'kind', 'system', 'person', 'supplier', 'clientRule', 'requirements', 'repository'];

/** Kinds of system, each with a list of requirements of its own to start from. */
export const systemKinds = {
  web: words('Webアプリケーション', 'Web application'),
  api: words('API・サーバ側のプログラム', 'API or server program'),
  desktop: words('PCに入れて使うソフト', 'Desktop program'),
  batch: words('バッチ・システム間連携', 'Batch or integration'),
  mobile: words('スマートフォンのアプリ', 'Mobile app'),
  package: words('パッケージ・クラウドの導入', 'Introduction of a package or cloud service'),
  infrastructure: words('サーバ・ネットワークの構築', 'Servers and networks'),
} as const;
export type SystemKind = keyof typeof systemKinds;

const systemKind: Field = {
  id: 'systemKind',
  title: words('作るものの種類', 'What is built'),
  type: 'choice',
  required: true,
  options: systemKinds,
  hint: words('要求事項のひな形は、この種類とリスクの評価から選ばれます。', 'Kind and assessment choose the requirements to begin with.'),
};

const columnOf = (id: string): Field => projectsRegister.columns.find((column) => column.id === id)!;

export const openProject: CaseStep = {
  id: 'open',
  title: words('開始', 'Start'),
  does: words('開発案件を始める', 'Start a project'),
  hint: words(
    '始めた後に、リスクの評価と要求事項の表を作ります。承認されるまで設計には進めません。',
    'Next come the assessment and the list of requirements; there is no design before these are approved.',
  ),
  way: { type: 'act' },
  from: [],
  to: 'requirements',
  by: ['employee'],
  fields: [...asked.slice(0, 2).map(columnOf), systemKind, ...asked.slice(2).map(columnOf)],
};
