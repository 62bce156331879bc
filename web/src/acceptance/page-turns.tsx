import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './acceptance.module.css';

/** From page to page within a section: the address stays that of the case. */
export function PageTurns({
  total,
  size,
  offset,
  turn,
  disabled = false,
}: {
  total: number;
  size: number;
  offset: number;
  turn: (offset: number) => void;
  disabled?: boolean;
}) {
  const { t } = useTranslation();
  if (total <= size) return null;
  return (
    <div className={`${classes.acts} no-print`}>
      <Button variant="default" disabled={disabled || offset === 0} onClick={() => turn(Math.max(0, offset - size))}>
        {t('acceptance.previous')}
      </Button>
      <span role="status" className="number">
        {t('acceptance.count', { total, from: offset + 1, to: Math.min(total, offset + size) })}
      </span>
      <Button variant="default" disabled={disabled || offset + size >= total} onClick={() => turn(offset + size)}>
        {t('acceptance.next')}
      </Button>
    </div>
  );
}
