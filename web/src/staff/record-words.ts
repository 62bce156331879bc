import { useTranslation } from 'react-i18next';
import type { Duty, ImportKind, PlannedRow } from '../api/staff.ts';

type Value = string | readonly string[] | undefined;

/** How a record of each kind is called, and how its values are said. */
export interface SaidRecord {
  readonly kind: ImportKind;
  label(row: PlannedRow): string;
  isLabel(field: string): boolean;
  value(field: string, value: Value): string;
}

const labels: Readonly<Record<ImportKind, readonly string[]>> = {
  people: ['number', 'name'],
  departments: ['code', 'name'],
  devices: ['serial', 'host'],
};

export function useRecordWords(kind: ImportKind): SaidRecord {
  const { t } = useTranslation();
  return {
    kind,
    isLabel: (field) => labels[kind].includes(field),
    label: (row) => {
      const record = row.after ?? row.before ?? {};
      return labels[kind]
        .map((field) => record[field])
        .filter((value) => typeof value === 'string' && value !== '')
        .join(' ');
    },
    value: (field, value) => {
      if (value === undefined) return '';
      if (typeof value !== 'string') return value.map((duty) => t(`staff.duty.${duty as Duty}`)).join(t('control.and'));
      return field === 'state' && (value === 'active' || value === 'left') ? t(`staff.states.${value}`) : value;
    },
  };
}
