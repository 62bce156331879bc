import { useTranslation } from 'react-i18next';
import classes from './field.module.css';

interface DevicesChosenProps {
  /** Of the field that they stand in. */
  title: string;
  chosen: readonly string[];
  nameOf: (id: string) => string;
  disabled: boolean;
  remove: (ids: readonly string[]) => void;
}

/** From so many on, all of them can be taken away at once. */
const clearFrom = 3;

/** The devices that were chosen, each of which can be taken away. */
export function DevicesChosen({ title, chosen, nameOf, disabled, remove }: DevicesChosenProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes.chips} aria-label={t('fill.devices.chosen', { title })}>
      {chosen.map((id) => (
        <li key={id} className={classes.chip}>
          {nameOf(id)}
          {!disabled && (
            <button type="button" aria-label={t('fill.devices.remove', { name: nameOf(id) })} onClick={() => remove([id])}>
              <span aria-hidden="true">×</span>
            </button>
          )}
        </li>
      ))}
      {!disabled && chosen.length >= clearFrom && (
        <li>
          <button type="button" className={classes.clear} onClick={() => remove(chosen)}>
            {t('fill.devices.clear')}
          </button>
        </li>
      )}
    </ul>
  );
}
