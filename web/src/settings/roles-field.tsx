import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '../api/session.ts';
import { dayOf } from '../pieces/when.tsx';
import classes from './settings.module.css';

export interface RolesDraft {
  readonly roles: readonly Role[];
  /** `2026-12-31`, or empty. */
  readonly lastDay: string;
}

export type RolesFault = 'needRole' | 'auditorAlone' | 'needExpiry';

/** The rules of the server, said while choosing: an auditor stands alone and has a last day. */
export function rolesFault(draft: RolesDraft): RolesFault | null {
  if (draft.roles.length === 0) return 'needRole';
  if (!draft.roles.includes('auditor')) return null;
  if (draft.roles.length > 1) return 'auditorAlone';
  return draft.lastDay === '' ? 'needExpiry' : null;
}

/** The end of the last day in the zone of the person who chose it. */
export const expiryOf = (draft: RolesDraft): string | null =>
  draft.lastDay === '' ? null : new Date(`${draft.lastDay}T23:59:59`).toISOString();
export const lastDayOf = (expiresAt: string | null): string => (expiresAt === null ? '' : dayOf(new Date(expiresAt)));

interface RolesFieldProps {
  draft: RolesDraft;
  fault: RolesFault | null;
  onChange: (draft: RolesDraft) => void;
}

/** The roles with a sentence each, and the last day of who has one. Administrators have none: someone must stay. */
export function RolesField({ draft, fault, onChange }: RolesFieldProps) {
  const { t } = useTranslation();
  const mayExpire = !draft.roles.includes('administrator');
  return (
    <>
      <Checkbox.Group
        label={t('people.roles')}
        value={[...draft.roles]}
        error={fault === 'needRole' || fault === 'auditorAlone' ? t(`people.${fault}`) : undefined}
        onChange={(chosen) => {
          const ordered = roles.filter((role) => chosen.includes(role));
          onChange({ roles: ordered, lastDay: ordered.includes('administrator') ? '' : draft.lastDay });
        }}
      >
        <div className={classes.roles} style={{ margin: '0.5rem 0' }}>
          {roles.map((role) => (
            <Checkbox key={role} value={role} label={t(`people.role.${role}`)} description={t(`people.roleHint.${role}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {mayExpire && (
        <TextInput
          type="date"
          label={t('people.expires')}
          description={t('people.expiresHint')}
          error={fault === 'needExpiry' ? t('people.needExpiry') : undefined}
          value={draft.lastDay}
          onChange={(event) => onChange({ ...draft, lastDay: event.currentTarget.value })}
        />
      )}
    </>
  );
}
