import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const projectsRegister = defineRegister({
  id: 'development/projects',
  code: 'R-DEVPRJ',
  title: words('開発案件台帳', 'Register of development projects'),
  purpose: words(
    '自社で作るもの、委託して作るもの、受託したものを、要件、各段階のレビュー、保管先とともに載せます。',
    'What we build, have built or build for clients, with requirements, reviews of each stage and where it is kept.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('案件名', 'Project'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 受注管理システム 2026年改修', 'For example: order system, changes of 2026'),
    },
    {
      id: 'kind',
      title: words('形態', 'Form'),
      type: 'choice',
      required: true,
      options: {
        inHouse: words('自社開発', 'In house'),
        outsourced: words('外部に委託', 'Outsourced'),
        contracted: words('受託', 'For a client'),
        onSite: words('客先常駐', 'At the client’s site'),
      },
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'person', title: words('開発責任者', 'Person in charge'), type: 'person' },
    {
      id: 'supplier',
      title: words('委託先', 'Supplier'),
      type: 'row',
      register: 'suppliers/suppliers',
      requiredWhen: { field: 'kind', is: ['outsourced'] },
    },
    {
      id: 'clientRule',
      title: words('発注元の規則', 'Rules of the client'),
      type: 'text',
      requiredWhen: { field: 'kind', is: ['contracted', 'onSite'] },
      hint: words(
        '例: 〇〇社 外部委託セキュリティ規則 第3版(添付)',
        'For example: security rules of Example Corp., third edition (attached)',
      ),
    },
    {
      id: 'requirements',
      title: words('セキュリティ要求事項', 'Security requirements'),
      type: 'longText',
      required: true,
      hint: words('要点を書くか、要件定義書を添付して「添付」と書きます。', 'The main points, or “attached” with the document.'),
    },
    {
      id: 'requirementsOn',
      title: words('要件の承認日', 'Requirements approved on'),
      type: 'date',
      hint: words('設計を始める前の日になります。', 'Before the design begins.'),
    },
    {
      id: 'analysis',
      title: words('防止・検知・対応', 'Prevent, detect, respond'),
      type: 'longText',
      hint: words(
        '例: 防止=二要素、検知=失敗ログインの通知、対応=アカウント停止の手順',
        'For example: prevent by a second factor, detect by alerts on failed logins, respond by locking accounts',
      ),
    },
    {
      id: 'estimate',
      title: words('費用・時間・複雑さ', 'Cost, time, complexity'),
      type: 'text',
      hint: words(
        '例: 60万円、3週間、認証の改修で中程度。委員会の決定も書きます。',
        'For example: 600,000 yen, three weeks, medium; with the committee’s decision.',
      ),
    },
    {
      id: 'stage',
      title: words('いまの段階', 'Stage'),
      type: 'choice',
      required: true,
      options: {
        requirements: words('要件定義', 'Requirements'),
        design: words('設計', 'Design'),
        build: words('実装', 'Building'),
        test: words('試験', 'Testing'),
        transition: words('移行', 'Transition'),
        live: words('運用中', 'Live'),
      },
    },
    {
      id: 'reviewed',
      title: words('レビュー済みの段階', 'Stages reviewed'),
      type: 'choices',
      options: {
        requirements: words('要件定義', 'Requirements'),
        design: words('設計', 'Design'),
        build: words('実装', 'Building'),
        test: words('試験', 'Testing'),
        transition: words('移行', 'Transition'),
      },
    },
    {
      id: 'repository',
      title: words('ソース・文書の保管先', 'Source and documents'),
      type: 'text',
      required: true,
      hint: words(
        'アクセスを絞った場所。例: Git core、\\\\fs01\\設計\\受注',
        'Where access is restricted: repository core, \\\\fs01\\design\\orders',
      ),
    },
    {
      id: 'roles',
      title: words('権限と機能の表', 'Roles and functions'),
      type: 'text',
      hint: words('どの役割に何をさせるか。表の置き場所でもよい。', 'What each role may do, or where that table is.'),
    },
  ],
  key: ['name'],
  label: 'name',
  confirmMonths: 6,
});
