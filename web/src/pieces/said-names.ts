import type { Words } from '../api/types.ts';

/** As many names are read at a glance; more are counted first. The server says them alike. */
const glanceMax = 3;

/** Names of several devices as one text: `keiri-01、keiri-02`, `40台: keiri-01、…`. */
export function saidNames(names: readonly string[]): Words {
  const [ja, en] = [names.join('、'), names.join(', ')];
  return names.length <= glanceMax ? { ja, en } : { ja: `${names.length}台: ${ja}`, en: `${names.length} devices: ${en}` };
}
