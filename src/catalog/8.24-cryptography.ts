import { planned } from '../mechanism/citation.ts';
import { booleanParam, choiceParam } from '../mechanism/param.ts';
import { rule } from '../mechanism/rule.ts';
import { accessPointPassword } from '../practices/cryptography/access-point-password.duty.ts';
import { certificateExpiry } from '../practices/cryptography/certificate-expiry.check.ts';
import { certificateRenewal } from '../practices/cryptography/certificate-renewal.duty.ts';
import { certificateStrength } from '../practices/cryptography/certificate-strength.check.ts';
import { keyFileMode } from '../practices/cryptography/key-file-mode.check.ts';
import { keyRotation } from '../practices/cryptography/key-rotation.duty.ts';
import { keysRegister } from '../practices/cryptography/keys.register.ts';
import { oldProtocolsOff } from '../practices/cryptography/old-protocols.check.ts';
import { certExpiryWarnDays, companyWebsites, keyRotationInterval, minRsaBits, minTlsVersion } from '../practices/cryptography/params.ts';
import { cryptographyPolicyReview } from '../practices/cryptography/policy-review.duty.ts';
import { privateKeysProtected } from '../practices/cryptography/private-keys-protected.check.ts';
import { websitesLook } from '../practices/cryptography/websites.tool.ts';
import { wlanModes } from '../practices/endpoint/params.ts';
import { wirelessEncryption } from '../practices/endpoint/wireless-encryption.check.ts';
import { wirelessNetworksCheck } from '../practices/endpoint/wireless-networks.check.ts';
import { informationAssetsRegister } from '../practices/information/assets.register.ts';
import { networkDiagramsRegister } from '../practices/network/diagrams.register.ts';
import { rolesRegister } from '../practices/organisation/roles.register.ts';
import { privilegesRegister } from '../practices/privileged-access/privileges.register.ts';
import { defineControl } from './control.ts';

const httpsOnly = booleanParam({
  id: 'httpsOnly',
  title: { ja: '自社Webサイトの常時HTTPS', en: 'HTTPS only on our websites' },
  origin: 'fixed',
  default: true,
  says: {
    true: { ja: '受け付けずにHTTPSへ転送する', en: 'is not served but redirected to HTTPS' },
    false: { ja: 'HTTPSと併用してよい', en: 'may be served as well' },
  },
});
const privateKeyFileMode = choiceParam({
  id: 'privateKeyFileMode',
  title: { ja: '秘密鍵ファイルのアクセス権', en: 'Access rights of private key files' },
  origin: 'company',
  default: '0600',
  options: {
    '0400': { ja: '0400(所有者の読取りのみ)', en: '0400 (read by the owner only)' },
    '0600': { ja: '0600(所有者の読み書きのみ)', en: '0600 (read and written by the owner only)' },
    '0640': { ja: '0640(所有者の読み書きと指定グループの読取りのみ)', en: '0640 (the owner, and reading by one named group)' },
  },
  hint: {
    ja: '手本に定めはありません。Webサーバが別のグループで鍵を読む構成のときだけ0640を選びます。',
    en: 'The guideline fixes nothing. Choose 0640 only where the web server reads the key through a group.',
  },
});
const apAdminAllowedRoles = choiceParam({
  id: 'apAdminAllowedRoles',
  title: { ja: '無線アクセスポイントの管理画面を使える者', en: 'Who may open the access point’s administration page' },
  origin: 'fixed',
  default: 'administrator',
  options: {
    administrator: { ja: '情報システム管理者', en: 'the information system administrator' },
    administratorAndDeputy: { ja: '情報システム管理者及びその代行者', en: 'the information system administrator and the deputy' },
  },
});
const apPasswordChangeInterval = choiceParam({
  id: 'apPasswordChangeInterval',
  title: { ja: '無線アクセスポイントの管理用パスワードの変更時期', en: 'When the access point’s administration password is changed' },
  origin: 'company',
  default: 'onStaffChange',
  options: {
    onStaffChange: { ja: 'それを知る者の異動・退職の都度', en: 'whenever somebody who knows it moves or leaves' },
    yearly: {
      ja: '少なくとも1年に1回、及びそれを知る者の異動・退職の都度',
      en: 'at least once a year and whenever somebody who knows it moves or leaves',
    },
    halfYearly: {
      ja: '少なくとも半年に1回、及びそれを知る者の異動・退職の都度',
      en: 'at least every six months and whenever somebody who knows it moves or leaves',
    },
  },
  hint: { ja: '手本に定めはありません。', en: 'The guideline does not fix this.' },
});
const allowedCiphers = choiceParam({
  id: 'allowedCiphers',
  title: { ja: '使用する暗号方式', en: 'Ciphers to be used' },
  origin: 'company',
  default: 'cryptrec',
  options: {
    cryptrec: { ja: 'CRYPTRECの電子政府推奨暗号リストに載る方式', en: 'those on the CRYPTREC e-Government Recommended Ciphers List' },
    nist: { ja: '米国NISTが承認する方式', en: 'those approved by NIST of the United States' },
    either: {
      ja: 'CRYPTRECの電子政府推奨暗号リストに載る方式又は米国NISTが承認する方式',
      en: 'those on the CRYPTREC e-Government Recommended Ciphers List or approved by NIST',
    },
  },
  hint: {
    ja: '手本に方式の定めはありません。国内ではCRYPTRECのリストが目安になります。',
    en: 'The guideline names none. In Japan the CRYPTREC list is the usual yardstick.',
  },
});
const cryptoManagerAppointed = booleanParam({
  id: 'cryptoManagerAppointed',
  title: { ja: '暗号の管理責任者', en: 'Person responsible for cryptography' },
  origin: 'fixed',
  default: true,
  says: {
    true: { ja: '任命し、交代のときは速やかに後任を定める', en: 'is appointed, and a successor is named without delay on any change' },
    false: { ja: '任命しなくてもよい', en: 'need not be appointed' },
  },
});

const cryptoPolicy = rule('暗号利用方針', 'Cryptography policy');

export const cryptography = defineControl({
  id: '8.24',
  title: { ja: '暗号の使用', en: 'Use of cryptography' },
  purpose: {
    ja: '通信とデータを適切な暗号で守り、鍵と証明書を責任をもって管理する。',
    en: 'To protect traffic and data with sound cryptography, and to keep keys and certificates in responsible hands.',
  },
  params: [
    minTlsVersion,
    httpsOnly,
    certExpiryWarnDays,
    wlanModes,
    companyWebsites,
    minRsaBits,
    privateKeyFileMode,
    apAdminAllowedRoles,
    apPasswordChangeInterval,
    allowedCiphers,
    keyRotationInterval,
    cryptoManagerAppointed,
  ],
  clauses: [
    {
      id: '8.24.a',
      type: 'item',
      heading: true,
      text: {
        ja: '情報システム管理者は、暗号の利用について次の規則を適用する。',
        en: 'The information system administrator applies the following rules to the use of cryptography.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [cryptoPolicy],
    },
    {
      id: '8.24.a.1',
      type: 'sub',
      text: {
        ja: '情報システム管理者は、自社のWebサイトとの通信をTLSにより暗号化する。用いる版は{minTlsVersion}以降とし、それより古い版及びSSLは用いない。暗号化しない通信(HTTP)は、{httpsOnly}。証明書は、有効期限の{certExpiryWarnDays}前から警告を出し、期限が切れる前に更新する。対象のWebサイトは、次のとおりとする:{companyWebsites}。',
        en: 'The information system administrator encrypts traffic with the company’s websites by TLS. {minTlsVersion} or later is used; older versions and SSL are not. Unencrypted traffic (HTTP) {httpsOnly}. A warning is given from {certExpiryWarnDays} before a certificate expires, and the certificate is renewed before it does. The websites: {companyWebsites}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      appliesWhen: ['hasPublicWebsite'],
      mechanisms: [oldProtocolsOff, websitesLook, keysRegister],
    },
    {
      id: '8.24.a.2',
      type: 'sub',
      text: {
        ja: '情報システム管理者は、社内の無線LANを暗号化し、脆弱性が報告されていない方式に限って用いる。認める方式は、{acceptableWlanModes}とする。',
        en: 'The information system administrator encrypts the company’s wireless LAN, using only standards for which no vulnerability has been reported. Standards allowed: {acceptableWlanModes}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [{ to: '8.20.h', why: { ja: '無線LANの承認と認証', en: 'Approval and authentication of wireless LAN' } }],
      appliesWhen: ['hasWirelessLan'],
      mechanisms: [wirelessNetworksCheck, wirelessEncryption, keysRegister, networkDiagramsRegister],
    },
    {
      id: '8.24.b',
      type: 'item',
      heading: true,
      text: {
        ja: '情報システム管理者は、鍵を次のとおり管理する。',
        en: 'The information system administrator manages keys as follows.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [cryptoPolicy],
    },
    {
      id: '8.24.b.1',
      type: 'sub',
      text: {
        ja: '情報システム管理者は、証明書の秘密鍵を適切に管理する。秘密鍵のファイルのアクセス権は、{privateKeyFileMode}かそれより厳しいものとする。',
        en: 'The information system administrator manages the private keys of certificates properly. The access rights of a private key file are {privateKeyFileMode} or stricter.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [keysRegister, privateKeysProtected, keyFileMode, certificateExpiry, certificateStrength, certificateRenewal],
    },
    {
      id: '8.24.b.2',
      type: 'sub',
      text: {
        ja: '無線アクセスポイントの管理画面には、{apAdminAllowedRoles}だけがアクセスできるようにする。情報システム管理者は、その管理用パスワードを厳重に管理し、{apPasswordChangeInterval}変更する。',
        en: 'Only {apAdminAllowedRoles} can reach the administration page of a wireless access point. The information system administrator keeps its password strictly secret and changes it {apPasswordChangeInterval}.',
      },
      actors: ['administrator'],
      cadence: { type: 'continuous' },
      refs: [],
      appliesWhen: ['hasWirelessLan'],
      mechanisms: [
        planned.check('無線アクセスポイント管理画面への到達の点検', 'Check that the access point’s administration page cannot be reached'),
        keysRegister,
        accessPointPassword,
        networkDiagramsRegister,
        privilegesRegister,
      ],
    },
    {
      id: '8.24.c',
      type: 'item',
      heading: true,
      text: {
        ja: '情報セキュリティ委員会は、重要なデータの暗号化について次の四つの事項を定める。',
        en: 'For the encryption of important data, the information security committee settles the following four matters.',
      },
      actors: ['committee'],
      cadence: { type: 'continuous' },
      refs: [],
      mechanisms: [cryptoPolicy, keysRegister],
    },
    {
      id: '8.24.c.1',
      type: 'sub',
      text: {
        ja: '情報セキュリティ委員会は、情報システム管理者とともに、暗号化するデータを選定する。',
        en: 'The information security committee, together with the information system administrator, selects the data to be encrypted.',
      },
      actors: ['committee', 'administrator'],
      cadence: { type: 'once' },
      refs: [{ to: '8.12.a', why: { ja: '情報の分類', en: 'Classification of information' } }],
      mechanisms: [informationAssetsRegister, keysRegister],
    },
    {
      id: '8.24.c.2',
      type: 'sub',
      text: {
        ja: '情報システム管理者は、使用する暗号方式を決定する。使用できるのは、{allowedCiphers}とする。RSAの鍵は{minRsaBits}以上とする。',
        en: 'The information system administrator decides which ciphers are used. Ciphers that may be chosen are {allowedCiphers}. RSA keys have at least {minRsaBits}.',
      },
      actors: ['administrator'],
      cadence: { type: 'once' },
      refs: [],
      mechanisms: [
        cryptoPolicy,
        certificateStrength,
        oldProtocolsOff,
        planned.check('使用中の暗号方式の点検', 'Check of the ciphers in use'),
      ],
    },
    {
      id: '8.24.c.3',
      type: 'sub',
      text: {
        ja: '情報システム管理者は、鍵の生成から保管、更新、失効及び廃棄までのライフサイクルに関する方針を定め、情報セキュリティ委員会の承認を得る。鍵は、少なくとも{keyRotationInterval}ごとに更新する。',
        en: 'The information system administrator sets a policy for the life cycle of keys, from generation through storage, replacement and revocation to destruction, and has it approved by the information security committee. Keys are replaced at least every {keyRotationInterval}.',
      },
      actors: ['administrator', 'committee'],
      cadence: { type: 'periodic', param: 'keyRotationInterval' },
      refs: [],
      mechanisms: [rule('鍵のライフサイクル方針', 'Key life cycle policy'), keyRotation, keysRegister],
    },
    {
      id: '8.24.c.4',
      type: 'sub',
      text: {
        ja: '情報セキュリティ委員会は、暗号の管理責任者を{cryptoManagerAppointed}。',
        en: 'On the decision of the information security committee, a person responsible for the management of cryptography {cryptoManagerAppointed}.',
      },
      actors: ['committee'],
      cadence: { type: 'event', on: { ja: '体制の発足、責任者の交代', en: 'Start of the organisation, change of the person' } },
      refs: [],
      mechanisms: [rolesRegister, keysRegister],
    },
    {
      id: '8.24.advice',
      type: 'advice',
      text: {
        ja: '情報セキュリティ委員会は、法令、規制及び契約の要求事項を考慮し、情報の機密性、真正性及び完全性を守るための暗号が適切かつ有効に使われていることを、年に1回確かめることが望ましい。',
        en: 'Taking account of law, regulation and contracts, the information security committee should confirm once a year that cryptography is used properly and effectively to protect the confidentiality, authenticity and integrity of information.',
      },
      actors: ['committee'],
      cadence: { type: 'periodic', everyMonths: 12 },
      refs: [],
      mechanisms: [cryptographyPolicyReview, cryptoPolicy],
    },
  ],
});
