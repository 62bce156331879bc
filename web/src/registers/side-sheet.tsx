import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './row.module.css';

/** A panel from the right beside the table; on a phone it is the whole screen. Its head is a plain row, as in every dialog here. */
export function SideSheet({ title, close, children }: { title: ReactNode; close: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Drawer.Root opened onClose={close} position="right" size="min(46rem, 100vw)" padding={0}>
      <Drawer.Overlay backgroundOpacity={0.3} />
      <Drawer.Content>
        <div className={classes.head}>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('action.close')} size="lg" />
        </div>
        <Drawer.Body className={classes.body}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
