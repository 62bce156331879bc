import { saidList } from '../../base/text.ts';
import { webProxy } from '../../facts/web-proxy.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { designatedProxies } from './params.ts';

/** «http=proxy:8080;https=proxy:8080» → its servers, without scheme and trailing slash. */
const serversOf = (proxy: string): string[] =>
  proxy
    .split(/[;\s]+/)
    .map((item) => item.replace(/^[a-z]+=/i, ''))
    .map(form)
    .filter((item) => item !== '');
const form = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');

/** The web is reached through the company's own filter, and through no proxy that somebody else put in. */
export const designatedProxyCheck = defineCheck({
  id: 'network/designated-proxy',
  title: { ja: '指定プロキシの使用', en: 'Use of the designated proxy' },
  reads: webProxy,
  params: { designatedProxies },
  freshness: 'settings',
  classes: ['client'],
  platforms: { windows: 'judged' },
  remedy: {
    windows: {
      ja: '「設定 > ネットワークとインターネット > プロキシ」で、会社の指定のとおりに設定してください。覚えのないプロキシは、マルウェアが入れたおそれがあるため、全ファイル検査も行ってください。',
      en: 'Set it as the company asks under Settings > Network & internet > Proxy. A proxy that nobody knows may come from malware: run a full scan as well.',
    },
  },
  caveat: {
    ja: 'サインイン中の利用者のWindowsの設定だけを見ます。ブラウザ独自の設定、および自動検出(WPAD)は見えません。',
    en: 'Only the Windows settings of users who are signed in are seen, not those of a browser’s own, nor automatic detection (WPAD).',
  },
  judge({ body }, { designatedProxies: list }) {
    const designated = new Set(list.map(form));
    const named = (users: typeof body.users) =>
      saidList(
        users.map(({ user, proxy, script }) =>
          [user === '*' ? '端末全体 / whole device' : user, script ?? proxy].filter(Boolean).join(': '),
        ),
      );
    const strange = body.users.filter(
      ({ proxy, script }) =>
        (proxy !== null && serversOf(proxy).some((server) => !designated.has(server))) ||
        (script !== null && !designated.has(form(script))),
    );
    if (strange.length > 0) {
      return fail(
        `指定していないプロキシが設定されています:${named(strange).ja}`,
        `A proxy is set that is not designated: ${named(strange).en}`,
      );
    }
    const unread = body.users.filter(({ readable }) => !readable);
    if (unread.length > 0 || body.users.length === 0) {
      return unknown(
        `プロキシの設定を読めない利用者がいます:${named(unread).ja}`,
        `The proxy settings cannot be read: ${named(unread).en}`,
      );
    }
    const without = body.users.filter(({ proxy, script }) => proxy === null && script === null);
    if (list.length > 0 && without.length > 0) {
      return fail(
        `指定のプロキシを使わない利用者がいます:${named(without).ja}`,
        `Users without the designated proxy: ${named(without).en}`,
      );
    }
    return list.length > 0
      ? pass(`指定のプロキシを使っています:${named(body.users).ja}`, `The designated proxy is used: ${named(body.users).en}`)
      : pass('プロキシは設定されていません(社内では用いません)。', 'No proxy is set (the company uses none).');
  },
});
