import { Button, Popover } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell, FieldView } from '../api/registers-types.ts';
import type { Words } from '../api/types.ts';
import { FieldInput } from '../pieces/field-input.tsx';
import { isComposing } from '../pieces/form.tsx';
import classes from './grid.module.css';
import type { Leaving } from './typing-cell.tsx';

interface PickingCellProps {
  field: FieldView;
  cell: Cell | undefined;
  said: Words | undefined;
  onCommit: (cell: Cell, leaving: Leaving) => void;
  onCancel: () => void;
  /** What stands in the cell meanwhile. */
  children: ReactNode;
}

/** A cell that is chosen rather than typed: the field's own control, over the table, so that no border of it cuts the list off. */
export function PickingCell({ field, cell, said, onCommit, onCancel, children }: PickingCellProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState<Cell>(cell ?? null);
  const one = field.type === 'person' || field.type === 'device' || field.type === 'row';
  const onKeyDown = (event: KeyboardEvent) => {
    // The arrows, Enter and Esc of a list that is open are the control's own.
    if (isComposing(event) || event.defaultPrevented) return;
    event.stopPropagation();
    const onButton = event.target instanceof HTMLButtonElement;
    if (event.key === 'Escape') {
      event.preventDefault();
      onCancel();
    } else if (event.key === 'Enter' && !onButton) {
      event.preventDefault();
      onCommit(value, 'down');
    } else if (event.key === 'Tab' && field.type !== 'choices' && field.type !== 'devices') {
      event.preventDefault();
      onCommit(value, event.shiftKey ? 'back' : 'next');
    }
  };
  return (
    <Popover opened onDismiss={() => onCommit(value, 'away')} position="bottom-start" shadow="md" closeOnEscape={false} returnFocus={false}>
      <Popover.Target>
        <div>{children}</div>
      </Popover.Target>
      <Popover.Dropdown className={classes.picking} onKeyDown={onKeyDown}>
        <FieldInput
          field={field}
          value={value}
          said={said}
          compact
          autoFocus
          onChange={(next) => {
            setValue(next);
            // Whoever chose a name from a list has decided.
            if (one && next !== null) onCommit(next, 'stay');
          }}
        />
        <div className="row">
          <Button size="compact-sm" onClick={() => onCommit(value, 'stay')}>
            {t('register.edit')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="dark" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
