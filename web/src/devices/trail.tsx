import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Device, Verdict } from '../api/types.ts';
import { VerdictWord } from '../pieces/mark.tsx';
import { Section } from '../pieces/page.tsx';
import { useSaid } from '../pieces/said.ts';
import { Scroll } from '../pieces/scroll.tsx';
import { When } from '../pieces/when.tsx';

/** What the agent was asked and never answered. Shown only where there is something: silence about silence is fine. */
export function Unanswered({ device }: { device: Device }) {
  const { t } = useTranslation();
  if (device.unanswered.length === 0) return null;
  return (
    <Section title={t('device.unanswered')} lead={t('device.unansweredLead')}>
      <Scroll label={t('device.unanswered')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('device.askedAt')}</th>
              <th scope="col">{t('device.question')}</th>
              <th scope="col">{t('device.message')}</th>
            </tr>
          </thead>
          <tbody>
            {device.unanswered.map((each) => (
              <tr key={`${each.question}-${each.askedAt}`}>
                <td>
                  <When at={each.askedAt} />
                </td>
                <td>
                  <code>{each.question}</code>
                </td>
                <td>{each.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

const isVerdict = (text: string | null): text is Verdict => text === 'pass' || text === 'fail' || text === 'unknown';

/** Every change of a verdict, newest first, each with its place in the ledger. */
export function Flips({ device }: { device: Device }) {
  const { t } = useTranslation();
  const { say } = useSaid();
  return (
    <Section title={t('device.flips')} lead={t('device.flipsLead')}>
      {device.flips.length === 0 ? (
        <p className="quiet">{t('device.noFlips')}</p>
      ) : (
        <Scroll label={t('device.flips')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('evidence.at')}</th>
                <th scope="col">{t('check.kind')}</th>
                <th scope="col">{t('finding.verdict')}</th>
                <th scope="col">{t('finding.because')}</th>
                <th scope="col">{t('nav.evidence')}</th>
              </tr>
            </thead>
            <tbody>
              {device.flips.map((flip) => (
                <tr key={flip.ledgerSeq}>
                  <td>
                    <When at={flip.at} />
                  </td>
                  <td>{say(flip.title)}</td>
                  <td>
                    <VerdictWord verdict={flip.to} />
                    <div className="small quiet">
                      {isVerdict(flip.from)
                        ? t('device.changed', { from: t(`verdict.${flip.from}`), to: t(`verdict.${flip.to}`) })
                        : t('device.first')}
                    </div>
                  </td>
                  <td>{say(flip.because)}</td>
                  <td>
                    <Link to="/evidence/$seq" params={{ seq: String(flip.ledgerSeq) }} className="number">
                      {t('finding.ledger', { seq: flip.ledgerSeq })}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Section>
  );
}
