import { Popover } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftValue } from '../api/procedures.ts';
import type { Language } from '../api/types.ts';
import { useSaid } from '../pieces/said.ts';
import { useDesk } from './desk.tsx';
import classes from './sentence.module.css';
import { ValueEditor } from './value-editor.tsx';

/** A short value is not cut at the end of a line; a long list has to be. */
const shortChars = 14;
/** Below the dialog that asks for the second factor. */
const zIndex = 150;

/** A value inside a sentence. It opens its own small form, which stays open while the second factor is asked for. */
export function ValueChip({ value, language }: { value: DraftValue; language: Language }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const { canEdit } = useDesk();
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const said = value.said[language];
  const look = [classes.chip, value.laxer && classes.laxer, value.pending && classes.pending, said.length <= shortChars && classes.short];
  const title = value.pending ? t('chapter.value.pendingNow', { said: say(value.inForceSaid) }) : say(value.title);
  return (
    <Popover
      opened={opened}
      onChange={(open) => !busy && setOpened(open)}
      closeOnClickOutside={!busy}
      trapFocus
      // A form that is being filled in does not go where its sentence goes.
      hideDetached={false}
      returnFocus
      shadow="md"
      width="min(24rem, calc(100vw - 2rem))"
      position="bottom-start"
      middlewares={{ flip: true, shift: true, size: true }}
      classNames={{ dropdown: classes.popover }}
      zIndex={zIndex}
      transitionProps={{ duration: 80 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={look.filter(Boolean).join(' ')}
          title={title}
          aria-label={t('chapter.value.open', { title: say(value.title), said })}
          onClick={() => !busy && setOpened(!opened)}
        >
          {said}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say(value.title)}>
        {opened && <ValueEditor value={value} canEdit={canEdit} close={() => setOpened(false)} setBusy={setBusy} />}
      </Popover.Dropdown>
    </Popover>
  );
}
