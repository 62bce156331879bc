import { choiceParam, listParam, numberParam } from '../../mechanism/param.ts';

export const certExpiryWarnDays = numberParam({
  id: 'certExpiryWarnDays',
  title: { ja: '証明書の期限切れを知らせる日数', en: 'Warning before a certificate expires' },
  origin: 'company',
  default: 30,
  min: 1,
  max: 180,
  unit: { ja: '日', en: 'days' },
  stricter: 'higher',
});
export const keyRotationInterval = numberParam({
  id: 'keyRotationInterval',
  title: { ja: '暗号鍵の更新の間隔', en: 'Interval at which keys are replaced' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 60,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: {
    ja: '手本に期間の定めはありません。証明書の更新に合わせて鍵も作り直すと漏れがありません。',
    en: 'The guideline fixes no period. Making a new key at each certificate renewal is the easy way.',
  },
});
export const minTlsVersion = choiceParam({
  id: 'minTlsVersion',
  title: { ja: '認めるTLSの最低の版', en: 'Oldest TLS version allowed' },
  origin: 'company',
  default: 'TLS1.2',
  options: { 'TLS1.2': { ja: 'TLS 1.2', en: 'TLS 1.2' }, 'TLS1.3': { ja: 'TLS 1.3', en: 'TLS 1.3' } },
  hint: {
    ja: '手本に版の定めはありません。TLS 1.3だけにすると、古い端末からつながらないことがあります。',
    en: 'The guideline names no version. With TLS 1.3 alone, old devices may fail to connect.',
  },
});
export const companyWebsites = listParam({
  id: 'companyWebsites',
  title: { ja: '自社のWebサイト', en: 'Websites of the company' },
  origin: 'company',
  default: [],
  maxItems: 50,
  maxItemChars: 260,
  itemPattern: /^[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?)*(:\d{1,5})?$/,
  whenEmpty: { ja: '未登録', en: 'none listed yet' },
  hint: {
    ja: '「www.example.co.jp」のようにホスト名を挙げます(443番でないときは「:8443」を付けます)。このサーバが1時間ごとに、挙げたホストだけにTLSで接続して確かめます。',
    en: 'Host names such as www.example.co.jp (with :8443 where the port is not 443). Each hour this server connects by TLS to the hosts named here, and to no other.',
  },
});
export const minRsaBits = numberParam({
  id: 'minRsaBits',
  title: { ja: 'RSA鍵の最短の長さ', en: 'Shortest RSA key allowed' },
  origin: 'company',
  default: 2048,
  min: 2048,
  max: 8192,
  unit: { ja: 'ビット', en: 'bits' },
  stricter: 'higher',
  hint: {
    ja: '手本に長さの定めはありません。2048ビットより短い鍵は、国内外の基準で使えません。',
    en: 'The guideline fixes no length. Shorter keys than 2048 bits are ruled out by every current standard.',
  },
});
