import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import type { Cells, FieldView } from '../api/mechanism-types.ts';
import { askSoftwareAgain, forbidSoftware, linkSoftware, permitSoftware } from '../api/software.ts';
import type { Permit, SoftwareTitle } from '../api/software-types.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { FieldForm } from '../pieces/field-form.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault, Notice } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { forbidFields, linkFields, permitFields } from './act-fields.ts';

export type Act = 'permit' | 'forbid' | 'link';
const shownMax = 6;
const fieldsOf: Readonly<Record<Act, readonly FieldView[]>> = { permit: permitFields, forbid: forbidFields, link: linkFields };

interface ActProps {
  act: Act;
  titles: readonly SoftwareTitle[];
  close: () => void;
  done: (words: string) => void;
}

/** Permits or forbids programs, or puts them under a line that there is. The lines are the registers' own; the reason stays. */
export function ActDialog({ act, titles, close, done }: ActProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [values, setValues] = useState<Cells>(act === 'permit' ? { kind: 'application', scope: 'everyone' } : {});
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const fields = fieldsOf[act];
  const missing = fields.filter(
    (field) =>
      (field.required || field.requiredWhen?.is.includes(values[field.requiredWhen.field] as string)) && (values[field.id] ?? '') === '',
  );
  const save = useMutation({
    mutationFn: () => send(act, titles, values, reason.trim()),
    onSuccess: async (numbers) => {
      await askSoftwareAgain(client);
      done(t(`software.act.${act}Done`, { count: titles.length, lines: numbers }));
    },
  });
  return (
    <Dialog opened close={close} title={t(`software.act.${act}Title`, { count: titles.length })} wide>
      <Form
        className="stack"
        onSubmit={() => {
          setTried(true);
          if (missing.length === 0 && reason.trim() !== '' && !save.isPending) save.mutate();
        }}
      >
        <ActFault error={save.error} />
        <p className="small">{t(`software.act.${act}Hint`)}</p>
        <ul>
          {titles.slice(0, shownMax).map((title) => (
            <li key={title.id}>
              {title.name} {title.publisher !== '' && <span className="small quiet">{title.publisher}</span>}
            </li>
          ))}
        </ul>
        {titles.length > shownMax && <p className="small quiet">{t('software.andMore', { count: titles.length - shownMax })}</p>}
        <FieldForm
          fields={fields}
          values={values}
          onChange={setValues}
          problems={tried ? Object.fromEntries(missing.map(({ id }) => [id, needed])) : {}}
          autoFocus
        />
        <Textarea
          autosize
          minRows={2}
          label={t('software.reason')}
          description={t('software.reasonHint')}
          maxLength={500}
          required
          value={reason}
          error={tried && reason.trim() === '' ? t('software.needReason') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" color={act === 'forbid' ? 'red' : undefined} loading={save.isPending}>
            {t(`software.act.${act}Now`)}
          </Button>
          <Button variant="subtle" color="dark" onClick={close}>
            {t('action.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

const needed = { ja: '記入してください。', en: 'Please fill this in.' };
const textOf = (cell: unknown): string | null => (typeof cell === 'string' && cell.trim() !== '' ? cell.trim() : null);

/** Gives the numbers of the lines that were written, as one text. */
async function send(act: Act, titles: readonly SoftwareTitle[], values: Cells, reason: string): Promise<string> {
  const ids = titles.map(({ id }) => id);
  if (act === 'link') {
    await linkSoftware({ titles: ids, row: String(values.row), linked: true, reason });
    return '';
  }
  const { lines } =
    act === 'forbid'
      ? await forbidSoftware({ titles: ids, instead: textOf(values.instead), reason })
      : await permitSoftware({
          titles: ids,
          kind: values.kind as Permit['kind'],
          purpose: String(values.purpose),
          scope: values.scope as Permit['scope'],
          device: textOf(values.device),
          person: textOf(values.person),
          versions: textOf(values.versions),
          reason,
        });
  return lines.map(({ number }) => number).join('、');
}

/** A conflict says in its own words which line is in the way. */
function ActFault({ error }: { error: unknown }) {
  const { say } = useSaid();
  if (error instanceof ApiError && typeof error.params.ja === 'string' && typeof error.params.en === 'string')
    return <Notice kind="error">{say({ ja: error.params.ja, en: error.params.en })}</Notice>;
  return <Fault error={error} />;
}
