import { type Outcome, outsideWords, pauseAfterOutageMs } from '../outcome.ts';

/** A request as a channel makes it from its settings and a notice, without sending it. */
export interface HttpRequest {
  readonly url: string;
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

const timeoutMs = 20_000;
/** Chat services answer with a word or two; what is longer is cut off, not read. */
export const answerBytesMax = 16_384;
const retryAfterSecondsMax = 3600;

/** Errors of which it is sure that no request was heard. */
const unheard = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'EAI_FAIL']);

interface NetworkError extends Error {
  readonly code?: string;
  readonly syscall?: string;
  readonly errors?: readonly NetworkError[];
}

/**
 * Sends one request and judges the answer. Redirects are not followed: they would carry a secret to an address that nobody chose.
 * @param secrets must not stand in what is shown of the answer
 */
export async function post(
  request: HttpRequest,
  { secrets, signal }: { secrets: readonly string[]; signal?: AbortSignal },
): Promise<Outcome & { readonly answer?: HttpAnswer }> {
  const limits = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([limits, signal]) : limits,
    });
    const answer = { status: response.status, body: await readLimited(response) };
    return { ...judge(answer, response.headers.get('retry-after'), secrets), answer };
  } catch (error) {
    return judgeError(error as NetworkError, secrets);
  }
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (response.body === null) return '';
  try {
    for await (const chunk of response.body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= answerBytesMax) break; // leaving the loop cancels the rest
    }
  } catch {
    // The status line has come, and it alone decides; words that broke off are still shown.
  }
  return Buffer.concat(chunks).subarray(0, answerBytesMax).toString('utf8');
}

function judge({ status, body }: HttpAnswer, retryAfter: string | null, secrets: readonly string[]): Outcome {
  const words = outsideWords(`HTTP ${status} ${body}`, secrets);
  if (status >= 200 && status < 300) return { is: 'sent' };
  if (status === 429 || status === 503) return { is: 'later', problem: 'later', words, pauseMs: pauseOf(retryAfter) };
  if (status === 408 || status === 500) return { is: 'later', problem: 'later', words };
  // A gateway in between does not know either what became of the request.
  if (status === 502 || status === 504) return { is: 'uncertain', problem: 'no-answer', words };
  if (status === 401) return { is: 'never', problem: 'credentials', words };
  return { is: 'never', problem: 'refused', words };
}

function pauseOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, retryAfterSecondsMax) * 1000 : pauseAfterOutageMs;
}

function judgeError(error: NetworkError, secrets: readonly string[]): Outcome {
  const cause = (error.cause ?? error) as NetworkError;
  const causes = cause.errors ?? [cause];
  const words = outsideWords(causes.map((each) => each.message).join(' / '), secrets);
  if (causes.every((each) => unheard.has(each.code ?? '') || each.syscall === 'connect' || each.syscall === 'getaddrinfo'))
    return { is: 'later', problem: 'unreachable', words, pauseMs: pauseAfterOutageMs };
  if (causes.every((each) => /CERT|SSL|TLS|SELF_SIGNED|SIGNATURE/.test(each.code ?? '')))
    return { is: 'later', problem: 'tls', words, pauseMs: pauseAfterOutageMs };
  return { is: 'uncertain', problem: 'no-answer', words };
}

/** Cut to what a service takes, saying so by its end. Counted in UTF-16 units, never within a pair. */
export function cut(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const end = charsMax - 1;
  const code = text.charCodeAt(end - 1);
  return `${text.slice(0, code >= 0xd800 && code <= 0xdbff ? end - 1 : end)}…`;
}
