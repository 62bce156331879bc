import { useTranslation } from 'react-i18next';
import { type Cells, type FieldView, isBlankCell, type Said } from '../api/mechanism-types.ts';
import type { RequestDetail } from '../api/requests.ts';
import { CellText } from '../pieces/cell-text.tsx';
import { isAsked } from '../pieces/field-form.tsx';
import { Files } from '../pieces/files.tsx';
import { useSaid } from '../pieces/said.ts';
import classes from './requests.module.css';

/** What is asked for, to be read and not to be filled in. */
export function Asked({ request }: { request: RequestDetail }) {
  const { t } = useTranslation();
  return (
    <>
      <Answers fields={request.fields} cells={request.form} said={request.said} />
      {request.files.length > 0 && (
        <Files title={t('requests.form.files')} files={request.files} pending={[]} onPending={() => {}} canEdit={false} />
      )}
    </>
  );
}

/** Questions with their answers. One that was left open is shown as such where it was asked at all. */
export function Answers({ fields, cells, said }: { fields: readonly FieldView[]; cells: Cells; said: Said }) {
  const { say } = useSaid();
  return (
    <dl className={classes.answers}>
      {fields
        .filter((field) => isAsked(field, cells) || !isBlankCell(cells[field.id]))
        .map((field) => (
          <div key={field.id}>
            <dt>{say(field.title)}</dt>
            <dd>
              <CellText field={field} cell={cells[field.id]} said={said} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
