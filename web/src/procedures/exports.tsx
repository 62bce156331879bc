import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type ExportChoice, exportProcedures, type Procedures } from '../api/procedures.ts';
import type { Language } from '../api/types.ts';
import { Fault, Notice } from '../pieces/notice.tsx';
import classes from './procedures.module.css';

interface Choice {
  readonly lang: Language;
  readonly format: ExportChoice['format'];
  readonly version: 'draft' | 'in-force';
}

/** What the boss is shown: PDF, Word and Excel in both languages, of what is in force and of the draft. */
export function Exports({ procedures }: { procedures: Procedures }) {
  const { t } = useTranslation();
  const fetchFile = useMutation({ mutationFn: (choice: Choice) => exportProcedures(choice) });
  const pending = (choice: Choice): boolean => fetchFile.isPending && JSON.stringify(fetchFile.variables) === JSON.stringify(choice);
  const versions = procedures.inForce === null ? (['draft'] as const) : (['in-force', 'draft'] as const);
  return (
    <div className="stack">
      {versions.map((version) => (
        <div key={version} className="stack" style={{ gap: '0.4rem' }}>
          <p className="small">
            <b>
              {version === 'draft'
                ? t('procedures.exports.draft')
                : t('procedures.exports.inForce', { number: procedures.inForce?.number })}
            </b>
          </p>
          <div className={classes.formats}>
            {(['ja', 'en'] as const).map((lang) => (
              <FormatRow
                key={lang}
                lang={lang}
                version={version}
                pending={pending}
                busy={fetchFile.isPending}
                fetchFile={(choice) => fetchFile.mutate(choice)}
              />
            ))}
          </div>
        </div>
      ))}
      <Fault error={fetchFile.error} />
      {fetchFile.isPending && (
        <p className="small quiet" role="status">
          {t('procedures.exports.making')}
        </p>
      )}
      {fetchFile.data !== undefined && <Notice kind="done">{t('procedures.exports.done', { name: fetchFile.data })}</Notice>}
    </div>
  );
}

interface FormatRowProps {
  lang: Language;
  version: Choice['version'];
  pending: (choice: Choice) => boolean;
  busy: boolean;
  fetchFile: (choice: Choice) => void;
}

function FormatRow({ lang, version, pending, busy, fetchFile }: FormatRowProps) {
  const { t } = useTranslation();
  const language = lang === 'ja' ? '日本語' : 'English';
  return (
    <>
      <span className="small" lang={lang}>
        {language}
      </span>
      {(['pdf', 'docx', 'xlsx'] as const).map((format) => {
        const choice = { lang, format, version };
        return (
          <Button
            key={format}
            variant="outline"
            size="compact-md"
            loading={pending(choice)}
            disabled={busy}
            onClick={() => fetchFile(choice)}
            aria-label={t('procedures.exports.as', {
              version: t(version === 'draft' ? 'procedures.exports.draftShort' : 'procedures.exports.inForceShort'),
              format: t(`procedures.exports.${format}`),
              language,
            })}
          >
            {t(`procedures.exports.${format}`)}
          </Button>
        );
      })}
    </>
  );
}
