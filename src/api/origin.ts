import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { Fault } from '../base/fault.ts';
import { isReading } from './access.ts';

/** The address people type, where it is configured: `https://tejun.example.co.jp`. */
export interface OriginConfig {
  readonly publicUrl?: string | undefined;
  /** Names that stand in this server's own certificate. */
  readonly ownNames?: readonly string[] | undefined;
}

/** A name under which a browser may know this server, with the origin that it will then send. */
interface OwnAddress {
  readonly origin: string;
  readonly hostname: string;
}

/**
 * The address this request was sent to, if it is one of ours: the configured one, a name of our
 * own certificate, localhost, or a bare IP address. Any
 * other name is refused, so that a stranger's name that is made to resolve to us (DNS rebinding) is not "same origin".
 */
function ownAddress(request: FastifyRequest, { publicUrl, ownNames = [] }: OriginConfig): OwnAddress | null {
  const sent = parsed(`${request.protocol}://${request.host}`);
  if (sent === null) return null;
  if (publicUrl !== undefined && parsed(publicUrl)?.host === sent.host)
    return { origin: new URL(publicUrl).origin, hostname: sent.hostname };
  if (sent.hostname === 'localhost' || isAddress(sent.hostname) || ownNames.includes(sent.hostname))
    return { origin: sent.origin, hostname: sent.hostname };
  return null;
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

const isAddress = (hostname: string): boolean => isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;

/**
 * A request that changes something must come from our own pages. Browsers say where it comes from (Origin,
 * Sec-Fetch-Site); the body must be JSON, a file as application/octet-stream or a protocol buffer, none of which a plain form can send. A bearer
 * token is never sent by itself, so a request that carries one needs no such proof.
 */
export function refuseForeignOrigin(request: FastifyRequest, config: OriginConfig): void {
  if (isReading(request.method)) return;
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  if (request.method !== 'DELETE' || (hasBody && request.headers['content-length'] !== '0')) {
    const type = request.headers['content-type'] ?? '';
    if (!/^application\/(json|octet-stream|x-protobuf)\s*(;|$)/i.test(type))
      throw new Fault('csrf-refused', { expected: 'content-type: application/json' });
  }
  if (request.headers.authorization !== undefined && request.headers.cookie === undefined) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw new Fault('csrf-refused', { site: String(site) });
  const own = ownAddress(request, config);
  if (own === null) throw new Fault('csrf-refused', { host: request.host });
  const { origin } = request.headers;
  if (origin === undefined ? site === undefined : origin !== own.origin)
    throw new Fault('csrf-refused', { expected: `origin: ${own.origin}` });
}

/** Under which name passkeys are made here, or null where browsers allow none: at a bare IP address, or without HTTPS. */
export function passkeyPlace(request: FastifyRequest, config: OriginConfig): { readonly rpId: string; readonly origin: string } | null {
  const own = ownAddress(request, config);
  if (own === null || isAddress(own.hostname)) return null;
  const secure = own.origin.startsWith('https:') || own.hostname === 'localhost' || own.hostname.endsWith('.localhost');
  return secure ? { rpId: own.hostname, origin: own.origin } : null;
}
