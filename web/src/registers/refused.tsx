import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { askRegistersAgain, type Register, rowQuery } from '../api/registers.ts';
import { fieldProblems } from '../pieces/field-problems.ts';
import { Notice, useFaultWords } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { ChosenText } from './chosen-text.tsx';
import { Conflict } from './conflict.tsx';
import { isStale, useRegisterWords } from './fault.tsx';
import type { CellSave, CellSaves } from './use-cell-saves.ts';

/** Cells that could not be saved: what was entered is kept here and in the table until the person decides. */
export function Refused({ register, saves }: { register: Register; saves: CellSaves }) {
  return (
    <>
      {saves.refused.map((save) =>
        isStale(save.error) ? (
          <Overtaken key={`${save.row.id} ${save.field.id}`} register={register} save={save} saves={saves} />
        ) : (
          <NotSaved key={`${save.row.id} ${save.field.id}`} save={save} saves={saves} />
        ),
      )}
    </>
  );
}

function NotSaved({ save, saves }: { save: CellSave; saves: CellSaves }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const own = useRegisterWords();
  const faultWords = useFaultWords();
  const problem = fieldProblems(save.error)[save.field.id];
  return (
    <Notice kind="error" title={t('register.refused', { number: save.row.number, column: say(save.field.title) })}>
      <p>{problem === undefined ? (own(save.error) ?? faultWords(save.error)) : say(problem)}</p>
      <p className="small">
        {t('register.refusedTyped', { value: '' })}
        <ChosenText field={save.field} cell={save.cell} />
      </p>
      {problem !== undefined && <p className="small">{t('register.mend')}</p>}
      <div className="row">
        {problem === undefined && (
          <Button size="compact-sm" variant="outline" onClick={() => saves.save(save.row, save.field, save.cell)}>
            {t('register.retry')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="dark" onClick={() => saves.drop(save)}>
          {t('register.drop')}
        </Button>
      </div>
    </Notice>
  );
}

/** Somebody else changed the line since it was read: theirs and mine, and the choice. */
function Overtaken({ register, save, saves }: { register: Register; save: CellSave; saves: CellSaves }) {
  const client = useQueryClient();
  const query = useQuery(rowQuery(register.id, save.row.id));
  const now = query.data;
  if (now === undefined || now.revision === save.row.revision) return <NotSaved save={save} saves={saves} />;
  return (
    <Conflict
      register={register}
      number={save.row.number}
      now={now}
      seen={save.row.revision}
      mine={{ [save.field.id]: save.cell }}
      pending={false}
      takeMine={() => saves.save({ ...save.row, revision: now.revision }, save.field, save.cell)}
      takeTheirs={() => {
        saves.drop(save);
        void askRegistersAgain(client);
      }}
    />
  );
}
