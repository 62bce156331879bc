import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { exitCodes, Stop } from './command.ts';
import type { Credential } from './http.ts';
import type { Server } from './server.ts';

/** Who signs in. The code is asked for only once the password was accepted. */
export interface SignIn {
  readonly login: string;
  password(): Promise<string>;
  code(): Promise<string>;
}

/** A session of a person's own account, as a browser would have one. */
export interface Session extends Pick<Server, 'get' | 'send'> {
  /** Signs out. */
  end(): Promise<void>;
}

const begun = z.object({ factors: z.array(z.string()) });
const done = z.object({ ok: z.literal(true) });

/**
 * Password, then the code of the authenticator app, over the same routes as the browser. The proof is fresh, so that what needs one is
 * open for five minutes; the secrets are held in memory only. Throws Stop where either is refused, and where there is no such app.
 */
export async function signIn(base: URL, by: SignIn, ask: (credential: Credential) => Pick<Server, 'get' | 'send'>): Promise<Session> {
  const server = ask(cookieJar(base.origin));
  const { factors } = await server.send('POST', '/api/sign-in', { login: by.login, password: await by.password() }, begun);
  if (!factors.includes('totp'))
    throw new Stop(
      exitCodes.notWell,
      { ja: 'この利用者には認証アプリがありません。', en: 'This account has no authenticator app.' },
      {
        ja: '画面でサインインして決定してください(パスキーはブラウザーでだけ使えます)。',
        en: 'Decide on the screens: passkeys work in browsers only.',
      },
    );
  await server.send('POST', '/api/sign-in/totp', { code: (await by.code()).replaceAll(/\s/g, '') }, done);
  return { ...server, end: async () => void (await server.send('POST', '/api/sign-out', {}, done)) };
}

/** Keeps cookies for as long as the command runs. A request that changes something says where it comes from, as a page would. */
function cookieJar(origin: string): Credential {
  const cookies = new Map<string, string>();
  return {
    headers: () => ({
      origin,
      ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
    }),
    answered: (answer: IncomingMessage) => {
      for (const line of answer.headers['set-cookie'] ?? []) {
        const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
        if (name === undefined || value === undefined) continue;
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
    },
  };
}
