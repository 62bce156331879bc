import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideLines, type ReviewDecision, type ReviewLine, reviewKey } from '../api/reviews.ts';
import { CaseFault } from '../cases/fault.tsx';
import { Form } from '../pieces/form.tsx';
import { useSaid } from '../pieces/said.ts';
import { Assign } from './assign.tsx';
import { answerKeys, answersOf, begun, type Decided, type Going, give, type Pressed, press } from './keys.ts';
import classes from './reviews.module.css';

const decisions = ['keep', 'reduce', 'revoke'] as const;

interface LinesProps {
  readonly id: string;
  readonly lines: readonly ReviewLine[];
  /** Whether the four questions are asked: software has no holder. */
  readonly asked: boolean;
  readonly busy: boolean;
  /** Whether the reader may hand lines to others now. */
  readonly assigns: boolean;
}

/** The lines of a review, decided one key each. What was decided is sent while the person goes on; a refusal is said and undone. */
export function ReviewLines({ id, lines: given, asked, busy, assigns }: LinesProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [lines, setLines] = useState(given);
  const [going, setGoing] = useState<Going>(begun);
  const [fault, setFault] = useState<unknown>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [assigning, setAssigning] = useState(false);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const waiting = useRef(0);
  const table = useRef<HTMLTableElement>(null);
  /** Keys move the focus with them; nothing does before the first key. */
  const moved = useRef(false);
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
    waiting.current += 1;
    sending.current = sending.current
      .then(() => decideLines(id, [{ line: line.id, seen, decision, reason, answers: asked ? answers : null }]))
      .then(
        () => {
          waiting.current -= 1;
          // What is shown is newer than what was fetched; what is counted is asked for anew once the last of a row of keys has arrived.
          if (waiting.current > 0) return;
          void client.invalidateQueries({ queryKey: [...reviewKey(id), 'lines'], refetchType: 'none' });
          void client.invalidateQueries({ queryKey: [...reviewKey(id), 'one'] });
        },
        (error: unknown) => {
          waiting.current -= 1;
          setFault(error);
          setLines((old) => old.map((each) => (each.id === line.id ? line : each)));
          void client.invalidateQueries({ queryKey: reviewKey(id) });
        },
      );
  };
  const take = (pressed: Pressed | null): boolean => {
    if (pressed === null || busy) return false;
    moved.current = true;
    setGoing(pressed.going);
    if (pressed.decided !== null) decide(pressed.decided);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox' && event.key !== 'Escape') return;
    const line = lines[going.at];
    if (event.key === 'x' && going.asking === null && line !== undefined && mayHand(line)) {
      event.preventDefault();
      return choose(line.id);
    }
    if (take(press(going, lines, event.key))) event.preventDefault();
  };
  const mayHand = (line: ReviewLine): boolean => assigns && line.part === 'administrator' && line.delta !== 'removed';
  const choose = (line: string) =>
    setChosen((old) => (old.has(line) ? new Set([...old].filter((each) => each !== line)) : new Set([...old, line])));
  useEffect(() => {
    const row = table.current?.querySelectorAll<HTMLElement>('tbody tr')[going.at];
    if (!moved.current || going.asking !== null || row === undefined) return;
    row.scrollIntoView?.({ block: 'nearest' });
    const { activeElement } = document;
    // Whoever is in the line already stays where they are, and whoever went elsewhere is not called back.
    if (!row.contains(activeElement) && (activeElement === document.body || table.current?.contains(activeElement))) row.focus();
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
        {assigns && (
          <>
            {' '}
            <kbd>x</kbd> {t('reviews.keys.choose')}
          </>
        )}
      </p>
      {chosen.size > 0 && (
        <div className={`${classes.chosen} no-print`} role="status">
          <b>{t('reviews.assign.chosen', { count: chosen.size })}</b>
          <Button size="compact-md" onClick={() => setAssigning(true)}>
            {t('reviews.assign.open')}
          </Button>
          <Button size="compact-md" variant="subtle" onClick={() => setChosen(new Set())}>
            {t('action.clear')}
          </Button>
        </div>
      )}
      <CaseFault error={fault} />
      <table ref={table} className={`table cards ${classes.lines}`} onKeyDown={onKeyDown} tabIndex={-1}>
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
              chosen={mayHand(line) ? chosen.has(line.id) : null}
              choose={() => choose(line.id)}
              go={() => setGoing((old) => ({ ...old, at: i, asking: null }))}
              press={(key) => take(press({ ...going, at: i, asking: null }, lines, key))}
              give={(reason) => take(give(going, lines, reason))}
              cancel={() => setGoing((old) => ({ ...old, asking: null }))}
            />
          ))}
        </tbody>
      </table>
      {assigning && (
        <Assign
          id={id}
          lines={[...chosen]}
          close={() => setAssigning(false)}
          done={() => {
            setAssigning(false);
            setChosen(new Set());
          }}
        />
      )}
    </div>
  );
}

interface RowProps {
  readonly line: ReviewLine;
  readonly asked: boolean;
  readonly going: Going;
  readonly here: boolean;
  /** Whether it is among those to be handed on; null where the reader cannot hand it on. */
  readonly chosen: boolean | null;
  readonly choose: () => void;
  readonly go: () => void;
  readonly press: (key: string) => boolean;
  readonly give: (reason: string) => boolean;
  readonly cancel: () => void;
}

function Row({ line, asked, going, here, chosen: isChosen, choose, go, press: pressKey, give: giveReason, cancel }: RowProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  const chosen = line.decision?.decision;
  return (
    <tr
      className={here ? classes.here : undefined}
      tabIndex={here ? 0 : -1}
      onFocus={here ? undefined : go}
      aria-current={here || undefined}
    >
      <td data-label={t('reviews.account')}>
        {isChosen === null ? (
          <span className={classes.who}>{line.who}</span>
        ) : (
          <Checkbox size="sm" classNames={{ label: classes.who ?? '' }} label={line.who} checked={isChosen} onChange={choose} />
        )}
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
        <div className="small quiet">
          {line.assigned === null
            ? `${t('reviews.reviewer')}: ${t(`reviews.part.${line.part}`)}`
            : t('reviews.assigned', { name: say(line.assigned.to) })}
        </div>
        {line.assigned !== null && <div className="small quiet">{line.assigned.reason}</div>}
      </td>
      {asked && (
        <td data-label={t('reviews.four')}>
          <div className={classes.answers}>
            {Object.entries(answerKeys).map(([key, field]) => (
              <Checkbox
                key={field}
                size="sm"
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
          <div className={`small quiet ${classes.decided}`}>
            {line.decision.reason !== '' && <div>{line.decision.reason}</div>}
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
    <Form className={classes.reason ?? ''} onSubmit={() => giveReason(text)}>
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
    </Form>
  );
}
