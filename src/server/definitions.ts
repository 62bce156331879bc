import type { Tx } from '../db/pool.ts';
import { type DefinitionsSeen, recordDefinitions } from '../devices/index.ts';
import { malwareDefinitions } from '../facts/malware-definitions.ts';

interface Stored {
  readonly deviceId: string;
  readonly kind: string;
  readonly body: unknown;
  readonly unreadable: unknown;
  readonly isNew: boolean;
}

/** Keeps the age of virus definitions beside the devices, as each new fact of it is stored. What was only confirmed changes nothing. */
export async function keepDefinitions(tx: Tx, stored: readonly Stored[]): Promise<void> {
  const fresh = stored.filter(({ kind, isNew }) => isNew && kind === malwareDefinitions.kind);
  if (fresh.length > 0) await recordDefinitions(tx, fresh.map(seenIn));
}

function seenIn({ deviceId, body, unreadable }: Stored): DefinitionsSeen {
  const read = unreadable ? null : malwareDefinitions.schema.safeParse(body);
  if (!read?.success || read.data.updatedAt === null) return { deviceId, product: '', updatedAt: null };
  return { deviceId, product: read.data.product, updatedAt: new Date(read.data.updatedAt) };
}
