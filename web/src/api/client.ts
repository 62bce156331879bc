import { ApiError } from './api-error.ts';

export { ApiError } from './api-error.ts';

/** Asks the person for the second factor; resolves to true once it is proven, false when the person gives up. */
type StepUp = () => Promise<boolean>;
let stepUp: StepUp = async () => false;
let signedOut: () => void = () => {};

/** The shell hands in what the client cannot do itself: ask a person, and leave for the sign-in screen. */
export function connectClient(handlers: { stepUp: StepUp; signedOut: () => void }): void {
  stepUp = handlers.stepUp;
  signedOut = handlers.signedOut;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function send(method: Method, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? { accept: 'application/json' } : { accept: 'application/json', 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  }).catch((cause: unknown) => {
    throw new ApiError('offline', 0, {}, String(cause));
  });
  if (response.ok) return response;
  throw await faultOf(response);
}

async function faultOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as { error?: string; message?: string; params?: ApiError['params'] } | null;
  const code = body?.error ?? (response.status >= 500 ? 'internal' : 'bad-request');
  return new ApiError(code, response.status, body?.params ?? {}, body?.message);
}

/** Sends the bytes of a file; where the server wants the second factor first, asks for it in place and sends once more. */
export async function sendFile<T>(path: string, file: Blob): Promise<T> {
  const bytes = await file.arrayBuffer();
  const once = async () => {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
      body: bytes,
    }).catch((cause: unknown) => {
      throw new ApiError('offline', 0, {}, String(cause));
    });
    if (response.ok) return (await response.json()) as T;
    throw await faultOf(response);
  };
  try {
    return await once();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'not-signed-in') signedOut();
    if (error.code !== 'step-up-required') throw error;
    if (!(await stepUp())) throw new ApiError('step-up-cancelled', 401);
    return once();
  }
}

/** Sends, and where the server wants the second factor first, asks for it in place and sends once more. */
async function sendProven(method: Method, path: string, body?: unknown): Promise<Response> {
  try {
    return await send(method, path, body);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'not-signed-in') signedOut();
    if (error.code !== 'step-up-required') throw error;
    if (!(await stepUp())) throw new ApiError('step-up-cancelled', 401);
    return send(method, path, body);
  }
}

export async function get<T>(path: string): Promise<T> {
  const response = await sendProven('GET', path);
  return (await response.json()) as T;
}

/** A request that changes something. It always carries a JSON body: the server refuses other content types. */
export async function change<T>(method: Exclude<Method, 'GET'>, path: string, body: unknown = {}): Promise<T> {
  const response = await sendProven(method, path, body);
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

/** Fetches a file and hands it to the browser under the name that the server gives it. Returns that name. */
export async function download(method: 'GET' | 'POST', path: string, fallbackName: string, body?: unknown): Promise<string> {
  const response = await sendProven(method, path, method === 'POST' ? (body ?? {}) : undefined);
  const name = namedIn(response.headers.get('content-disposition') ?? '') ?? fallbackName;
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the bytes once the click has been handled; a minute is generous.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return name;
}

/** The name of a file: where the server also says it in UTF-8 (RFC 6266), that one, because a Japanese name does not fit the other. */
function namedIn(disposition: string): string | undefined {
  const wide = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (wide !== undefined && /^(?:[^%]|%[0-9a-f]{2})+$/i.test(wide)) return decodeURIComponent(wide);
  return /filename="?([^";]+)"?/.exec(disposition)?.[1];
}

/** `?a=1&b=2` without the empty ones. */
export function queryOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== undefined && value !== '') params.set(key, String(value));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
