import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TotpOffer } from '../api/people.ts';
import { CopyButton } from '../pieces/copy.tsx';
import { Form } from '../pieces/form.tsx';
import { Fault } from '../pieces/notice.tsx';
import classes from './totp-form.module.css';

interface TotpFormProps {
  offer: TotpOffer;
  submit: (code: string) => void;
  busy: boolean;
  error: unknown;
}

/** A QR code, the same secret to type in, and the first code as the proof that the app has it. */
export function TotpForm({ offer, submit, busy, error }: TotpFormProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const digits = code.replace(/\s/g, '').normalize('NFKC');
  const wrong = !/^\d{6}$/.test(digits);
  return (
    <Form
      className="stack"
      onSubmit={() => {
        setTried(true);
        if (!wrong) submit(digits);
      }}
    >
      <div className={classes.offer}>
        {/* An image, not markup of ours: what stands in the SVG can run nothing. */}
        <img className={classes.qr} alt={t('setup.qr')} src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.qrSvg)}`} />
        <div className={classes.words}>
          <p>{t('setup.scan')}</p>
          <p className="small quiet">{t('setup.manual')}</p>
          <code className={classes.secret} data-testid="totp-secret">
            {offer.secret.match(/.{1,4}/g)?.join(' ')}
          </code>
          <CopyButton text={offer.secret} />
        </div>
      </div>
      <Fault error={error} />
      <TextInput
        label={t('setup.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        value={code}
        error={tried && wrong ? t('setup.needCode') : undefined}
        onChange={(event) => {
          setTried(false);
          setCode(event.currentTarget.value);
        }}
      />
      <Button type="submit" size="md" loading={busy}>
        {t('setup.register')}
      </Button>
    </Form>
  );
}
