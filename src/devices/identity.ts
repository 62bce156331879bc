import type { Words } from '../base/text.ts';
import type { Device } from './store.ts';

/** What an agent says of the machine when it enrols. */
export interface Identity {
  readonly hardwareUuid: string;
  readonly serial: string | null;
  readonly instanceId: string;
}

/** Serial numbers that makers leave in by the thousand; they say nothing of one machine. */
const emptySerials = new Set([
  '',
  '0',
  '-1',
  'none',
  'n/a',
  'na',
  'unknown',
  'default string',
  'to be filled by o.e.m.',
  'system serial number',
  'not specified',
  'not applicable',
  'invalid',
  '123456789',
  '0123456789',
  'serial',
]);

export function usefulSerial(serial: string | undefined): string | null {
  const said = (serial ?? '').trim();
  if (emptySerials.has(said.toLowerCase()) || /^(.)\1*$/.test(said)) return null;
  return said;
}

/** Hardware ids that are all one digit, or known to stand in whole series of boards, name no machine. */
export function usefulUuid(uuid: string | undefined): string | null {
  const said = (uuid ?? '').trim().toLowerCase();
  if (said === '' || /^[0-]+$/.test(said) || /^[f-]+$/.test(said)) return null;
  if (said === '03000200-0400-0500-0006-000700080009' || said.startsWith('12345678-1234')) return null;
  return said;
}

/**
 * What stands for the machine: its hardware id; where that names none, its serial number; where that names none either,
 * the agent's own instance. Never the host name: two machines that share it would write into one record.
 */
export function hardwareIdOf(said: { hardwareUuid: string; serial: string; hostIdentifier: string; instanceId: string }): string {
  const serial = usefulSerial(said.serial);
  return usefulUuid(said.hardwareUuid) ?? (serial === null ? `instance:${said.instanceId}` : `serial:${serial.toLowerCase()}`);
}

export type Recognised =
  /** The machine is known: it enrols again. */
  | { readonly is: 'known'; readonly device: Device }
  | { readonly is: 'new' }
  /** It looks like a known one and yet not: it gets a record of its own, and a person decides. */
  | { readonly is: 'conflict'; readonly with: Device; readonly because: Words };

/**
 * The host name never counts. Hardware id and serial together name a machine; where one agrees and the other does not,
 * two machines or one repaired machine cannot be told apart from here.
 */
export function recognise(identity: Identity, known: readonly Device[]): Recognised {
  const own = known.find((device) => device.byInstance && device.instanceId === identity.instanceId);
  if (own) return { is: 'known', device: own };
  const sameBoth = known.find((device) => device.hardwareUuid === identity.hardwareUuid && device.serial === identity.serial);
  // Copies were told apart before: which of them comes back with a new agent, or whether it is one more, cannot be known.
  if (sameBoth?.byInstance) return { is: 'conflict', with: sameBoth, because: copiedWords(sameBoth.name) };
  if (sameBoth) return { is: 'known', device: sameBoth };
  const sameUuid = known.find((device) => device.hardwareUuid === identity.hardwareUuid);
  if (sameUuid) {
    // A serial that was unreadable before, or is now, does not make another machine.
    if (sameUuid.serial === null || identity.serial === null) return { is: 'known', device: sameUuid };
    return {
      is: 'conflict',
      with: sameUuid,
      because: {
        ja: `「${sameUuid.name}」とハードウェアIDが同じですが、シリアル番号が違います(複製された仮想マシンなど)。`,
        en: `The same hardware id as "${sameUuid.name}" with another serial number (a cloned virtual machine, for example).`,
      },
    };
  }
  const sameSerial = identity.serial === null ? undefined : known.find((device) => device.serial === identity.serial);
  if (sameSerial) {
    return {
      is: 'conflict',
      with: sameSerial,
      because: {
        ja: `「${sameSerial.name}」とシリアル番号が同じですが、ハードウェアIDが違います(基板の交換など)。`,
        en: `The same serial number as "${sameSerial.name}" with another hardware id (a replaced main board, for example).`,
      },
    };
  }
  return { is: 'new' };
}

const copiedWords = (name: string): Words => ({
  ja: `「${name}」と同じ識別情報を名乗る、別の新しいエージェントです(入れ直した端末、または新たな複製)。`,
  en: `Another new agent under the identity of "${name}" (reinstalled, or one more copy).`,
});

/** Two agents at work under one identity at the same time: one of them is a copy. */
export const clonedWords: Words = {
  ja: '同じ識別情報を名乗るエージェントが同時に2つ動いています(端末の複製、または識別情報の使い回し)。',
  en: 'Two agents are at work at once under this identity (a copied device, or an identity used twice).',
};
