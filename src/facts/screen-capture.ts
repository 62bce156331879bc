import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * Settings of the organisation that keep the screen from being captured, each by its own name. `blocked` null: no setting
 * is made, which means that capturing is possible. `readable` false: the settings could not be read at all.
 */
export const screenCapture = defineFact(
  'screen-capture',
  z.object({ settings: z.array(z.object({ name: z.string(), blocked: z.boolean().nullable() })), readable: z.boolean() }),
);
