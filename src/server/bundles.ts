import type { Clock } from '../base/clock.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { type Bundle, holdBundles, insertBundle } from '../devices/index.ts';
import type { Platform } from '../facts/kind.ts';
import { append } from '../ledger/index.ts';
import { contentDigest, signedBundle } from '../sources/osquery/bundle.ts';
import type { BundleKey } from '../sources/osquery/bundle-signature.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly key: BundleKey;
  readonly tlsHost: string;
  readonly authority: string;
  readonly secret: () => { readonly text: string; readonly generation: number };
}

/**
 * Hands out the bundle of a platform. The same content with the same secret is the same version; anything else is the next one. Each
 * time it is handed out stands in the ledger, with the digest of its signed list of files.
 */
export function bundleMaker({ pool, clock, key, tlsHost, authority, secret }: Wiring) {
  return (platform: Platform, by: string): Promise<Uint8Array> =>
    inTransaction(pool, async (tx) => {
      const { text, generation } = secret();
      const handedOut = await holdBundles(tx);
      const content = contentDigest(platform, { tlsHost, authority });
      const same = handedOut.find(
        (each) => each.platform === platform && each.secretGeneration === generation && each.contentDigest.equals(content),
      );
      const version = same?.version ?? (handedOut[0]?.version ?? 0) + 1;
      const { zip, manifestDigest } = signedBundle(platform, { tlsHost, authority, secret: text, version }, key);
      const at = clock.now();
      const payload = { version, manifest: manifestDigest.toString('hex'), secret: generation, key: key.fingerprint };
      const seq = await append(tx, at, [{ kind: 'bundle.written', actor: by, subject: `agents:bundle/${platform}`, payload }]);
      const bundle: Bundle = {
        version,
        platform,
        contentDigest: content,
        manifestDigest,
        secretGeneration: generation,
        madeBy: by,
        madeAt: at,
      };
      if (!same) await insertBundle(tx, bundle, seq);
      return zip;
    });
}
