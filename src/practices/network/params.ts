import { booleanParam, listParam, numberParam } from '../../mechanism/param.ts';

export const allowedInboundPorts = listParam({
  id: 'allowedInboundPorts',
  title: { ja: '待受けを認めるポート', en: 'Ports that may listen' },
  origin: 'company',
  default: ['22', '80', '443'],
  maxItems: 200,
  maxItemChars: 5,
  itemPattern: /^[0-9]{1,5}$/,
  whenEmpty: { ja: 'なし', en: 'none' },
});
export const designatedResolvers = listParam({
  id: 'designatedResolvers',
  title: { ja: 'フィルタリングを行う指定DNSサーバ', en: 'DNS servers that filter the web' },
  origin: 'company',
  default: [],
  maxItems: 20,
  maxItemChars: 45,
  itemPattern: /^[0-9a-fA-F.:]+$/,
  whenEmpty: { ja: '未登録', en: 'none listed yet' },
});
export const diagramConfirmInterval = numberParam({
  id: 'diagramConfirmInterval',
  title: { ja: 'ネットワーク図を確かめる間隔', en: 'Interval of confirming the network diagram' },
  origin: 'company',
  default: 6,
  min: 1,
  max: 24,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本は「最新の状態」とするだけで、間隔の定めはありません。',
    en: 'The guideline only says up to date; it fixes no interval.',
  },
});
export const firmwareCheckInterval = numberParam({
  id: 'firmwareCheckInterval',
  title: { ja: 'ファームウェアの更新を確かめる間隔', en: 'Interval of looking for new firmware' },
  origin: 'company',
  default: 1,
  min: 1,
  max: 12,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: { ja: '手本は「定期的」とするだけで、間隔の定めはありません。', en: 'The guideline only says regularly; it fixes no interval.' },
});
export const slaRequired = booleanParam({
  id: 'slaRequired',
  title: { ja: 'SLAの締結', en: 'Concluding an SLA' },
  origin: 'fixed',
  default: true,
  says: { true: { ja: '締結する', en: 'concludes' }, false: { ja: '締結することを要しない', en: 'need not conclude' } },
});
export const slaReviewInterval = numberParam({
  id: 'slaReviewInterval',
  title: { ja: 'SLAを見直す間隔', en: 'Interval of reviewing SLAs' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。年1回、契約の更新前をお勧めします。',
    en: 'The guideline does not fix it. We suggest once a year, before renewal.',
  },
});
/** A range as it is written in a network diagram: 192.168.10.0/24. */
const range = /^\d{1,3}(\.\d{1,3}){3}\/([8-9]|[12]\d|3[0-2])$/;

export const allowedListeningPrograms = listParam({
  id: 'allowedListeningPrograms',
  title: { ja: '待受けを認めるプログラム', en: 'Programs that may listen' },
  origin: 'company',
  default: [
    'System',
    'svchost.exe',
    'lsass.exe',
    'services.exe',
    'wininit.exe',
    'spoolsv.exe',
    'sshd',
    'systemd',
    'rpcbind',
    'launchd',
    'rapportd',
    'ControlCenter',
    'remoted',
    'nginx',
    'apache2',
    'httpd',
  ],
  maxItems: 200,
  maxItemChars: 100,
  itemPattern: /^[^\u0000-\u001f:]+(:\d{1,5})?$/,
  whenEmpty: { ja: 'なし', en: 'none' },
  hint: {
    ja: '「nginx」のようにプログラムのファイル名を挙げます。「postgres:5432」とすると、そのポートに限ります。',
    en: 'File names of programs, such as nginx. With postgres:5432 it may listen on that port only.',
  },
});
export const internalSegments = listParam({
  id: 'internalSegments',
  title: { ja: '社内のネットワーク領域', en: 'Segments of the internal network' },
  origin: 'company',
  default: [],
  maxItems: 200,
  maxItemChars: 18,
  itemPattern: range,
  whenEmpty: { ja: '未登録', en: 'none listed yet' },
  hint: {
    ja: 'ネットワーク図にある範囲を「192.168.10.0/24」のように挙げます。',
    en: 'The ranges of the network diagram, such as 192.168.10.0/24.',
  },
});
export const publicServerSegments = listParam({
  id: 'publicServerSegments',
  title: { ja: '公開サーバを置くネットワーク領域', en: 'Network segments of public servers' },
  origin: 'company',
  default: [],
  maxItems: 50,
  maxItemChars: 60,
  whenEmpty: { ja: '未登録', en: 'none listed yet' },
  hint: {
    ja: '手本に定めはありません。DMZやクラウドのネットワークの名前、またはアドレスの範囲を挙げます。範囲(192.168.20.0/24など)は端末の測定に用います。',
    en: 'The guideline does not fix it. Give names or address ranges of the DMZ or of cloud networks. Ranges (192.168.20.0/24) are used in measuring.',
  },
});
export const designatedProxies = listParam({
  id: 'designatedProxies',
  title: { ja: 'Webの閲覧に使うプロキシ', en: 'Proxies through which the web is reached' },
  origin: 'company',
  default: [],
  maxItems: 20,
  maxItemChars: 200,
  itemPattern: /^[\x21-\x7e]+$/,
  whenEmpty: { ja: 'プロキシを用いない', en: 'no proxy is used' },
  hint: {
    ja: 'サーバ名(proxy.example.co.jp:8080など)か、自動構成スクリプトのURLを挙げます。空なら、プロキシの設定がないことを確かめます。',
    en: 'Names of servers (proxy.example.co.jp:8080) or the URL of the configuration script. Left empty, no proxy may be set.',
  },
});
export const unknownDeviceGraceDays = numberParam({
  id: 'unknownDeviceGraceDays',
  title: { ja: '台帳にない機器への対応の期限', en: 'Time to deal with a device that is not in the register' },
  origin: 'company',
  default: 3,
  min: 1,
  max: 30,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。', en: 'The guideline fixes none.' },
});
