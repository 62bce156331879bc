import { isIP } from 'node:net';
import { checkServerIdentity, connect, type DetailedPeerCertificate, type SecureVersion, type TLSSocket } from 'node:tls';
import { addressOf, ProbeFailed } from './address.ts';

export const tlsVersions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
export type TlsVersion = (typeof tlsVersions)[number];

/** What one website showed. Nothing is asked of it: the connection ends with the handshake. */
export interface TlsSeen {
  /** Whether it takes each version; null where that could not be told. */
  readonly versions: Readonly<Record<TlsVersion, boolean | null>>;
  /** The cipher of its best version, in OpenSSL's words. */
  readonly cipher: string;
  readonly certificate: {
    readonly name: string;
    readonly issuer: string;
    readonly notBefore: string | null;
    readonly notAfter: string | null;
    /** Whether it was made for the name that was asked for. */
    readonly named: boolean;
    /** Whether it leads to an authority that this computer trusts; otherwise why not, in OpenSSL's words. */
    readonly trusted: boolean;
    readonly trustProblem: string;
    readonly key: { readonly algorithm: 'RSA' | 'EC' | 'other'; readonly bits: number | null };
  };
}

export interface TlsProbeOptions {
  readonly timeoutMs?: number;
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Authorities besides those that come with Node, for a company with one of its own. */
  readonly ca?: readonly string[];
}

const timeoutMsDefault = 10_000;
const textMax = 200;

/**
 * Looks at `host:port` by TLS: once with every version for the certificate, once for each version alone. Connects to the
 * one address that the name was resolved to, follows nothing and sends nothing. Throws `ProbeFailed` where no version works.
 */
export async function probeTls(host: string, port: number, options: TlsProbeOptions = {}): Promise<TlsSeen> {
  const ip = await addressOf(host, options.resolve);
  const best = await handshake(ip, host, port, 'TLSv1', 'TLSv1.3', options);
  const certificate = certificateOf(best, host);
  const cipher = best.getCipher()?.standardName ?? best.getCipher()?.name ?? '';
  best.destroy();
  const offered: [TlsVersion, boolean | null][] = [];
  // One after another: a small server must not take this for an attack.
  for (const version of tlsVersions) offered.push([version, await takes(ip, host, port, version, options)]);
  return { versions: Object.fromEntries(offered) as TlsSeen['versions'], cipher, certificate };
}

async function takes(ip: string, host: string, port: number, version: SecureVersion, options: TlsProbeOptions): Promise<boolean | null> {
  try {
    (await handshake(ip, host, port, version, version, options)).destroy();
    return true;
  } catch (error) {
    // Only the server's own refusal says no; a connection that broke says nothing.
    return error instanceof ProbeFailed && error.problem === 'tls' ? false : null;
  }
}

function handshake(
  ip: string,
  host: string,
  port: number,
  from: SecureVersion,
  to: SecureVersion,
  options: TlsProbeOptions,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const isName = isIP(host) === 0;
    const socket = connect({
      host: ip,
      port,
      minVersion: from,
      maxVersion: to,
      // At its own level OpenSSL would not even offer the old versions, and every server would seem to refuse them.
      ciphers: 'DEFAULT:@SECLEVEL=0',
      // The certificate is looked at, not relied upon: a bad one must be told, not end the look.
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      ...(isName && { servername: host }),
      ...(options.ca && { ca: [...options.ca] }),
    });
    const timer = setTimeout(() => socket.destroy(new ProbeFailed('timeout')), options.timeoutMs ?? timeoutMsDefault);
    const ended = () => clearTimeout(timer);
    socket.once('secureConnect', () => {
      ended();
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      ended();
      reject(failed(error));
    });
    socket.once('close', () => {
      ended();
      reject(new ProbeFailed('broken'));
    });
  });
}

function failed(error: NodeJS.ErrnoException): ProbeFailed {
  if (error instanceof ProbeFailed) return error;
  const code = error.code ?? '';
  if (code === 'ECONNREFUSED') return new ProbeFailed('refused');
  if (code === 'ETIMEDOUT') return new ProbeFailed('timeout');
  if (/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(code)) return new ProbeFailed('unreachable', code);
  if (/ALERT|PROTOCOL|SSL|HANDSHAKE/.test(code)) return new ProbeFailed('tls', code);
  return new ProbeFailed('broken', code);
}

function certificateOf(socket: TLSSocket, host: string): TlsSeen['certificate'] {
  const peer = socket.getPeerCertificate(true) as DetailedPeerCertificate & { asn1Curve?: string; nistCurve?: string };
  const date = (text: string | undefined) => (text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : null);
  const said = (of: { CN?: string | string[]; O?: string | string[] } | undefined) => String(of?.CN ?? of?.O ?? '').slice(0, textMax);
  const algorithm = peer.modulus !== undefined ? 'RSA' : peer.asn1Curve !== undefined || peer.nistCurve !== undefined ? 'EC' : 'other';
  return {
    name: said(peer.subject),
    issuer: said(peer.issuer),
    notBefore: date(peer.valid_from),
    notAfter: date(peer.valid_to),
    named: peer.raw !== undefined && checkServerIdentity(host, peer) === undefined,
    trusted: socket.authorized,
    trustProblem: socket.authorized ? '' : String(socket.authorizationError ?? 'unknown').slice(0, textMax),
    key: { algorithm, bits: typeof peer.bits === 'number' ? peer.bits : null },
  };
}
