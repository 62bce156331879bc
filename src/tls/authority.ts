import 'reflect-metadata';
import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import type { Clock } from '../base/clock.ts';

/** ECDSA P-256: a handshake costs two thirds of an RSA one, and the agent opens a new connection for every call. */
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 86_400_000;
const authorityDays = 3650;
/** Clients refuse leaf certificates that live longer. */
const serverDays = 397;
const renewDaysBefore = 30;

export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
  /** The certificate of the company's own authority, which agents and browsers are told to trust. */
  readonly authority: string;
  readonly fingerprint: string;
  readonly notAfter: Date;
}

/**
 * The company's own certificate authority and the server's certificate, made at the first start and renewed 30 days
 * before their end or when the names change. Private keys are 0600 in the folder.
 */
export async function serverCertificate(folder: string, names: readonly string[], clock: Clock): Promise<ServerCertificate> {
  x509.cryptoProvider.set(webcrypto as never);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = await authorityOf(folder, clock);
  const files = { key: join(folder, 'server-key.pem'), certificate: join(folder, 'server.pem') };
  if (!existsSync(files.key) || !existsSync(files.certificate) || !isGood(files, authority.certificate, names, clock)) {
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const now = clock.now();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: 'CN=Tejun server',
      issuer: authority.certificate.subject,
      notBefore: new Date(now.getTime() - day),
      notAfter: new Date(now.getTime() + serverDays * day),
      publicKey: keys.publicKey as never,
      signingKey: authority.key as never,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(names.map((name) => ({ type: isIP(name) ? 'ip' : 'dns', value: name }) as const)),
      ],
    });
    writeSecret(files.key, await pemOf(keys.privateKey));
    writeFileSync(files.certificate, `${certificate.toString('pem')}\n`, { mode: 0o644 });
  }
  const certificate = readFileSync(files.certificate, 'utf8');
  const read = new X509Certificate(certificate);
  return {
    key: readFileSync(files.key, 'utf8'),
    certificate,
    authority: readFileSync(join(folder, 'ca.pem'), 'utf8'),
    fingerprint: read.fingerprint256,
    notAfter: new Date(read.validTo),
  };
}

async function authorityOf(folder: string, clock: Clock) {
  const files = { key: join(folder, 'ca-key.pem'), certificate: join(folder, 'ca.pem') };
  if (!existsSync(files.key) || !existsSync(files.certificate)) {
    const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
    const now = clock.now();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: serial(),
      name: 'CN=Tejun authority',
      notBefore: new Date(now.getTime() - day),
      notAfter: new Date(now.getTime() + authorityDays * day),
      keys: keys as never,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      ],
    });
    writeSecret(files.key, await pemOf(keys.privateKey));
    writeFileSync(files.certificate, `${certificate.toString('pem')}\n`, { mode: 0o644 });
  }
  const key = await webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(readFileSync(files.key, 'utf8')), algorithm, false, [
    'sign',
  ]);
  return { key, certificate: new x509.X509Certificate(readFileSync(files.certificate, 'utf8')) };
}

/** Good for a while yet, for all names, of this authority, and of this key: a start that was cut short can leave half a pair. */
function isGood(
  files: { key: string; certificate: string },
  authority: x509.X509Certificate,
  names: readonly string[],
  clock: Clock,
): boolean {
  const certificate = new X509Certificate(readFileSync(files.certificate, 'utf8'));
  if (!certificate.verify(new X509Certificate(authority.toString('pem')).publicKey)) return false;
  if (!certificate.checkPrivateKey(createPrivateKey(readFileSync(files.key)))) return false;
  if (new Date(certificate.validTo).getTime() - clock.now().getTime() < renewDaysBefore * day) return false;
  return names.every((name) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined);
}

const pemOf = async (key: webcrypto.CryptoKey): Promise<string> =>
  `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;

const serial = (): string =>
  Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)))
    .toString('hex')
    .replace(/^[89a-f]/, '7');

function writeSecret(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}
