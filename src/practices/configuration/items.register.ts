import { searchForm, words } from '../../base/text.ts';
import type { Cells } from '../../mechanism/field.ts';
import { defineRegister } from '../../mechanism/register.ts';

const fold = (text: unknown): string => (typeof text === 'string' ? searchForm(text).trim() : '');

const gearKinds = new Set<unknown>(['router', 'switch', 'storage', 'peripheral']);
const sameSerial = (line: Cells, thing: Cells): boolean => fold(line.serial) !== '' && fold(line.serial) === fold(thing.serial);

/** Whether it is a router or a switch a person chooses; a printer is known. */
const offerGear = (cells: Cells): Cells => ({
  name: cells.name ?? null,
  ...(cells.gear === 'printer' ? { kind: 'peripheral' } : cells.gear === 'storage' ? { kind: 'storage' } : {}),
  model: cells.model ?? null,
  serial: cells.serial ?? null,
  address: cells.address ?? null,
  version: cells.firmware ?? null,
});

export const configurationItemsRegister = defineRegister({
  id: 'configuration/items',
  code: 'R-CI',
  title: words('構成管理台帳', 'Register of configuration items'),
  purpose: words(
    'サーバ、ネットワーク機器、ソフトウェア、構成ファイルと、その間の関係を載せます。PCと携帯電話は端末台帳に載せます。',
    'Servers, network equipment, software, configuration files and how they hang together. PCs and phones stand in the register of devices.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('名称', 'Name'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words(
        '例: fs01、本社ルータ、基幹DBの設定ファイル',
        'For example: fs01, router of the head office, settings of the main database',
      ),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        server: words('サーバ', 'Server'),
        cloudServer: words('仮想・クラウドのサーバ', 'Virtual or cloud server'),
        router: words('ルータ・ファイアウォール', 'Router or firewall'),
        switch: words('スイッチ・アクセスポイント', 'Switch or access point'),
        storage: words('NAS・記憶装置', 'Storage'),
        peripheral: words('プリンタ・周辺機器', 'Printer or peripheral'),
        software: words('ソフトウェア', 'Software'),
        configFile: words('構成ファイル', 'Configuration file'),
      },
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    {
      id: 'parent',
      title: words('つながる先', 'Belongs to'),
      type: 'row',
      register: 'configuration/items',
      hint: words(
        'このものが載る、またはつながる相手。例: ソフトウェアならその入っているサーバ',
        'What this runs on or is connected to: for software the server it is on.',
      ),
    },
    {
      id: 'device',
      title: words('点検中の端末', 'Measured device'),
      type: 'device',
      hint: words('エージェントを入れたサーバのとき。', 'For a server with an agent.'),
    },
    {
      id: 'model',
      title: words('メーカー・型番', 'Make and model'),
      type: 'text',
      hint: words('例: YAMAHA RTX1220', 'For example: YAMAHA RTX1220'),
    },
    { id: 'serial', title: words('製造番号', 'Serial number'), type: 'text', maxChars: 80 },
    {
      id: 'place',
      title: words('設置場所', 'Place'),
      type: 'text',
      hint: words('例: 本社1階 サーバ室 ラック2', 'For example: head office, server room, rack 2'),
    },
    {
      id: 'address',
      title: words('IPアドレス等', 'Address'),
      type: 'text',
      hint: words('例: 192.168.1.1。構成ファイルは保管先。', '192.168.1.1; for a configuration file where it is kept.'),
    },
    {
      id: 'version',
      title: words('OS・ファームの版', 'Version'),
      type: 'text',
      maxChars: 80,
      hint: words('例: Rev.15.04.07、Windows Server 2022', 'Rev.15.04.07, Windows Server 2022'),
    },
    {
      id: 'versionCheckedOn',
      title: words('版の確認日', 'Version looked up on'),
      type: 'date',
      hint: words('新しい版の有無を最後に確かめた日。', 'When a newer version was last looked for.'),
    },
    {
      id: 'baseline',
      title: words('基準の設定', 'Approved settings'),
      type: 'text',
      hint: words(
        '例: 2026-04版の設定ファイル(添付)。ここから外れたら変更申請と照らします。',
        'For example: settings file of 2026-04 (attached). Drift from it is held against requests for change.',
      ),
    },
    { id: 'person', title: words('管理者', 'Kept by'), type: 'person' },
    { id: 'supportUntil', title: words('保守・サポート終了', 'Supported until'), type: 'date' },
  ],
  key: ['kind', 'name'],
  label: 'name',
  confirmMonths: 6,
  deadlines: [{ column: 'supportUntil', says: words('保守・サポートが終わっています', 'Support has ended') }],
  reconcile: {
    list: 'configuration',
    covers: (cells, item) => {
      const named = fold(cells.name) !== '' && fold(cells.name) === fold(item.cells.name ?? item.label);
      if (item.cells.gear) return gearKinds.has(cells.kind) && (sameSerial(cells, item.cells) || named);
      return (cells.kind === 'server' || cells.kind === 'cloudServer') && (cells.device ? cells.device === item.deviceId : named);
    },
    meets: {
      line: (cells) => [
        String(cells.device || cells.name || ''),
        ...(gearKinds.has(cells.kind) && cells.serial ? [String(cells.serial)] : []),
      ],
      thing: (item) => [item.deviceId ?? '', String(item.cells.name ?? item.label), String(item.cells.serial ?? '')],
    },
    offer: ({ cells }) =>
      cells.gear
        ? offerGear(cells)
        : {
            name: cells.name ?? null,
            kind: 'server',
            device: cells.device ?? null,
            model: cells.hardware ?? null,
            serial: cells.serial ?? null,
          },
    // Machines that GLPI does not tell of any more may stand behind a router it cannot see.
    // Servers that no agent can run on (a NAS, a rented one) are looked after by hand.
    isExpected: (cells) => cells.kind === 'server' || (cells.kind === 'cloudServer' && Boolean(cells.device)),
    says: {
      unregistered: words('台帳にないサーバ・機器', 'Server or gear that is not in the register'),
      unmeasured: words('測定されていないサーバ', 'Server that is not measured'),
    },
  },
});
