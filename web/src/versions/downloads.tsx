import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ExportChoice, exportProcedures } from '../api/procedures.ts';
import { Fault } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './downloads.module.css';

interface DownloadsProps {
  what: 'procedures' | 'statement';
  /** A version's id, `draft` or `in-force`; without: what is in force, else the draft. */
  version?: string | undefined;
  /** What a screen reader hears: several versions stand on one page. */
  name: string;
}

/** The three files in the language of the screen. What went wrong, and what was fetched, is said beside them. */
export function Downloads({ what, version, name }: DownloadsProps) {
  const { t } = useTranslation();
  const { language } = useSaid();
  const fetchFile = useMutation({
    mutationFn: (format: ExportChoice['format']) => exportProcedures({ what, format, lang: language, version }),
  });
  return (
    <div className={`${classes.downloads} no-print`}>
      <div className={classes.buttons}>
        <span className={classes.label} aria-hidden="true">
          {t('versions.download')}
        </span>
        {(['pdf', 'docx', 'xlsx'] as const).map((format) => (
          <Button
            key={format}
            variant="default"
            size="compact-sm"
            loading={fetchFile.isPending && fetchFile.variables === format}
            disabled={fetchFile.isPending}
            onClick={() => fetchFile.mutate(format)}
            aria-label={t('versions.downloadAs', { name, format: t(`versions.format.${format}`) })}
          >
            {t(`versions.format.${format}`)}
          </Button>
        ))}
      </div>
      <Fault error={fetchFile.error} />
      {fetchFile.isSuccess && (
        <p className="small quiet" role="status">
          {t('versions.downloaded', { name: fetchFile.data })}
        </p>
      )}
    </div>
  );
}
