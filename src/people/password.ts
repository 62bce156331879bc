import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Fault } from '../base/fault.ts';

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 passes, 1 lane. About 30 ms on a small server. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;
const saltBytes = 16;
export const passwordCharsMin = 12;
export const passwordCharsMax = 128;
/** Each takes 19 MiB and a thread of the pool of four; the others wait in line, and a long line is sent away. */
const atOnceMax = 2;
const waitingMax = 40;

const argon2id = promisify(argon2);
let running = 0;
const waiting: (() => void)[] = [];

/** One spelling for one password: the same keys give the same bytes on every system (ｱ, ア; é composed or not). */
const spelt = (password: string): string => password.normalize('NFKC');

/** `argon2id$m=19456,t=2,p=1$salt$hash`, base64url. The parameters travel with it, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, cost);
  return `argon2id$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** Compared against where there is no account: the same work, and never equal. */
const nobodysHash = `argon2id$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${randomBytes(saltBytes).toString('base64url')}$${randomBytes(tagLength).toString('base64url')}`;

/** Takes the same time whether the account exists (`stored` null) or not. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = /^argon2id\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored ?? nobodysHash);
  if (match === null) throw new Fault('internal', { problem: 'a stored password has an unknown form' });
  const [, memory, passes, parallelism, salt, hash] = match;
  const expected = Buffer.from(hash!, 'base64url');
  const given = await derive(password, Buffer.from(salt!, 'base64url'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return given.length === expected.length && timingSafeEqual(given, expected) && stored !== null;
}

async function derive(
  password: string,
  nonce: Buffer,
  parameters: { memory: number; passes: number; parallelism: number },
): Promise<Buffer> {
  if (running >= atOnceMax) {
    if (waiting.length >= waitingMax) throw new Fault('too-many-attempts', { retryAfterSeconds: 2 });
    // The one who finishes hands its place over, so `running` is not counted again.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await argon2id('argon2id', { message: spelt(password), nonce, tagLength, ...parameters });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Roots of the passwords that are tried first everywhere; what remains after them must stand by itself. */
const guessedFirst =
  /p[a4@][s5$]{2}(w[o0]rd)?|qwert[yz]?|asdf(gh)?|zxcv|1q2w3e|letmein|welc[o0]me|iloveyou|dragon|monkey|football|baseball|sunshine|princess|trustn[o0]1|secret|changeme|[a4@]dmin(istrator)?|security|tejun|sakura|doraemon|pokemon|(19|20)\d\d/g;
const runs = 'abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm 98765432109';

/**
 * Length first, no rules of composition (NIST SP 800-63B-4, 3.1.1.2). What is refused beyond length is what a guesser
 * tries first: the person's own name, the famous passwords, keyboard runs and repetitions. Throws `password-too-weak`.
 */
export function refuseWeakPassword(password: string, about: { readonly name: string; readonly login: string }): void {
  const text = spelt(password);
  const length = [...text].length;
  if (length < passwordCharsMin) throw new Fault('password-too-weak', { why: 'short', charsMin: passwordCharsMin });
  if (length > passwordCharsMax) throw new Fault('password-too-weak', { why: 'long', charsMax: passwordCharsMax });
  let rest = text.toLowerCase();
  const own = [about.name, about.login, ...about.login.split(/[@.]/), ...about.name.split(/\s+/)].map((part) => spelt(part).toLowerCase());
  for (const part of own.filter((each) => [...each].length >= 3)) rest = rest.replaceAll(part, '');
  rest = withoutRuns(rest.replace(guessedFirst, ''));
  if (new Set(rest).size < 5 || [...rest].length < 6) throw new Fault('password-too-weak', { why: 'guessable' });
}

/** Four and more neighbours (abcd, 4567) count as nothing. */
function withoutRuns(text: string): string {
  let left = text;
  for (let start = 0; start + 4 <= left.length; ) {
    let length = 4;
    if (!runs.includes(left.slice(start, start + length))) {
      start += 1;
      continue;
    }
    while (start + length < left.length && runs.includes(left.slice(start, start + length + 1))) length += 1;
    left = left.slice(0, start) + left.slice(start + length);
  }
  return left;
}
