import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endScanToken, makeScanToken, type ScanToken, scanTokensQuery } from '../api/scans.ts';
import { Answer } from '../pieces/answer.tsx';
import { CopyBox } from '../pieces/copy.tsx';
import { Form } from '../pieces/form.tsx';
import { Notice } from '../pieces/notice.tsx';
import { Section } from '../pieces/page.tsx';
import { When } from '../pieces/when.tsx';
import { ScanFault } from './fault.tsx';
import classes from './scans.module.css';

/** Tokens with which a pipeline posts reports of this target; a secret is shown once, with the command that uses it. */
export function ScanTokens({ target }: { target: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = useQuery(scanTokensQuery(target));
  const [name, setName] = useState('');
  const [days, setDays] = useState<number | string>(180);
  const again = () => client.invalidateQueries({ queryKey: ['scans', 'tokens', target] });
  const make = useMutation({
    mutationFn: () => makeScanToken(target, { name: name.trim(), days: Number(days) }),
    onSuccess: async () => {
      setName('');
      await again();
    },
  });
  const end = useMutation({ mutationFn: endScanToken, onSuccess: again });
  const ready = name.trim() !== '' && Number(days) >= 1;
  return (
    <Section title={t('scans.tokens')} lead={t('scans.tokensLead')}>
      <ScanFault error={make.error ?? end.error} />
      {make.data !== undefined && (
        <Notice kind="done" title={t('scans.tokenMade')}>
          <CopyBox text={make.data.secret} label={t('scans.secret')} />
          <p>{t('scans.tokenUse')}</p>
          <CopyBox
            label={t('scans.command')}
            text={`curl --fail-with-body --data-binary @results.sarif -H "Content-Type: application/octet-stream" -H "Authorization: Bearer $TEJUN_SCAN_TOKEN" "${window.location.origin}/api/scans/reports?name=results.sarif"`}
          />
        </Notice>
      )}
      <Answer query={query} what={t('scans.tokens')}>
        {({ tokens }) =>
          tokens.length === 0 ? <p className="quiet">{t('scans.noTokens')}</p> : <Tokens tokens={tokens} end={(id) => end.mutate(id)} />
        }
      </Answer>
      <Form className={classes.form} label={t('scans.makeToken')} onSubmit={() => ready && !make.isPending && make.mutate()}>
        <TextInput
          label={t('scans.tokenName')}
          placeholder="GitHub Actions"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NumberInput label={t('scans.tokenDays')} min={1} max={366} value={days} onChange={setDays} />
        <div className={classes.acts}>
          <Button type="submit" variant="default" disabled={!ready} loading={make.isPending}>
            {t('scans.makeToken')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}

function Tokens({ tokens, end }: { tokens: readonly ScanToken[]; end: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <table className="table cards">
      <thead>
        <tr>
          <th scope="col">{t('scans.tokenName')}</th>
          <th scope="col">{t('scans.expires')}</th>
          <th scope="col">{t('scans.lastUsed')}</th>
          <th scope="col">
            <span className="unseen">{t('scans.endToken')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map(({ id, name, expiresAt, lastUsedAt, revokedAt }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td data-label={t('scans.expires')}>{revokedAt === null ? <When at={expiresAt} /> : t('scans.revoked')}</td>
            <td data-label={t('scans.lastUsed')}>
              <When at={lastUsedAt} none={t('scans.never')} />
            </td>
            <td>
              {revokedAt === null && (
                <Button variant="subtle" size="compact-sm" onClick={() => end(id)} aria-label={`${t('scans.endToken')}: ${name}`}>
                  {t('scans.endToken')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
