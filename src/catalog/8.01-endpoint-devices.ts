import { planned } from '../mechanism/citation.ts';
import { booleanParam, choiceParam, numberParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { acknowledgementsRegister } from '../practices/awareness/acknowledgements.register.ts';
import { byodApprovalValidMonths, byodApproverRole } from '../practices/devices/approvers.ts';
import { devicesRegister } from '../practices/devices/devices.register.ts';
import { consoleListMaxDays } from '../practices/devices/params.ts';
import { phonePasscodes } from '../practices/devices/phone-passcodes.tool.ts';
import { privatePhone } from '../practices/devices/private-phone.request.ts';
import { takeOut } from '../practices/devices/take-out.request.ts';
import { takenOutRegister } from '../practices/devices/taken-out.register.ts';
import { automaticLogonCheck } from '../practices/endpoint/automatic-logon.check.ts';
import { diskEncryptionCheck } from '../practices/endpoint/disk-encryption.check.ts';
import {
  allowedSsids,
  deviceEncryptionRequired,
  minPasswordLength,
  openWifiAllowed,
  screenLockMinutes,
  wifiLookbackDays,
} from '../practices/endpoint/params.ts';
import { passwordSet } from '../practices/endpoint/password-set.check.ts';
import { screenLockCheck } from '../practices/endpoint/screen-lock.check.ts';
import { wirelessNetworksCheck } from '../practices/endpoint/wireless-networks.check.ts';
import { informationAssetsRegister } from '../practices/information/assets.register.ts';
import { eventsRegister } from '../practices/monitoring/events.register.ts';
import { defineControl } from './control.ts';

const devicePasswordScope = choiceParam({
  id: 'devicePasswordScope',
  title: { ja: 'ログインパスワードを必須とするモバイル機器', en: 'Mobile devices that must have a login password' },
  origin: 'fixed',
  default: 'takenOutside',
  options: {
    takenOutside: { ja: '社外に持ち出すモバイル機器', en: 'mobile devices taken outside' },
    all: { ja: 'すべてのモバイル機器', en: 'all mobile devices' },
  },
  hint: {
    ja: '手本が求めるのは社外に持ち出す機器です。持出しの有無を見分けにくいときは「すべて」が簡単です。',
    en: 'The guideline asks it of devices taken outside. Where these are hard to tell apart, “all” is simpler.',
  },
});
const lossReportWithinHours = numberParam({
  id: 'lossReportWithinHours',
  title: { ja: '紛失・破損の報告期限', en: 'Time to report loss or damage' },
  origin: 'company',
  default: 1,
  min: 1,
  max: 72,
  unit: { ja: '時間', en: 'hours' },
  stricter: 'lower',
  hint: {
    ja: '手本に定めはありません。早いほど遠隔ロックなどの手が打てます。',
    en: 'The guideline fixes none. The sooner it is known, the more can be done, such as a remote lock.',
  },
});
const phonePasscodeRequired = booleanParam({
  id: 'phonePasscodeRequired',
  title: { ja: '会社支給の携帯電話・スマートフォンのパスワード', en: 'Password on company phones' },
  origin: 'fixed',
  default: true,
  says: { true: { ja: '必須とする', en: 'must set' }, false: { ja: '必須としない', en: 'need not set' } },
});
const screenLockPasswordRequired = booleanParam({
  id: 'screenLockPasswordRequired',
  title: { ja: 'スクリーンセーバー解除時のパスワード', en: 'Password to leave the screen saver' },
  origin: 'fixed',
  default: true,
  says: {
    true: { ja: '必須とする', en: 'requires a password' },
    false: { ja: '必須としない', en: 'does not require a password' },
  },
});

export const endpointDevices = defineControl({
  id: '8.1',
  title: { ja: '利用者エンドポイント機器', en: 'User end point devices' },
  purpose: {
    ja: 'PCや携帯電話など利用者の手元にある端末の紛失、盗難、のぞき見から、会社の情報を守る。',
    en: 'To keep the company’s information safe when the devices people use are lost, stolen or looked at by others.',
  },
  params: [
    consoleListMaxDays,
    devicePasswordScope,
    minPasswordLength,
    deviceEncryptionRequired,
    openWifiAllowed,
    allowedSsids,
    wifiLookbackDays,
    lossReportWithinHours,
    phonePasscodeRequired,
    byodApproverRole,
    byodApprovalValidMonths,
    screenLockMinutes,
    screenLockPasswordRequired,
  ],
  clauses: [
    {
      id: '8.1.a',
      type: 'item',
      text: {
        ja: '利用者は、{devicePasswordScope}に、ログイン時の本人確認に用いるパスワード({minPasswordLength}以上)を必ず設定する。情報システム管理者は、設定済みであることを確かめたうえで社外への持出しを認める。',
        en: 'Users set a login password of at least {minPasswordLength} on {devicePasswordScope}, without exception. The information system administrator allows a device to be taken outside only after confirming that the password is set.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'event', on: { ja: '端末を社外へ持ち出すとき', en: 'a device is taken outside' } },
      refs: [{ to: '8.5.p', why: { ja: '認証の強さ', en: 'how strong the authentication is' } }],
      appliesWhen: ['takesDevicesOut'],
      mechanisms: [
        rule('持出し端末のパスワード規則', 'Password rule for devices taken outside'),
        passwordSet,
        automaticLogonCheck,
        devicesRegister,
        takeOut,
        takenOutRegister,
      ],
    },
    {
      id: '8.1.b',
      type: 'item',
      text: {
        ja: '利用者は、業務に必要のない機密情報及び個人情報をモバイル機器に保存してはならない。業務上必要で保存するものは、暗号化し、パスワードで保護する。モバイル機器のディスクは{deviceEncryptionRequired}。',
        en: 'Users must not keep confidential or personal information that the work does not need on mobile devices. What the work does need is encrypted and protected by a password. The disks of mobile devices {deviceEncryptionRequired}.',
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [
        { to: '8.24.c.1', why: { ja: '暗号化する情報の選び方', en: 'which data is encrypted' } },
        { to: '8.10.a', why: { ja: '不要になった情報の消去', en: 'deleting what is no longer needed' } },
        { to: '8.12.f', why: { ja: '重要な情報の暗号化保存', en: 'encrypted storage of important data' } },
      ],
      mechanisms: [
        rule('モバイル機器に保存してよい情報の規則', 'Rule on what may be kept on mobile devices'),
        diskEncryptionCheck,
        devicesRegister,
        informationAssetsRegister,
      ],
    },
    {
      id: '8.1.c',
      type: 'item',
      text: {
        ja: '利用者が、誰でも使える無料の無線LANスポットにモバイル機器を接続することは{openWifiAllowed}。モバイル機器の接続を認める無線LAN(SSID):{allowedSsids}。接続の記録が残る端末では、過去{wifiLookbackDays}の記録を点検する。',
        en: 'Connecting users’ mobile devices to free wireless LAN spots that anyone can use {openWifiAllowed}. Wireless networks (SSID) that mobile devices may join: {allowedSsids}. On devices that keep a record of connections, the last {wifiLookbackDays} are checked.',
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.20.i', why: { ja: '公衆無線LAN全般の禁止', en: 'the same ban for public wireless LAN in general' } }],
      mechanisms: [rule('公衆無線LANの利用規則', 'Rule on public wireless LAN'), wirelessNetworksCheck],
    },
    {
      id: '8.1.d',
      type: 'item',
      heading: true,
      text: {
        ja: '携帯電話・スマートフォンを業務に使う者は、次の事項を守る。',
        en: 'Everyone who uses a phone for work observes the following.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      appliesWhen: ['issuesMobilePhones'],
      mechanisms: [rule('携帯電話・スマートフォンの利用規則', 'Rules for phones'), devicesRegister],
    },
    {
      id: '8.1.d.1',
      type: 'sub',
      text: {
        ja: '利用者は、会社支給の携帯電話・スマートフォンを紛失又は破損することのないよう、丁寧に取り扱う。紛失又は破損に気付いたときは、{lossReportWithinHours}以内に情報システム管理者へ報告する。',
        en: 'Users handle company phones with care so that they are neither lost nor broken. Anyone who notices a loss or damage reports it to the information system administrator within {lossReportWithinHours}.',
      },
      actors: ['user'],
      cadence: { type: 'event', on: { ja: '支給を受けたとき、紛失・破損に気付いたとき', en: 'a phone is handed over, lost or damaged' } },
      refs: [],
      appliesWhen: ['issuesMobilePhones'],
      mechanisms: [
        rule('携帯電話・スマートフォンの取扱い規則', 'Rule on handling phones'),
        devicesRegister,
        eventsRegister,
        acknowledgementsRegister,
      ],
    },
    {
      id: '8.1.d.2',
      type: 'sub',
      text: {
        ja: '会社支給の携帯電話・スマートフォンは、本人のほかは操作できないよう、利用者がパスワードを設定することを{phonePasscodeRequired}。設定されていることは、端末を管理する画面から書き出した一覧により、{consoleListMaxDays}以内ごとに確かめる。',
        en: 'Users {phonePasscodeRequired} a password on their company phones so that nobody else can operate them. That it is set is looked up at least every {consoleListMaxDays} in the list of the device management.',
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [],
      appliesWhen: ['issuesMobilePhones'],
      mechanisms: [rule('携帯電話・スマートフォンのパスワード規則', 'Password rule for phones'), phonePasscodes],
    },
    {
      id: '8.1.d.3',
      type: 'sub',
      text: {
        ja: '利用者は、携帯電話・スマートフォンを持ち歩くときは、必要に応じてストラップを付けるなど、紛失及び盗難を防ぐ対策をとる。',
        en: 'When carrying a phone, users take measures against loss and theft where needed, such as attaching a strap.',
      },
      actors: ['user'],
      cadence: { type: 'as-needed' },
      refs: [],
      appliesWhen: ['issuesMobilePhones'],
      mechanisms: [rule('携帯電話・スマートフォンの携行規則', 'Rule on carrying phones')],
    },
    {
      id: '8.1.d.4',
      type: 'sub',
      text: {
        ja: '利用者は、電車やバスの車内など公共の場所での携帯電話・スマートフォンの使用を控え、個人情報や機密に関わる話を周囲の人に聞かれないよう注意する。この定めは、利用者が年に1回読み直す。',
        en: 'Users refrain from using phones in trains, buses and other public places, and take care that nobody around overhears personal or confidential matters. Users read this rule again once a year.',
      },
      actors: ['user'],
      cadence: { type: 'periodic', everyMonths: 12 },
      refs: [],
      appliesWhen: ['issuesMobilePhones'],
      mechanisms: [rule('公共の場所での通話の注意', 'Care when phoning in public places')],
    },
    {
      id: '8.1.d.5',
      type: 'sub',
      text: {
        ja: '利用者は、私有の携帯電話・スマートフォンを業務に使う場合は、事前に{byodApproverRole}の承認を得て、会社支給のものと同じ安全対策を施す。承認の有効期間は{byodApprovalValidMonths}とし、その後も使うときは改めて承認を得る。',
        en: 'Users who want to use a private phone for work obtain approval from {byodApproverRole} beforehand and protect the phone in the same way as a company phone. The approval is valid for {byodApprovalValidMonths}; to go on using the phone, a new approval is needed.',
      },
      actors: ['administrator', 'user'],
      cadence: { type: 'event', on: { ja: '私有の端末を初めて業務に使う前', en: 'before a private phone is first used for work' } },
      refs: [{ to: '8.20.g', why: { ja: '私有PCの社内接続', en: 'private computers on the internal network' } }],
      appliesWhen: ['issuesMobilePhones'],
      mechanisms: [
        privatePhone,
        devicesRegister,
        rule('私有携帯電話・スマートフォンの利用規則', 'Rule on private phones'),
        planned.check('私有端末の承認期限', 'Expiry of approvals of private phones'),
      ],
    },
    {
      id: '8.1.e',
      type: 'item',
      text: {
        ja: '利用者は、画面ののぞき見を防ぐため、操作をやめてから{screenLockMinutes}以内に起動するよう、ノートPCのスクリーンセーバーを設定する。元の画面に戻るときのパスワード入力は{screenLockPasswordRequired}。',
        en: 'To keep others from looking at the screen, users set the screen saver of their notebook computers to start within {screenLockMinutes} of the last input. Returning to the screen {screenLockPasswordRequired}.',
      },
      actors: ['user'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [rule('画面ロックの規則', 'Rule on screen lock'), screenLockCheck],
    },
    {
      id: '8.1.advice',
      type: 'advice',
      text: {
        ja: '情報セキュリティ委員会は、PCや携帯電話など、情報サービスの利用に用いるあらゆる種類の端末について、取扱いの規則を定めることが望ましい。',
        en: 'The information security committee should lay down rules for handling every kind of device used to reach information services, such as computers and phones.',
      },
      actors: ['committee'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [rule('端末の種類ごとの取扱い規則', 'Handling rules for each kind of device'), devicesRegister],
    },
  ],
});
