import { Button, Radio, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideSegment, type Segment } from '../api/inventory.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import classes from './inventory.module.css';

/** The segments in which devices stand, and whether strangers in them are asked about. */
export function Segments({ segments }: { segments: readonly Segment[] }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const me = useMe();
  const [open, setOpen] = useState<Segment | null>(null);
  if (segments.length === 0) return null;
  return (
    <Section title={t('strangers.segments')} lead={t('strangers.segmentsLead')}>
      <Scroll label={t('strangers.segments')}>
        <table className="table">
          <caption className="unseen">{t('strangers.segments')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('strangers.network')}</th>
              <th scope="col">{t('strangers.rule')}</th>
              <th scope="col" className="right">
                {t('strangers.reporters')}
              </th>
              <th scope="col" className="right">
                {t('strangers.machines')}
              </th>
              <th scope="col">{t('strangers.last')}</th>
              {isAdministrator(me.roles) && <th scope="col">{t('strangers.decide')}</th>}
            </tr>
          </thead>
          <tbody>
            {segments.map((segment) => (
              <tr key={segment.id}>
                <th scope="row">
                  {segment.network}
                  <div className={classes.about}>
                    {t('strangers.gateway')}: {segment.gateway === '' ? t('strangers.gatewayUnknown') : segment.gateway}
                  </div>
                </th>
                <td>
                  {t(`strangers.rules.${segment.rule}`)}
                  <div className={classes.about}>
                    {segment.reason !== '' && <span>{segment.reason}</span>}
                    {segment.decidedBy !== null && <span>{say(segment.decidedBy)}</span>}
                  </div>
                </td>
                <td className="right number">{segment.reporters}</td>
                <td className="right number">{segment.machines}</td>
                <td>
                  <When at={segment.lastReportedAt} />
                </td>
                {isAdministrator(me.roles) && (
                  <td>
                    <Button variant="outline" size="compact-sm" onClick={() => setOpen(segment)}>
                      {t('strangers.decide')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {open !== null && <Decide key={open.id} segment={open} close={() => setOpen(null)} />}
    </Section>
  );
}

const rules = ['ask', 'ignore'] as const;

function Decide({ segment, close }: { segment: Segment; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [rule, setRule] = useState(segment.rule === 'undecided' ? null : segment.rule);
  const [reason, setReason] = useState(segment.reason);
  const save = useMutation({
    mutationFn: () => decideSegment(segment.id, { rule: rule!, reason }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['strangers'] });
      close();
    },
  });
  const ready = rule !== null && reason.trim() !== '';
  return (
    <Dialog opened close={close} title={t('strangers.decideTitle', { network: segment.network })}>
      <Form onSubmit={() => ready && save.mutate()} className={classes.stack}>
        <Radio.Group label={t('strangers.rule')} value={rule} onChange={(value) => setRule(rules.find((each) => each === value) ?? null)}>
          <div className={classes.stack}>
            {rules.map((value) => (
              <Radio key={value} value={value} label={t(`strangers.rules.${value}`)} description={t(`strangers.ruleHints.${value}`)} />
            ))}
          </div>
        </Radio.Group>
        <TextInput
          label={t('strangers.reason')}
          placeholder={t('strangers.reasonPlaceholder')}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Fault error={save.error} />
        <Button type="submit" disabled={!ready} loading={save.isPending}>
          {t('strangers.decideSave')}
        </Button>
      </Form>
    </Dialog>
  );
}
