import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { controlNumber, type RowDraft, type RowFault } from './paste.ts';
import classes from './statement.module.css';

/** Titles and places are one line; the fields are areas only so that long ones stay readable. */
const oneLine = (text: string): string => text.replaceAll('\n', ' ');

interface EditedRowProps {
  row: RowDraft;
  /** From 1, for the labels that a screen reader reads. */
  position: number;
  fault: RowFault | null;
  change: (changed: Partial<RowDraft>) => void;
  remove: () => void;
}

/** One control kept elsewhere, as fields. Its fault stands in the row that it concerns. */
export function EditedRow({ row, position, fault, change, remove }: EditedRowProps) {
  const { t } = useTranslation();
  const label = (field: 'number' | 'name' | 'applicable' | 'reason' | 'where') =>
    t('statement.row', { count: position, field: t(`statement.${field}`) });
  return (
    <tr>
      <td className={classes.narrow}>
        <TextInput
          aria-label={label('number')}
          placeholder="A.5.1"
          value={row.control}
          error={fault !== null}
          maxLength={20}
          onChange={(event) => change({ control: event.currentTarget.value })}
          onBlur={() => change({ control: controlNumber(row.control) })}
        />
      </td>
      <td>
        <Textarea
          aria-label={label('name')}
          rows={1}
          maxLength={200}
          value={row.title}
          onChange={(event) => change({ title: oneLine(event.currentTarget.value) })}
        />
        {fault !== null && (
          <p className={classes.fault} role="alert">
            {t(`statement.fault.${fault}`)}
          </p>
        )}
      </td>
      <td className={classes.narrow}>
        <NativeSelect
          aria-label={label('applicable')}
          value={row.applicable ? 'yes' : 'no'}
          onChange={(event) => change({ applicable: event.currentTarget.value === 'yes' })}
          data={[
            { value: 'yes', label: t('statement.yes') },
            { value: 'no', label: t('statement.no') },
          ]}
        />
      </td>
      <td>
        <Textarea
          aria-label={label('reason')}
          rows={1}
          maxLength={2000}
          value={row.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      </td>
      <td>
        <Textarea
          aria-label={label('where')}
          rows={1}
          maxLength={400}
          value={row.where}
          onChange={(event) => change({ where: oneLine(event.currentTarget.value) })}
        />
      </td>
      <td className={classes.narrow}>
        <Button
          variant="subtle"
          color="dark"
          size="compact-sm"
          onClick={remove}
          aria-label={t('statement.removeRow', { name: row.control === '' ? String(position) : row.control })}
        >
          {t('statement.remove')}
        </Button>
      </td>
    </tr>
  );
}
