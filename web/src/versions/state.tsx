import { useTranslation } from 'react-i18next';
import type { VersionState, VersionSummary } from '../api/procedures.ts';
import { dayOf } from '../pieces/when.tsx';
import classes from './state.module.css';

/** The state of a version as a word on its ground; shape and word tell it apart, colour only helps. */
export function StateBadge({ state }: { state: VersionState }) {
  const { t } = useTranslation();
  return <span className={`${classes.badge} ${classes[state]}`}>{t(`versions.state.${state}`)}</span>;
}

/** The day from which a version counts, or is meant to. */
export const effectiveDay = (version: VersionSummary): string =>
  version.effectiveFrom === null ? version.effectiveOn : dayOf(new Date(version.effectiveFrom));

export { approvalsOf, baseOf } from './standing.ts';
