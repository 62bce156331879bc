import { Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

interface DialogProps {
  opened: boolean;
  close: () => void;
  title: ReactNode;
  children: ReactNode;
}

/**
 * The one dialog of the product. Its head is a plain row: the component's own is a <header>, which a screen reader would
 * announce as a second banner of the page.
 */
export function Dialog({ opened, close, title, children, wide = false }: DialogProps & { wide?: boolean }) {
  return (
    <Modal.Root opened={opened} onClose={close} size={wide ? 'lg' : 'md'} centered={!wide} yOffset="8vh">
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{title}</Modal.Title>
          <Close of={Modal.CloseButton} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** A panel from the left, for the menu on narrow screens. */
export function SidePanel({ opened, close, title, children }: DialogProps) {
  return (
    <Drawer.Root opened={opened} onClose={close} size={280}>
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes.head}>
          <Drawer.Title>{title}</Drawer.Title>
          <Close of={Drawer.CloseButton} />
        </div>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Close({ of: Button }: { of: typeof Modal.CloseButton }) {
  const { t } = useTranslation();
  return <Button aria-label={t('action.close')} size="lg" />;
}
