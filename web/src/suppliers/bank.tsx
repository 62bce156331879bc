import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bankQuery, type QuestionBank, type SheetQuestion, saveTemplate } from '../api/suppliers.ts';
import { Answer } from '../pieces/answer.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Page, Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { useMe } from '../shell/me.tsx';
import { isAdministrator } from '../shell/nav.ts';
import { Wrong } from './frame.tsx';
import classes from './suppliers.module.css';

/** What is asked of suppliers: groups and questions of the bank, switched on and off. */
export function SheetQuestionsPage() {
  const { t } = useTranslation();
  const query = useQuery(bankQuery);
  return (
    <Page title={t('suppliers.bank')} lead={t('suppliers.bankLead')}>
      <Answer query={query} what={t('suppliers.bank')}>
        {(bank) => <Builder key={bank.template.revision} bank={bank} />}
      </Answer>
    </Page>
  );
}

function Builder({ bank }: { bank: QuestionBank }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const me = useMe();
  const client = useQueryClient();
  const [groups, setGroups] = useState<readonly string[]>(bank.template.groups);
  const [leftOut, setLeftOut] = useState<readonly string[]>(bank.template.leftOut);
  const may = isAdministrator(me.roles);
  const save = useMutation({
    mutationFn: () => saveTemplate({ revision: bank.template.revision, groups: [...groups], leftOut: [...leftOut] }),
    onSuccess: () => client.invalidateQueries({ queryKey: bankQuery.queryKey }),
  });
  const count = bank.groups
    .filter(({ id }) => groups.includes(id))
    .flatMap(({ questions }) => questions.filter(({ id }) => !leftOut.includes(id))).length;
  const toggle = (list: readonly string[], id: string, on: boolean): readonly string[] =>
    on ? [...list, id] : list.filter((each) => each !== id);
  return (
    <>
      <p>
        {t('suppliers.passMark', { mark: bank.passMark })} {t('suppliers.counted', { count })}
      </p>
      {bank.groups.map((group) => (
        <Section key={group.id} title={say(group.title)}>
          <Checkbox
            label={t('suppliers.useGroup')}
            checked={groups.includes(group.id)}
            disabled={!may}
            onChange={(event) => setGroups(toggle(groups, group.id, event.currentTarget.checked))}
          />
          <div className={classes.stack}>
            {group.questions.map((question) => (
              <Checkbox
                key={question.id}
                checked={groups.includes(group.id) && !leftOut.includes(question.id)}
                disabled={!may || question.knockOut === true || !groups.includes(group.id)}
                label={say(question.text)}
                description={<Marks question={question} bank={bank} />}
                onChange={(event) => setLeftOut(toggle(leftOut, question.id, !event.currentTarget.checked))}
              />
            ))}
          </div>
        </Section>
      ))}
      {may && (
        <div className="row">
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('suppliers.save')}
          </Button>
        </div>
      )}
      {save.isSuccess && <Notice kind="done">{t('suppliers.saved')}</Notice>}
      <Wrong error={save.error} />
    </>
  );
}

function Marks({ question, bank }: { question: SheetQuestion; bank: QuestionBank }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const kinds = bank.workKinds.filter(({ id }) => question.concerns?.includes(id)).map(({ title }) => say(title));
  const marks = [
    question.id,
    question.kind === 'text' ? t('suppliers.words') : t('suppliers.weight', { weight: question.weight }),
    ...(question.knockOut ? [t('suppliers.must')] : []),
    ...(question.evidence ? [t('suppliers.backed')] : []),
    ...(kinds.length > 0 ? [t('suppliers.onlyFor', { kinds: kinds.join('、') })] : []),
  ];
  return <>{marks.join(' · ')}</>;
}
