import { z } from 'zod';
import { defineFact } from './kind.ts';

/** `open` includes encryption without authentication; `wpa` is the first WPA alone; `wpa2` is WPA2 or newer. */
export const wirelessSecurities = ['open', 'wep', 'wpa', 'wpa2'] as const;

/**
 * The wireless networks that the device has joined or keeps for joining. Never a passphrase.
 * `complete`: no other place on the device may hold further networks. `radio`: whether there is a wireless adapter, null
 * where it is not asked. `securityReported`: whether the platform tells the protection at all.
 */
export const wirelessNetworks = defineFact(
  'wireless-networks',
  z.object({
    complete: z.boolean(),
    radio: z.boolean().nullable(),
    securityReported: z.boolean(),
    networks: z.array(
      z.object({
        ssid: z.string(),
        security: z.enum(wirelessSecurities).nullable(),
        /** Day of the last connection, YYYY-MM-DD; null where the device only keeps the network. */
        lastUsed: z.iso.date().nullable(),
      }),
    ),
  }),
);
