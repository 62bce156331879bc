import { planned } from '../mechanism/citation.ts';
import { booleanParam, choiceParam, listParam, numberParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { changesRegister } from '../practices/changes/changes.register.ts';
import { configurationItemsRegister } from '../practices/configuration/items.register.ts';
import { unexplainedServerChanges } from '../practices/configuration/unexplained-server-changes.check.ts';
import { openWifiAllowed } from '../practices/endpoint/params.ts';
import { wirelessEncryption } from '../practices/endpoint/wireless-encryption.check.ts';
import { wirelessNetworksCheck } from '../practices/endpoint/wireless-networks.check.ts';
import { connectionApproverRole, wlanApproverRole } from '../practices/network/approvers.ts';
import { networkConnection } from '../practices/network/connection.request.ts';
import { connectionsRegister } from '../practices/network/connections.register.ts';
import { networkDiagramCheck } from '../practices/network/diagram-check.duty.ts';
import { networkDiagramsRegister } from '../practices/network/diagrams.register.ts';
import { firmwareCheck } from '../practices/network/firmware.duty.ts';
import { hostFirewallCheck } from '../practices/network/host-firewall.check.ts';
import { knownSegments } from '../practices/network/known-segments.check.ts';
import { listeningPortsCheck } from '../practices/network/listening-ports.check.ts';
import { listeningProgramsCheck } from '../practices/network/listening-programs.check.ts';
import { oneSegmentOnly } from '../practices/network/one-segment.check.ts';
import {
  allowedInboundPorts,
  allowedListeningPrograms,
  diagramConfirmInterval,
  firmwareCheckInterval,
  internalSegments,
  unknownDeviceGraceDays,
} from '../practices/network/params.ts';
import { privatePc } from '../practices/network/private-pc.request.ts';
import { reconnectionCheck } from '../practices/network/reconnection.duty.ts';
import { reconnection } from '../practices/network/reconnection.request.ts';
import { unknownMachinesCheck } from '../practices/network/unknown-machines.check.ts';
import { wirelessUse } from '../practices/network/wireless.request.ts';
import { defineControl } from './control.ts';

const configFetchInterval = numberParam({
  id: 'configFetchInterval',
  title: { ja: '構成ファイルを取得する間隔', en: 'Interval of fetching configuration files' },
  origin: 'company',
  default: 1,
  min: 1,
  max: 92,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。手作業で取得するなら31日も選べます。',
    en: 'The guideline does not fix it. If fetched by hand, 31 days is a choice.',
  },
});
const firmwareUpdateWithinDays = numberParam({
  id: 'firmwareUpdateWithinDays',
  title: { ja: 'ファームウェアを適用する期限', en: 'Deadline for applying new firmware' },
  origin: 'company',
  default: 30,
  min: 1,
  max: 180,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。', en: 'The guideline does not fix it.' },
});
const absenceDaysRequiringCheck = numberParam({
  id: 'absenceDaysRequiringCheck',
  title: { ja: '再接続前に全ファイル検査を求める切離し期間', en: 'Absence that calls for a full scan before reconnecting' },
  origin: 'company',
  default: 7,
  min: 1,
  max: 92,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。短くすると、休暇明けのたびに検査が要ります。',
    en: 'The guideline does not fix it. With a short period every holiday is followed by a scan.',
  },
});
const privatePcAllowed = booleanParam({
  id: 'privatePcAllowed',
  title: { ja: '持込み・私有のPCの接続', en: 'Connecting brought-in and private PCs' },
  origin: 'fixed',
  default: false,
  says: {
    true: { ja: '認める', en: 'is allowed' },
    false: { ja: 'やむを得ないときを除き、認めない', en: 'is not allowed unless it cannot be avoided' },
  },
});
const designatedScanSoftware = listParam({
  id: 'designatedScanSoftware',
  title: { ja: '持込み・私有のPCを検査するソフト', en: 'Software that scans brought-in and private PCs' },
  origin: 'company',
  default: [],
  maxItems: 20,
  maxItemChars: 100,
  whenEmpty: { ja: '会社の端末に用いるものと同じ', en: 'the same as on company devices' },
  hint: {
    ja: '手本に製品の定めはありません。空なら、会社の端末に用いるウイルス対策ソフトと同じものとします。',
    en: 'The guideline names no product. Left empty, it is the antivirus software of company devices.',
  },
});
const wlanMinSecurity = choiceParam({
  id: 'wlanMinSecurity',
  title: { ja: '無線LANに求める暗号化と認証', en: 'Encryption and authentication required of wireless LAN' },
  origin: 'company',
  default: 'wpa2-aes',
  options: {
    'wpa2-aes': { ja: 'WPA2(AES)以上', en: 'WPA2 (AES) or stronger' },
    'wpa2-enterprise': { ja: 'IEEE 802.1X認証を伴うWPA2(AES)以上', en: 'WPA2 (AES) with IEEE 802.1X authentication or stronger' },
    wpa3: { ja: 'WPA3', en: 'WPA3' },
  },
  hint: {
    ja: '手本に方式の定めはありません。古い機器がなければWPA3をお勧めします。WEP・TKIPは使いません。',
    en: 'The guideline names no mode. Without old devices we suggest WPA3. WEP and TKIP are out of the question.',
  },
});

export const networkSecurity = defineControl({
  id: '8.20',
  title: { ja: 'ネットワークのセキュリティ', en: 'Networks security' },
  purpose: {
    ja: '社内ネットワークの姿を正しく把握し、認めた機器だけをつなぎ、社外からの侵入を防ぐ。',
    en: 'To know the internal network as it is, to connect only approved devices, and to keep intruders out.',
  },
  params: [
    diagramConfirmInterval,
    configFetchInterval,
    connectionApproverRole,
    allowedInboundPorts,
    allowedListeningPrograms,
    internalSegments,
    firmwareCheckInterval,
    firmwareUpdateWithinDays,
    absenceDaysRequiringCheck,
    privatePcAllowed,
    designatedScanSoftware,
    wlanMinSecurity,
    wlanApproverRole,
    openWifiAllowed,
    unknownDeviceGraceDays,
  ],
  clauses: [
    {
      id: '8.20.a',
      type: 'item',
      text: {
        ja: '情報システム管理者は、ネットワーク図およびルータやスイッチ等の構成ファイルを含む文書を、常に最新の状態に保つ。ネットワーク図は{diagramConfirmInterval}に1回以上実際の構成と照らし合わせ、構成ファイルは{configFetchInterval}に1回以上取得して保管する。社内のネットワーク領域は、次のとおりとする:{internalSegments}。',
        en: 'The information system administrator keeps the documents of the network up to date at all times, including the network diagram and the configuration files of routers, switches and the like. The diagram is compared with the actual network at least once every {diagramConfirmInterval}, and configuration files are fetched and kept at least once every {configFetchInterval}. Segments of the internal network: {internalSegments}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.9.p', why: { ja: '構成管理の台帳とつながる', en: 'belongs together with the register of configuration items' } },
        { to: '8.32.a', why: { ja: '構成の差は変更として扱う', en: 'a difference in configuration is a change' } },
      ],
      mechanisms: [
        networkDiagramsRegister,
        knownSegments,
        unexplainedServerChanges,
        networkDiagramCheck,
        planned.tool('装置構成の取得', 'Fetching of device configurations'),
        configurationItemsRegister,
      ],
    },
    {
      id: '8.20.b',
      type: 'item',
      text: {
        ja: '利用者は、社内ネットワークに接続するときは、事前に{connectionApproverRole}の承認を得て、指示された手順に従って接続する。承認のない機器が見つかったときは、情報システム管理者は{unknownDeviceGraceDays}以内に、承認の手続きをとらせるか切り離す。',
        en: 'Before connecting to the internal network, users obtain the approval of {connectionApproverRole}, and they connect following the steps they are instructed to take. A device found without approval is approved or taken off by the information system administrator within {unknownDeviceGraceDays}.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'event', on: { ja: '社内ネットワークへの接続', en: 'Connection to the internal network' } },
      refs: [],
      mechanisms: [networkConnection, connectionsRegister, unknownMachinesCheck, configurationItemsRegister],
    },
    {
      id: '8.20.c',
      type: 'item',
      text: {
        ja: '情報システム管理者は、社外のネットワークとの境界に、ファイアウォールの設置等、侵入を防ぐ対策を講じる。待受けを認めるポートは、次のものに限る:{allowedInboundPorts}。待受けを認めるプログラムは、次のものに限る:{allowedListeningPrograms}。',
        en: 'The information system administrator protects the boundary with outside networks against intrusion, for example with a firewall. Listening is limited to these ports: {allowedInboundPorts}. Programs that may listen: {allowedListeningPrograms}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.22.a', why: { ja: '同じ境界に置くファイアウォールを定める', en: 'puts a firewall at the same boundary' } }],
      mechanisms: [
        hostFirewallCheck,
        listeningPortsCheck,
        listeningProgramsCheck,
        planned.check('社外との境界の点検', 'Check of the border to the outside'),
      ],
    },
    {
      id: '8.20.d',
      type: 'item',
      text: {
        ja: '情報システム管理者は、ネットワーク機器のファームウェアを定期的に更新する。更新の有無は{firmwareCheckInterval}に1回以上確かめ、新しいファームウェアは公開から{firmwareUpdateWithinDays}以内に適用する。',
        en: 'The information system administrator regularly updates the firmware of network devices. Updates are looked for at least once every {firmwareCheckInterval}, and new firmware is applied within {firmwareUpdateWithinDays} of its release.',
      },
      actors: ['administrator'],
      cadence: { type: 'periodic', param: 'firmwareCheckInterval' },
      refs: [
        { to: '8.8.b', why: { ja: '脆弱性の修正と同じ扱いをする', en: 'handled like other security fixes' } },
        { to: '8.32.a', why: { ja: '変更の手続きに従う', en: 'follows the change procedure' } },
      ],
      mechanisms: [
        planned.check('ファームウェアの版の点検', 'Check of firmware versions'),
        firmwareCheck,
        configurationItemsRegister,
        changesRegister,
      ],
    },
    {
      id: '8.20.e',
      type: 'item',
      text: {
        ja: '利用者は、他人のIDとパスワードを使って社内ネットワークに接続してはならない。',
        en: "Users must not connect to the internal network with another person's ID and password.",
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [
        rule('他人のIDの使用禁止', "Ban on using another person's ID"),
        planned.check('IDの共用の検知', 'Detection of shared IDs'),
      ],
    },
    {
      id: '8.20.f',
      type: 'item',
      text: {
        ja: '利用者は、社内ネットワークから切り離したPCを再び接続するときは、ウイルス検査等によって安全を確かめてから接続する。切り離した期間が{absenceDaysRequiringCheck}以上のときは、全ファイル検査を行い、情報システム管理者の確認を受ける。',
        en: 'Before reconnecting a PC that was disconnected from the internal network, users make sure that it is safe, for example by a virus scan. If it was away for {absenceDaysRequiringCheck} or more, they run a full scan and have the result confirmed by the information system administrator.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'event', on: { ja: '切り離したPCの再接続', en: 'Reconnection of a PC' } },
      refs: [],
      mechanisms: [
        planned.check('再接続した端末の検査結果の点検', 'Check of scan results of reconnected devices'),
        reconnection,
        reconnectionCheck,
      ],
    },
    {
      id: '8.20.g',
      type: 'item',
      text: {
        ja: '持込みのPCおよび私有のPCを社内ネットワークに接続することは、{privatePcAllowed}。これらのPCを接続するときは、利用者は、情報システム管理者が指定するソフトウェアでウイルス検査を行ってから接続する。指定するソフトウェアは、次のとおりとする:{designatedScanSoftware}。',
        en: 'Connecting brought-in or private PCs to the internal network {privatePcAllowed}. Before such a PC is connected, users scan it for viruses with software designated by the information system administrator. Software designated: {designatedScanSoftware}.',
      },
      actors: ['user', 'administrator'],
      cadence: {
        type: 'event',
        on: { ja: 'やむを得ない持込み・私有PCの接続', en: 'Connection of a brought-in or private PC that cannot be avoided' },
      },
      refs: [{ to: '8.1.d.5', why: { ja: '私有の携帯電話の扱いを定める', en: 'deals with private phones' } }],
      mechanisms: [rule('持込み・私有PCの接続禁止', 'Ban on connecting brought-in and private PCs'), privatePc, unknownMachinesCheck],
    },
    {
      id: '8.20.h',
      type: 'item',
      text: {
        ja: '利用者は、無線LANを使用するときは、事前に{wlanApproverRole}の承認を得る。情報システム管理者は、通信の暗号化、接続するPCの認証等、十分な対策を講じて無線LANを使用させる。暗号化と認証の方式は{wlanMinSecurity}とする。',
        en: 'Before using wireless LAN, users obtain the approval of {wlanApproverRole}. The information system administrator lets it be used only with adequate measures such as encryption of the traffic and authentication of the PCs that connect. The mode of encryption and authentication is {wlanMinSecurity}.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'event', on: { ja: '無線LANの使用', en: 'Use of wireless LAN' } },
      refs: [
        { to: '8.24.a.2', why: { ja: '無線LANの暗号化の方式を定める', en: 'lays down the encryption of wireless LAN' } },
        { to: '8.22.c', why: { ja: '来客用の無線LANを分ける', en: 'separates the guest network' } },
      ],
      appliesWhen: ['hasWirelessLan'],
      mechanisms: [wirelessUse, wirelessNetworksCheck, wirelessEncryption, connectionsRegister, networkDiagramsRegister],
    },
    {
      id: '8.20.i',
      type: 'item',
      text: {
        ja: '利用者が、不特定の者が使う公衆無線LANやWi-Fiスポットに接続することは、{openWifiAllowed}。',
        en: 'For users, connecting to public wireless LAN or Wi-Fi spots that unspecified people use {openWifiAllowed}.',
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.1.c', why: { ja: 'モバイル機器について同じことを定める', en: 'says the same of mobile devices' } }],
      mechanisms: [rule('公衆無線LANの利用規則', 'Rule on public wireless LAN'), wirelessNetworksCheck],
    },
    {
      id: '8.20.advice',
      type: 'advice',
      text: {
        ja: '情報システム管理者は、ネットワークの中の情報と、それを支える情報処理施設を、ネットワークを通じて及ぶ脅威から保護することが望ましい。',
        en: 'The information system administrator should protect information in networks, and the facilities that support them, from threats that come through the network.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [hostFirewallCheck, listeningPortsCheck, listeningProgramsCheck, oneSegmentOnly],
    },
  ],
});
