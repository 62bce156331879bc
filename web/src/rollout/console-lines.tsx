import { useTranslation } from 'react-i18next';
import type { ConsoleKindView, ConsolePreview } from '../api/consoles-types.ts';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';

interface LinesProps {
  view: ConsoleKindView;
  lines: ConsolePreview['lines'];
  missing: readonly string[];
}

/** What a list says of each machine, and what of ours it does not name. */
export function ConsoleLines({ view, lines, missing }: LinesProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const said = view.fields.filter(({ id }) => id !== 'label' && id !== 'serial');
  const cell = (value: boolean | string | null | undefined) => {
    if (value === null || value === undefined) return t('rollout.consoles.notSaid');
    if (typeof value === 'string') return value;
    return t(value ? 'rollout.consoles.yes' : 'rollout.consoles.no');
  };
  return (
    <>
      {missing.length > 0 && (
        <p>
          <b>{t('rollout.consoles.missing', { count: missing.length })}</b> {missing.join(t('rollout.comma'))}
        </p>
      )}
      <Scroll label={t(`rollout.consoles.kind.${view.kind}`)}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('devices.name')}</th>
              <th scope="col">{t('device.serial')}</th>
              {said.map(({ id, title }) => (
                <th key={id} scope="col">
                  {say(title)}
                </th>
              ))}
              <th scope="col">{t('rollout.consoles.means')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file have no other name, and never move
              <tr key={at}>
                <th scope="row">{line.label}</th>
                <td>{line.serial}</td>
                {said.map(({ id }) => (
                  <td key={id}>{cell(line[id as 'passcode'])}</td>
                ))}
                <td>{t(line.subject === null ? 'rollout.consoles.unmatched' : 'rollout.consoles.matched')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
