import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy.tsx';
import classes from './recovery-codes.module.css';

/** Ten codes, easy to print, copy and save. They are never shown again. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation();
  const save = () => {
    const address = URL.createObjectURL(new Blob([`Tejun\n${codes.join('\n')}\n`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'tejun-recovery-codes.txt';
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  return (
    <div className="stack">
      <ul className={classes.codes} aria-label={t('setup.codesLabel')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="small">{t('setup.codesKeep')}</p>
      <div className="row">
        <CopyButton text={codes.join('\n')} />
        <Button variant="default" size="compact-sm" onClick={save}>
          {t('action.download')}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => window.print()}>
          {t('action.print')}
        </Button>
      </div>
    </div>
  );
}
