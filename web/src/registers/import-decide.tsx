import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { applyRegisterImport, askRegistersAgain, type ImportPreview, type Register } from '../api/registers.ts';
import { Form } from '../pieces/form.tsx';
import { LinkButton } from '../pieces/link.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Panel } from '../pieces/page.tsx';
import { RegisterFault } from './fault.tsx';
import { ImportPreviewView } from './import-preview.tsx';

interface ImportDecideProps {
  register: Register;
  preview: ImportPreview;
  lookAgain: () => void;
  again: () => void;
}

/** The difference, and the one button that changes something. What is applied is what was seen: the digest says so. */
export function ImportDecide({ register, preview, lookAgain, again }: ImportDecideProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [room = '', name = ''] = register.id.split('/');
  const [endMissing, setEndMissing] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useRef(false);
  const { counts } = preview;
  const apply = useMutation({
    mutationFn: () =>
      applyRegisterImport(register.id, {
        upload: preview.upload,
        digest: preview.digest,
        endMissing: endMissing ? counts.missing : null,
        reason: reason.trim(),
      }),
    onSuccess: () => askRegistersAgain(client),
    onSettled: () => {
      sending.current = false;
    },
  });
  if (apply.isSuccess) {
    return (
      <div className="stack">
        <Notice kind="done" title={t('registerImport.done')}>
          {t('registerImport.doneSaid', apply.data)}
        </Notice>
        <div className="row">
          <LinkButton to="/registers/$room/$name" params={{ room, name }}>
            {t('registerImport.toRegister')}
          </LinkButton>
          <Button variant="outline" onClick={again}>
            {t('registerImport.again')}
          </Button>
        </div>
      </div>
    );
  }
  const broken = preview.problems.length > 0;
  const something = counts.add + counts.change + counts.restore > 0 || endMissing;
  const moved = apply.error instanceof ApiError && (apply.error.code === 'conflict' || apply.error.code === 'not-found');
  return (
    <div className="stack">
      <ImportPreviewView register={register} preview={preview} />
      {!broken && (counts.missing > 0 || something) && (
        <Panel>
          <Form
            className="stack"
            onSubmit={() => {
              setTried(true);
              if (reason.trim() === '' || !something || sending.current) return;
              sending.current = true;
              apply.mutate();
            }}
          >
            {moved ? (
              <Notice kind="error">
                <p>{t('registerImport.moved')}</p>
                <Button variant="outline" size="compact-sm" onClick={lookAgain}>
                  {t('registerImport.compareAgain')}
                </Button>
              </Notice>
            ) : (
              <RegisterFault error={apply.error} />
            )}
            {counts.missing > 0 && (
              <Checkbox
                checked={endMissing}
                onChange={(event) => setEndMissing(event.currentTarget.checked)}
                label={t('registerImport.endMissing', { count: counts.missing })}
                description={t('registerImport.endMissingHint')}
              />
            )}
            <TextInput
              label={t('registerImport.reason')}
              description={t('registerImport.reasonHint')}
              maxLength={500}
              value={reason}
              error={tried && reason.trim() === '' ? t('registerImport.needReason') : undefined}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <div>
              <Button type="submit" loading={apply.isPending} disabled={!something}>
                {t('registerImport.apply')}
              </Button>
            </div>
          </Form>
        </Panel>
      )}
    </div>
  );
}
