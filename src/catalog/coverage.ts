import type { Words } from '../base/text.ts';
import { mechanismKinds } from '../mechanism/citation.ts';
import { controls, isOperative } from './index.ts';

/** docs/coverage.md: what runs and what is planned, clause by clause. Generated, so that it cannot flatter. */
export function coverageText(): string {
  const operative = controls.flatMap((control) => control.clauses.filter(isOperative));
  const running = operative.filter((clause) => clause.mechanisms.some((m) => m.status === 'running'));
  const complete = running.filter((clause) => clause.mechanisms.every((m) => m.status === 'running'));
  const lines = [
    '# Coverage',
    '',
    'Generated from the catalogue by `node scripts/generate.mjs`; do not edit. A clause is *running* when at least one of its',
    'mechanisms runs, and *complete* when none is planned.',
    '',
    `- Operative clauses: ${operative.length}`,
    `- Running: ${running.length}, of which complete: ${complete.length}`,
    `- Planned: ${operative.length - running.length}`,
    '',
    '| mechanism | running | planned |',
    '| --- | ---: | ---: |',
    ...mechanismKinds.map((kind) => {
      const cited = operative.flatMap((clause) => clause.mechanisms.filter((m) => m.kind === kind));
      const runs = cited.filter((m) => m.status === 'running').length;
      return `| ${kind} | ${runs} | ${cited.length - runs} |`;
    }),
  ];
  for (const control of controls) {
    lines.push(
      '',
      `## ${control.id} ${control.title.ja} — ${control.title.en}`,
      '',
      '| clause | running | planned |',
      '| --- | --- | --- |',
    );
    for (const clause of control.clauses.filter((each) => each.mechanisms.length > 0)) {
      const runs = clause.mechanisms.flatMap((m) =>
        m.status === 'running' ? [m.kind === 'rule' ? `rule: ${said(m.title)}` : `${m.kind} \`${m.id}\``] : [],
      );
      const plans = clause.mechanisms.flatMap((m) => (m.status === 'planned' ? [`${m.kind}: ${said(m.title)}`] : []));
      lines.push(`| ${clause.id} | ${runs.join('<br>') || '–'} | ${plans.join('<br>') || '–'} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const said = (title: Words): string => `${title.ja} (${title.en})`.replaceAll('|', '\\|');
