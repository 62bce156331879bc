import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideLines, type ReviewDecision, type ReviewLine, reviewKey } from '../api/reviews.ts';
import { Fault } from '../pieces/notice.tsx';
import { useSaid } from '../pieces/said.ts';
import { answerKeys, answersOf, begun, type Decided, type Going, give, type Pressed, press } from './keys.ts';
import classes from './reviews.module.css';

const decisions = ['keep', 'reduce', 'revoke'] as const;

interface LinesProps {
  readonly id: string;
  readonly lines: readonly ReviewLine[];
  /** Whether the four questions are asked: software has no holder. */
  readonly asked: boolean;
  readonly busy: boolean;
}

/** The lines of a review, decided one key each. What was decided is sent while the person goes on; a refusal is said and undone. */
export function ReviewLines({ id, lines: given, asked, busy }: LinesProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [lines, setLines] = useState(given);
  const [going, setGoing] = useState<Going>(begun);
  const [fault, setFault] = useState<unknown>(null);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => setLines(given), [given]);
  const decide = ({ line, decision, reason, answers }: Decided) => {
    setFault(null);
    const seen = line.decision?.no ?? 0;
    const shown = {
      no: seen + 1,
      decision,
      reason,
      answers: asked ? answers : null,
      together: false,
      by: { ja: t('reviews.you'), en: t('reviews.you') },
      at: '',
    };
    setLines((old) => old.map((each) => (each.id === line.id ? { ...each, decision: shown } : each)));
    sending.current = sending.current
      .then(() => decideLines(id, [{ line: line.id, seen, decision, reason, answers: asked ? answers : null }]))
      .then(
        () => undefined,
        (error: unknown) => {
          setFault(error);
          setLines((old) => old.map((each) => (each.id === line.id ? line : each)));
          void client.invalidateQueries({ queryKey: reviewKey(id) });
        },
      );
  };
  const take = (pressed: Pressed | null): boolean => {
    if (pressed === null) return false;
    setGoing(pressed.going);
    if (pressed.decided !== null) decide(pressed.decided);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox' && event.key !== 'Escape') return;
    if (take(press(going, lines, event.key))) event.preventDefault();
  };
  useEffect(() => {
    if (going.asking === null) table.current?.querySelectorAll('tbody tr')[going.at]?.scrollIntoView?.({ block: 'nearest' });
  }, [going]);
  return (
    <div className={classes.list} aria-busy={busy}>
      <p className={`small quiet ${classes.keys} no-print`}>
        <kbd>j</kbd> <kbd>k</kbd> {t('reviews.keys.move')} <kbd>1</kbd> {t('reviews.decisions.keep')} <kbd>2</kbd>{' '}
        {t('reviews.decisions.reduce')} <kbd>3</kbd> {t('reviews.decisions.revoke')}
        {asked && (
          <>
            {' '}
            <kbd>q</kbd> <kbd>w</kbd> <kbd>e</kbd> <kbd>r</kbd> {t('reviews.keys.answers')}
          </>
        )}
      </p>
      <Fault error={fault} />
      <table ref={table} className="table cards" onKeyDown={onKeyDown} tabIndex={-1}>
        <caption className="unseen">{t('reviews.lines')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reviews.who')}</th>
            <th scope="col">{t('reviews.what')}</th>
            <th scope="col">{t('reviews.hints')}</th>
            {asked && <th scope="col">{t('reviews.four')}</th>}
            <th scope="col">{t('reviews.decision')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <Row
              key={line.id}
              line={line}
              asked={asked}
              going={going}
              here={i === going.at}
              go={() => setGoing((old) => ({ ...old, at: i, asking: null }))}
              press={(key) => take(press({ ...going, at: i, asking: null }, lines, key))}
              give={(reason) => take(give(going, lines, reason))}
              cancel={() => setGoing((old) => ({ ...old, asking: null }))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly line: ReviewLine;
  readonly asked: boolean;
  readonly going: Going;
  readonly here: boolean;
  readonly go: () => void;
  readonly press: (key: string) => boolean;
  readonly give: (reason: string) => boolean;
  readonly cancel: () => void;
}

function Row({ line, asked, going, here, go, press: pressKey, give: giveReason, cancel }: RowProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const chosen = line.decision?.decision;
  return (
    <tr className={here ? classes.here : undefined} onFocus={here ? undefined : go} aria-current={here || undefined}>
      <td data-label={t('reviews.who')}>
        <span className={classes.who}>{line.who}</span>
        {line.department !== '' && <div className="small quiet">{line.department}</div>}
      </td>
      <td data-label={t('reviews.what')}>
        {line.what}
        <div className="small quiet">
          {line.level}
          {line.extent > 1 && ` (${t('reviews.devices', { count: line.extent })})`}
        </div>
      </td>
      <td data-label={t('reviews.hints')}>
        <div>{t(`reviews.delta.${line.delta}`)}</div>
        {line.flags.length > 0 && <div className={classes.flag}>{line.flags.map((flag) => t(`reviews.flags.${flag}`)).join('、')}</div>}
        <div className="small quiet">{t(`reviews.part.${line.part}`)}</div>
      </td>
      {asked && (
        <td data-label={t('reviews.four')}>
          <div className={classes.answers}>
            {Object.entries(answerKeys).map(([key, field]) => (
              <Checkbox
                key={field}
                size="xs"
                label={t(`reviews.answers.${field}`)}
                checked={answersOf(line, going)[field]}
                disabled={!line.mayDecide}
                onChange={() => pressKey(key)}
              />
            ))}
          </div>
        </td>
      )}
      <td data-label={t('reviews.decision')}>
        {line.mayDecide ? (
          <div className={`${classes.choices} no-print`}>
            {decisions.map((decision, i) => (
              <Button
                key={decision}
                size="compact-sm"
                variant={chosen === decision ? 'filled' : 'default'}
                aria-pressed={chosen === decision}
                onClick={() => pressKey(String(i + 1))}
              >
                {t(`reviews.decisions.${decision}`)}
              </Button>
            ))}
          </div>
        ) : (
          <span className="quiet">{chosen ? t(`reviews.decisions.${chosen}`) : line.own ? t('reviews.own') : t('reviews.others')}</span>
        )}
        {here && going.asking !== null && <Reason decision={going.asking} last={going.lastReason} give={giveReason} cancel={cancel} />}
        {line.decision !== null && (
          <div className="small quiet">
            {line.decision.reason !== '' && `${line.decision.reason} `}
            {t('reviews.by', { name: say(line.decision.by) })}
          </div>
        )}
      </td>
    </tr>
  );
}

/** Asks why. The reason that was given last stands there already: Enter takes it, typing replaces it. */
function Reason({
  decision,
  last,
  give: giveReason,
  cancel,
}: {
  decision: ReviewDecision;
  last: string;
  give: (reason: string) => boolean;
  cancel: () => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(last);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        giveReason(text);
      }}
    >
      <TextInput
        ref={input}
        autoFocus
        size="sm"
        label={t('reviews.reasonFor', { decision: t(`reviews.decisions.${decision}`) })}
        value={text}
        maxLength={500}
        required
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.choices}>
        <Button type="submit" size="compact-sm" disabled={text.trim() === ''}>
          {t('reviews.save')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={cancel}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
