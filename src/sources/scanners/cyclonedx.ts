import { cwesIn, severityOfScore } from './aspect.ts';
import { Keys } from './key.ts';
import type { Claim, ScanFinding, ScanRun, Severity } from './report.ts';
import { scanLimits } from './report.ts';
import { type Json, list, number, object, objects, text, time } from './shape.ts';
import { unreadable } from './unreadable.ts';

const versions = new Set(['1.4', '1.5', '1.6']);

/**
 * CycloneDX 1.4 to 1.6 in JSON, with its `vulnerabilities`: what Trivy, Grype and others write. A list of components alone says nothing of
 * vulnerabilities, and is refused: taken for a scan without findings it would look like a proof.
 *
 * @throws Fault `file-unreadable`
 */
export function readCycloneDx(document: Json): ScanRun[] {
  const version = text(document.specVersion, 20);
  if (!versions.has(version)) throw unreadable('CycloneDX', `version ${version || '?'} instead of 1.4, 1.5 or 1.6`);
  if (!Array.isArray(document.vulnerabilities))
    throw unreadable('CycloneDX', 'it lists components only; write it with vulnerabilities (for example trivy --scanners vuln)');
  const components = componentsOf(document);
  const keys = new Keys();
  const findings: ScanFinding[] = [];
  for (const vulnerability of objects(document.vulnerabilities)) {
    const affected = objects(vulnerability.affects);
    for (const affects of affected.length === 0 ? [{}] : affected) {
      findings.push(findingOf(vulnerability, affects, components, keys));
      if (findings.length > scanLimits.findingsMax) throw unreadable('CycloneDX', `more than ${scanLimits.findingsMax} findings`);
    }
  }
  const metadata = object(document.metadata);
  const tool = toolOf(metadata);
  return [
    {
      ...tool,
      scope: text(object(metadata.component).name, 200),
      scannedAt: time(metadata.timestamp),
      commit: '',
      covers: [],
      complexityLimit: null,
      findings,
      warnings: [],
    },
  ];
}

/** `tools` is a list in 1.4, and an object with components since 1.5. */
function toolOf(metadata: Json): { readonly tool: string; readonly version: string } {
  const [first] = Array.isArray(metadata.tools) ? objects(metadata.tools) : objects(object(metadata.tools).components);
  return { tool: text(first?.name, 100) || 'CycloneDX', version: text(first?.version, 60) };
}

interface Component {
  readonly label: string;
  /** The package without its version: an update that does not help leaves the finding what it was. */
  readonly identity: string;
}

function componentsOf(document: Json): ReadonlyMap<string, Component> {
  const found = new Map<string, Component>();
  const waiting = [object(document.metadata).component, ...list(document.components)].map(object);
  for (const component of waiting) {
    waiting.push(...objects(component.components));
    const purl = text(component.purl, 400);
    const name = [text(component.group, 100), text(component.name, 200)].filter((part) => part !== '').join('/');
    const label = purl || [name, text(component.version, 80)].filter((part) => part !== '').join('@');
    const identity = purl === '' ? name : purlWithoutVersion(purl);
    const reference = text(component['bom-ref'], 500) || purl;
    if (reference !== '' && !found.has(reference)) found.set(reference, { label, identity });
  }
  return found;
}

export const purlWithoutVersion = (purl: string): string => purl.replace(/[?#].*$/, '').replace(/(.)@[^@/]*$/, '$1');

function findingOf(vulnerability: Json, affects: Json, components: ReadonlyMap<string, Component>, keys: Keys): ScanFinding {
  const id = text(vulnerability.id, 200) || 'unnamed';
  const ref = text(affects.ref, 500);
  const component = components.get(ref) ?? { label: ref, identity: ref.startsWith('pkg:') ? purlWithoutVersion(ref) : ref };
  const description = text(vulnerability.description, 2000);
  const aliases = objects(vulnerability.references).map((each) => text(each.id, 80));
  return {
    rule: id,
    fingerprint: keys.of(['component', id, component.identity]),
    title: `${id} ${component.label.replace(/^pkg:/, '')}`.trim().slice(0, 300),
    message: [description || text(vulnerability.detail, 2000), text(vulnerability.recommendation, 500)]
      .filter((part) => part !== '')
      .join(' — ')
      .slice(0, 2000),
    severity: severityOf(vulnerability),
    place: component.label.slice(0, 500),
    line: null,
    cwes: cwesIn(list(vulnerability.cwes).map((cwe) => `CWE-${String(number(cwe) ?? '')}`)),
    aliases: [...new Set([id, ...aliases].filter((each) => each !== '' && each !== 'unnamed'))].slice(0, 10),
    aspects: [],
    claim: claimOf(object(vulnerability.analysis)),
    measure: null,
  };
}

const named: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: 'info',
  none: 'info',
};

/** The worst rating: raters disagree, and nobody here has weighed them yet. What no one rated is `medium`, not harmless. */
function severityOf(vulnerability: Json): Severity {
  const order: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
  const said = objects(vulnerability.ratings).flatMap((rating): Severity[] => {
    const score = /^CVSS/i.test(text(rating.method, 20)) ? number(rating.score) : null;
    const word = named[text(rating.severity, 20).toLowerCase()];
    return word ? [word] : score !== null && score >= 0 && score <= 10 ? [severityOfScore(score)] : [];
  });
  return order.find((severity) => said.includes(severity)) ?? 'medium';
}

/** What a VEX statement says for it. `exploitable` and `in_triage` say nothing against the finding. */
function claimOf(analysis: Json): Claim | null {
  const state = text(analysis.state, 40);
  if (!['resolved', 'resolved_with_pedigree', 'false_positive', 'not_affected'].includes(state)) return null;
  return {
    by: 'vex',
    state,
    reason: [text(analysis.justification, 100), text(analysis.detail, 400)].filter((part) => part !== '').join(': '),
  };
}
