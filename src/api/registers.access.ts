import { Fault } from '../base/fault.ts';
import type { Register } from '../mechanism/register.ts';
import { type Caller, hasRole, type Role } from '../people/index.ts';
import { readers } from './readers.ts';

/** Who could ever edit some register; which one is asked inside. */
export const registerEditors: readonly Role[] = ['administrator', 'committee', 'management', 'departmentManager'];

/** Whoever keeps, directs or audits reads every register; everybody reads those that are open to all. */
export const mayReadRegister = (caller: Caller, { openToAll }: Pick<Register, 'openToAll'>): boolean =>
  openToAll === true || hasRole(caller, readers);

/** The administrator edits every register, its owner's role its own. Never an auditor. */
export const mayEditRegister = (caller: Caller, { owner }: Pick<Register, 'owner'>): boolean =>
  !caller.roles.includes('auditor') && hasRole(caller, ['administrator', owner]);

/** Only its owner says that a register is true. */
export const mayConfirmRegister = (caller: Caller, { owner }: Pick<Register, 'owner'>): boolean =>
  !caller.roles.includes('auditor') && hasRole(caller, [owner]);

/** The register of an address, where the caller may do this with it. Throws `not-found`, `forbidden`. */
export function registerFor(
  registers: { definition(id: string): Register | null },
  { room, name }: { readonly room: string; readonly name: string },
  caller: Caller,
  may: (caller: Caller, register: Register) => boolean,
): Register {
  const register = registers.definition(`${room}/${name}`);
  if (register === null) throw new Fault('not-found', { register: `${room}/${name}` });
  if (!may(caller, register)) throw new Fault('forbidden');
  return register;
}
