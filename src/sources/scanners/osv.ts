import { cwesIn, severityOfScore } from './aspect.ts';
import { foldedPath, Keys } from './key.ts';
import type { ScanFinding, ScanRun, ScanWarning, Severity } from './report.ts';
import { scanLimits } from './report.ts';
import { type Json, list, number, object, objects, text } from './shape.ts';
import { unreadable } from './unreadable.ts';

/**
 * The JSON of osv-scanner 1 and 2. It groups what several databases call by different names; a group is one finding.
 *
 * @throws Fault `file-unreadable`
 */
export function readOsv(document: Json): ScanRun[] {
  const warnings = new Set<ScanWarning>();
  const keys = new Keys();
  const findings: ScanFinding[] = [];
  for (const result of objects(document.results)) {
    const source = object(result.source);
    const { path, absolute } = foldedPath(text(source.path, 1000));
    if (absolute) warnings.add('absolute-paths');
    for (const found of objects(result.packages)) {
      for (const group of groupsOf(found)) {
        findings.push(findingOf(found, group, path, keys));
        if (findings.length > scanLimits.findingsMax) throw unreadable('osv-scanner', `more than ${scanLimits.findingsMax} findings`);
      }
    }
  }
  return [
    {
      tool: 'osv-scanner',
      version: '',
      scope: '',
      scannedAt: null,
      commit: '',
      covers: [],
      complexityLimit: null,
      findings,
      warnings: [...warnings],
    },
  ];
}

const groupsOf = (found: Json): readonly Json[] => {
  const groups = objects(found.groups).filter(({ ids }) => list(ids).length > 0);
  return groups.length > 0 ? groups : objects(found.vulnerabilities).map(({ id }) => ({ ids: [id] }));
};

function findingOf(found: Json, group: Json, path: string, keys: Keys): ScanFinding {
  const { name, version, ecosystem } = object(found.package);
  const ids = list(group.ids)
    .map((id) => text(id, 80))
    .filter((id) => id !== '')
    .sort();
  const known = objects(found.vulnerabilities).filter(({ id }) => ids.includes(text(id, 80)));
  const rule = ids[0] ?? 'unnamed';
  const label = `${text(ecosystem, 60)}:${text(name, 200)}@${text(version, 80)}`;
  const aliases = [...list(group.aliases), ...known.flatMap(({ aliases: more }) => list(more))].map((each) => text(each, 80));
  const summary = known.map((each) => text(each.summary, 300)).find((each) => each !== '') ?? '';
  return {
    rule,
    fingerprint: keys.of(['package', rule, text(ecosystem, 60), text(name, 200), path]),
    title: `${rule} ${text(name, 200)} ${summary}`.trim().slice(0, 300),
    message: (known.map((each) => text(each.details, 2000)).find((each) => each !== '') ?? summary).slice(0, 2000),
    severity: severityOf(group, known),
    place: [label, path]
      .filter((part) => part !== '')
      .join(' · ')
      .slice(0, 500),
    line: null,
    cwes: cwesIn(known.flatMap((each) => list(object(each.database_specific).cwe_ids))),
    aliases: [...new Set([...ids, ...aliases].filter((each) => each !== ''))].slice(0, 10),
    aspects: [],
    claim: null,
    measure: null,
  };
}

const words: Readonly<Record<string, Severity>> = { critical: 'critical', high: 'high', moderate: 'medium', medium: 'medium', low: 'low' };

/** The scanner's own number; else the database's word. What nobody rated is `medium`, not harmless. */
function severityOf(group: Json, known: readonly Json[]): Severity {
  const score = number(group.max_severity);
  if (score !== null && score > 0 && score <= 10) return severityOfScore(score);
  return (
    known.map((each) => words[text(object(each.database_specific).severity, 20).toLowerCase()]).find((each) => each !== undefined) ??
    'medium'
  );
}
