import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

export const environmentsRegister = defineRegister({
  id: 'development/environments',
  code: 'R-ENV',
  title: words('環境台帳', 'Register of environments'),
  purpose: words(
    '開発、試験、運用の環境ごとに、サーバ、ネットワーク、入れる者を載せます。同じものが二つの環境に出てこないことを確かめるためのものです。',
    'For each environment of development, test and operation its servers, network and people, so that nothing stands in two of them.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('環境名', 'Environment'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: 受注システム 開発環境', 'For example: order system, development'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        development: words('開発', 'Development'),
        test: words('試験', 'Test'),
        operation: words('運用', 'Operation'),
      },
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    { id: 'project', title: words('開発案件', 'Development project'), type: 'row', register: 'development/projects' },
    { id: 'device', title: words('点検中の端末', 'Measured device'), type: 'device' },
    {
      id: 'server',
      title: words('サーバ・場所', 'Server'),
      type: 'text',
      required: true,
      hint: words('例: dev01、AWSアカウント 1234(開発)', 'For example: dev01, AWS account 1234 (development)'),
    },
    {
      id: 'network',
      title: words('ネットワーク', 'Network'),
      type: 'text',
      hint: words('例: VLAN 30(192.168.30.0/24)', 'For example: VLAN 30 (192.168.30.0/24)'),
    },
    {
      id: 'separation',
      title: words('分離のしかた', 'Separated by'),
      type: 'choices',
      required: true,
      options: {
        machine: words('別の機器', 'Machine'),
        network: words('別のネットワーク', 'Network'),
        account: words('別のアカウント', 'Accounts'),
        contract: words('別のクラウド契約', 'Cloud account'),
        room: words('別の部屋', 'Room'),
      },
    },
    {
      id: 'database',
      title: words('データベース', 'Database'),
      type: 'text',
      hint: words('例: orders_dev。運用のものと共用しません。', 'For example: orders_dev; never shared with operation.'),
    },
    {
      id: 'data',
      title: words('入れてよいデータ', 'Data allowed'),
      type: 'choice',
      required: true,
      options: {
        generated: words('作ったデータだけ', 'Generated only'),
        masked: words('加工したデータまで', 'Masked too'),
        real: words('実データ', 'Real data'),
      },
    },
    {
      id: 'members',
      title: words('入れる者', 'Who may enter'),
      type: 'text',
      required: true,
      hint: words('例: 開発課、〇〇システム(開発だけ)', 'For example: developers; Example Systems (development only)'),
    },
    {
      id: 'place',
      title: words('作業の場所', 'Where people work'),
      type: 'text',
      hint: words('例: 3階開発室(入退室の制限あり)', 'For example: development room on the third floor, restricted'),
    },
    { id: 'person', title: words('管理者', 'Kept by'), type: 'person' },
  ],
  key: ['name', 'server'],
  label: 'name',
  confirmMonths: 12,
});
