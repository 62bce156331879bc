import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Closure } from '../api/company.ts';
import classes from './company.module.css';

interface ClosuresFieldProps {
  label: string;
  description: string | undefined;
  error: string | undefined;
  rows: readonly Closure[];
  onChange: (rows: readonly Closure[]) => void;
}

/** Days off in rows. Days are typed, not picked: `12-29` comes back every year, `2026-08-13` does not. */
export function ClosuresField({ label, description, error, rows, onChange }: ClosuresFieldProps) {
  const { t } = useTranslation();
  const set = (at: number, part: Partial<Closure>) => onChange(rows.map((row, i) => (i === at ? { ...row, ...part } : row)));
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      {description !== undefined && <p className="small quiet">{description}</p>}
      <p className="small quiet">{t('company.closures.hint')}</p>
      {rows.length === 0 && <p className="small">{t('company.closures.none')}</p>}
      <ol className={classes.closures}>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity while they are typed
          <li key={i}>
            <TextInput
              label={t('company.closures.name')}
              value={row.name}
              maxLength={40}
              onChange={(e) => set(i, { name: e.currentTarget.value })}
            />
            <TextInput
              label={t('company.closures.from')}
              placeholder="12-29"
              value={row.from}
              onChange={(e) => set(i, { from: e.currentTarget.value })}
            />
            <TextInput
              label={t('company.closures.to')}
              placeholder="01-03"
              value={row.to}
              onChange={(e) => set(i, { to: e.currentTarget.value })}
            />
            <Button
              variant="default"
              aria-label={t('company.closures.removeNamed', { name: row.name === '' ? String(i + 1) : row.name })}
              onClick={() => onChange(rows.filter((_, at) => at !== i))}
            >
              {t('company.closures.remove')}
            </Button>
          </li>
        ))}
      </ol>
      {error !== undefined && (
        <p className={classes.fault} role="alert">
          {error}
        </p>
      )}
      <div>
        <Button variant="outline" size="compact-sm" onClick={() => onChange([...rows, { name: '', from: '', to: '' }])}>
          {t('company.closures.add')}
        </Button>
      </div>
    </fieldset>
  );
}
