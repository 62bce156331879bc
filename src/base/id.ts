import { randomBytes, randomUUID } from 'node:crypto';

/** A random secret of 256 bits in URL-safe text, 43 characters: session ids, node keys, set-up links. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A random identifier (UUID v4). */
export const newId = (): string => randomUUID();
