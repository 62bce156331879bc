import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agreeLevel, endLevel, enterFigure, type Service, type ServiceLevel } from '../api/suppliers.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { focusProblem } from '../pieces/focus-problem.ts';
import { Form } from '../pieces/form.tsx';
import { readTyped } from '../pieces/typed-number.ts';
import { dayOf } from '../pieces/when.tsx';
import { Wrong } from './frame.tsx';
import { figureTyped, monthMeant, monthsToEnter, type Typed, withUnit } from './levels.ts';
import classes from './suppliers.module.css';

interface DialogProps {
  readonly service: Service;
  readonly close: () => void;
  /** With what is to be said of it. */
  readonly done: (said: string) => Promise<void>;
}
const limits = { what: 80, unit: 20, note: 500 } as const;

/** Shows what is wrong once it was tried to send, and brings the first such field into sight. */
function useTried() {
  const [tries, setTries] = useState(0);
  const within = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tries > 0) focusProblem(within.current);
  }, [tries]);
  return { tried: tries > 0, within, tell: () => setTries((count) => count + 1) };
}

function useFigureWords(tried: boolean): (typed: Typed) => string | undefined {
  const { t } = useTranslation();
  return (typed) => (tried && 'wrong' in typed ? t(`suppliers.sla.wrong.${typed.wrong}`) : undefined);
}

function Buttons({ act, busy, close }: { act: string; busy: boolean; close: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <Button type="submit" loading={busy}>
        {act}
      </Button>
      <Button variant="subtle" onClick={close}>
        {t('action.cancel')}
      </Button>
    </div>
  );
}

/** A figure that was agreed with a provider. */
export function Agree({ service, close, done }: DialogProps) {
  const { t } = useTranslation();
  const [given, setGiven] = useState({ what: '', unit: '', agreed: '', since: dayOf(new Date()) });
  const [sense, setSense] = useState<ServiceLevel['sense']>('at-least');
  const { tried, within, tell } = useTried();
  const figureWords = useFigureWords(tried);
  const agreed = figureTyped(readTyped(given.agreed));
  const field = (id: keyof typeof given) => ({
    value: given[id],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setGiven((old) => ({ ...old, [id]: value }));
    },
  });
  const add = useMutation({
    mutationFn: (value: number) => agreeLevel({ ...given, service: service.row, sense, agreed: value }),
    onSuccess: () => done(t('suppliers.sla.agreedDone', { name: `${service.name} ${given.what.trim()}` })),
  });
  const send = () => ('wrong' in agreed || given.what.trim() === '' || given.since === '' ? tell() : add.mutate(agreed.value));
  return (
    <Dialog opened close={close} title={t('suppliers.sla.agreeOf', { name: service.name })}>
      <Form onSubmit={send}>
        <div className="stack" ref={within}>
          <TextInput
            label={t('suppliers.sla.what')}
            description={t('suppliers.sla.whatHint')}
            required
            data-autofocus
            maxLength={limits.what}
            error={tried && given.what.trim() === '' ? t('suppliers.sla.wrong.empty') : undefined}
            {...field('what')}
          />
          <div className={classes.pair}>
            <TextInput
              label={t('suppliers.sla.figure')}
              inputMode="decimal"
              required
              maxLength={30}
              error={figureWords(agreed)}
              {...field('agreed')}
            />
            <TextInput
              label={t('suppliers.sla.unit')}
              placeholder={t('suppliers.sla.unitHint')}
              maxLength={limits.unit}
              {...field('unit')}
            />
          </div>
          <Radio.Group label={t('suppliers.sla.senseOf')} value={sense} onChange={(value) => setSense(value as ServiceLevel['sense'])}>
            <div className={classes.options}>
              {(['at-least', 'at-most'] as const).map((each) => (
                <Radio key={each} value={each} label={t(`suppliers.sla.senses.${each}`)} />
              ))}
            </div>
          </Radio.Group>
          <TextInput
            label={t('suppliers.sla.sinceLabel')}
            type="date"
            required
            error={tried && given.since === '' ? t('suppliers.sla.wrong.empty') : undefined}
            {...field('since')}
          />
          <Wrong error={add.error} />
          <Buttons act={t('suppliers.sla.agree')} busy={add.isPending} close={close} />
        </div>
      </Form>
    </Dialog>
  );
}

/** What came in a month. Entered again, the later figure counts; the dialog says so where there is one already. */
export function EnterFigure({ service, level, due, close, done }: DialogProps & { level: ServiceLevel; due: string }) {
  const { t } = useTranslation();
  const months = monthsToEnter(level.since, dayOf(new Date()));
  const [month, setMonth] = useState(monthMeant(months, level.figures, due) ?? '');
  const [typed, setTyped] = useState('');
  const [source, setSource] = useState<'reported' | 'own'>('reported');
  const [note, setNote] = useState('');
  const { tried, within, tell } = useTried();
  const figureWords = useFigureWords(tried);
  const figure = figureTyped(readTyped(typed));
  const before = level.figures.find((each) => each.month === month);
  const enter = useMutation({
    mutationFn: (value: number) => enterFigure({ sla: level.id, month, value, source, note }),
    onSuccess: () => done(t('suppliers.sla.enterDone', { name: `${service.name} ${level.what}`, month })),
  });
  return (
    <Dialog opened close={close} title={t('suppliers.sla.enter')}>
      <Form onSubmit={() => ('wrong' in figure ? tell() : enter.mutate(figure.value))}>
        <div className="stack" ref={within}>
          <p>
            <b>
              {service.name} {level.what}
            </b>
            <br />
            {t(`suppliers.sla.asks.${level.sense}`, { figure: withUnit(level.agreed, level.unit) })}
          </p>
          <NativeSelect
            label={t('suppliers.sla.month')}
            value={month}
            data={[...months]}
            description={before === undefined ? undefined : t('suppliers.sla.again', { figure: withUnit(before.value, level.unit) })}
            onChange={(event) => setMonth(event.currentTarget.value)}
          />
          <TextInput
            label={level.unit === '' ? t('suppliers.sla.came') : t('suppliers.sla.cameIn', { unit: level.unit })}
            inputMode="decimal"
            required
            data-autofocus
            maxLength={30}
            value={typed}
            error={figureWords(figure)}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Radio.Group label={t('suppliers.sla.sourceOf')} value={source} onChange={(value) => setSource(value as 'reported' | 'own')}>
            <div className={classes.options}>
              {(['reported', 'own'] as const).map((each) => (
                <Radio key={each} value={each} label={t(`suppliers.sla.source.${each}`)} />
              ))}
            </div>
          </Radio.Group>
          <Textarea
            label={t('suppliers.sla.note')}
            description={t('suppliers.sla.noteHint')}
            autosize
            minRows={2}
            maxLength={limits.note}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Wrong error={enter.error} />
          <Buttons act={t('suppliers.sla.enter')} busy={enter.isPending} close={close} />
        </div>
      </Form>
    </Dialog>
  );
}

/** Ends an agreed figure, asked once more: it cannot be taken up again, only agreed anew. */
export function End({ service, level, close, done }: DialogProps & { level: ServiceLevel }) {
  const { t } = useTranslation();
  const name = `${service.name} ${level.what}`;
  const end = useMutation({ mutationFn: () => endLevel(level.id), onSuccess: () => done(t('suppliers.sla.endDone', { name })) });
  return (
    <Dialog opened close={close} title={t('suppliers.sla.endOf', { name })}>
      <Form className="stack" onSubmit={() => end.mutate()}>
        <p>{t('suppliers.sla.endLead')}</p>
        <Wrong error={end.error} />
        <Buttons act={t('suppliers.sla.end')} busy={end.isPending} close={close} />
      </Form>
    </Dialog>
  );
}
