import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  applyImport,
  type Columns,
  type ImportKind,
  type ImportRun,
  type Preview,
  previewImport,
  type ReadFile,
  readFile,
  saveMapping,
} from '../api/staff.ts';
import { LinkButton } from '../pieces/link.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { type ColumnsDraft, ColumnsForm } from './columns.tsx';
import { Difference } from './difference.tsx';
import { StaffFault } from './fault.tsx';
import { type Chosen, FileChooser } from './file-chooser.tsx';
import { Runs } from './runs.tsx';
import classes from './staff.module.css';

/** From a file to the list: read, match the columns, look at the difference, import. Each step stays open to be changed. */
export function StaffImportPage() {
  const { t } = useTranslation();
  const [round, setRound] = useState(0);
  return (
    <Page eyebrow={<Link to="/settings/staff">{t('staff.title')}</Link>} title={t('staffImport.title')} lead={t('staffImport.lead')}>
      <ImportRound key={round} again={() => setRound(round + 1)} />
      <Section title={t('staffImport.runs')}>
        <Runs />
      </Section>
    </Page>
  );
}

function ImportRound({ again }: { again: () => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ImportKind>('people');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const read = useMutation({
    mutationFn: (wanted: Chosen & { kind: ImportKind }) => readFile(wanted.kind, wanted.file, wanted.encoding ?? undefined),
  });
  const choose = (next: Chosen, nextKind = kind) => {
    setChosen(next);
    setKind(nextKind);
    read.mutate({ ...next, kind: nextKind });
  };
  return (
    <div className={classes.steps}>
      <FileChooser
        kind={kind}
        chosen={chosen}
        reading={read.isPending}
        onKind={(next) => (chosen === null ? setKind(next) : choose(chosen, next))}
        onChoose={choose}
      />
      {read.isPending && <p role="status">{t('staffImport.reading')}</p>}
      <StaffFault error={read.error} />
      {read.data !== undefined && !read.isPending && chosen !== null && (
        <ReadSteps key={read.data.file} kind={kind} read={read.data} chosen={chosen} again={again} />
      )}
    </div>
  );
}

/** What comes after a file was read. A new file begins it anew. */
function ReadSteps({ kind, read, chosen, again }: { kind: ImportKind; read: ReadFile; chosen: Chosen; again: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<ColumnsDraft>(() => ({
    sheet: read.sheets[0]!.name,
    mapping: read.sheets[0]!.proposed as Columns,
    source: '',
    fullList: false,
  }));
  const wanted = { file: read.file, sheet: draft.sheet, mapping: draft.mapping, fullList: draft.fullList };
  const preview = useMutation({ mutationFn: () => previewImport(wanted) });
  const change = (next: ColumnsDraft) => {
    setDraft(next);
    // A difference that was computed for other columns says nothing any more.
    preview.reset();
  };
  return (
    <>
      <ColumnsForm kind={kind} read={read} draft={draft} onChange={change} onPreview={() => preview.mutate()} pending={preview.isPending} />
      <StaffFault error={preview.error} />
      {preview.isPending && <p role="status">{t('staffImport.previewing')}</p>}
      {preview.data !== undefined && (
        <Decide
          key={preview.data.digest}
          preview={preview.data}
          apply={async () => {
            const source = draft.source.trim();
            if (source !== '') await saveMapping({ kind, name: source, columns: draft.mapping, encoding: chosen.encoding });
            const { run } = await applyImport({ ...wanted, digest: preview.data.digest, source });
            return run;
          }}
          lookAgain={() => preview.mutate()}
          again={again}
        />
      )}
    </>
  );
}

interface DecideProps {
  preview: Preview;
  apply: () => Promise<ImportRun | null>;
  lookAgain: () => void;
  again: () => void;
}

/** The difference, and the one button that changes something. */
function Decide({ preview, apply, lookAgain, again }: DecideProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const run = useMutation({ mutationFn: apply, onSuccess: () => client.invalidateQueries({ queryKey: ['staff'] }) });
  const { added, changed, missing } = preview.counts;
  const nothing = added + changed + missing === 0;
  if (run.isSuccess) {
    return (
      <div className="stack">
        <Notice kind="done">
          {run.data === null
            ? t('staffImport.doneNothing')
            : t('staffImport.done', { added: run.data.added, changed: run.data.changed, missing: run.data.missing })}
        </Notice>
        <div className="row">
          <LinkButton to="/settings/staff">{t('staffImport.toList')}</LinkButton>
          <Button variant="outline" onClick={again}>
            {t('staffImport.again')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Section title={t('staffImport.difference')}>
      <Difference preview={preview} />
      <StaffFault error={run.error} />
      <div className="row">
        {preview.problemCount === 0 && !nothing && (
          <Button loading={run.isPending} onClick={() => run.mutate()}>
            {t('staffImport.apply')}
          </Button>
        )}
        {run.isError && (
          <Button variant="outline" onClick={lookAgain}>
            {t('staffImport.preview')}
          </Button>
        )}
      </div>
    </Section>
  );
}
