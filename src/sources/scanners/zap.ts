import type { Element } from '../xml.ts';
import { aspectsOf, cwesIn } from './aspect.ts';
import { Keys } from './key.ts';
import type { ScanFinding, ScanRun, Severity } from './report.ts';
import { scanLimits } from './report.ts';
import { fromHtml, type Json, objects, text, time } from './shape.ts';
import { unreadable } from './unreadable.ts';

interface Alert {
  readonly plugin: string;
  readonly name: string;
  readonly risk: string;
  readonly description: string;
  readonly solution: string;
  readonly cwe: string;
  readonly instances: readonly { readonly uri: string; readonly method: string; readonly param: string }[];
}

interface Site {
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/** ZAP's “traditional” report in JSON. */
export function readZapJson(document: Json): ScanRun[] {
  const sites = (Array.isArray(document.site) ? objects(document.site) : objects([document.site])).map((site) => ({
    name: text(site['@name'], 300),
    alerts: objects(site.alerts).map((alert) => ({
      plugin: text(alert.alertRef, 60) || text(alert.pluginid, 60),
      name: text(alert.name ?? alert.alert, 300),
      risk: text(alert.riskcode, 5),
      description: fromHtml(alert.desc, 1500),
      solution: fromHtml(alert.solution, 500),
      cwe: text(alert.cweid, 10),
      instances: objects(alert.instances).map(({ uri, method, param }) => ({
        uri: text(uri, 800),
        method: text(method, 20),
        param: text(param, 200),
      })),
    })),
  }));
  return [runOf(sites, text(document['@version'], 60), time(document.created) ?? time(document['@generated']))];
}

/** The same report in XML. */
export function readZapXml(root: Element): ScanRun[] {
  const all = (of: Element, name: string) => of.children.filter((child) => child.name === name);
  const said = (of: Element, name: string) => all(of, name)[0]?.text ?? '';
  const sites = all(root, 'site').map((site) => ({
    name: text(site.attributes.name, 300),
    alerts: all(site, 'alerts')
      .flatMap((alerts) => all(alerts, 'alertitem'))
      .map((alert) => ({
        plugin: text(said(alert, 'alertRef'), 60) || text(said(alert, 'pluginid'), 60),
        name: text(said(alert, 'name') || said(alert, 'alert'), 300),
        risk: text(said(alert, 'riskcode'), 5),
        description: fromHtml(said(alert, 'desc'), 1500),
        solution: fromHtml(said(alert, 'solution'), 500),
        cwe: text(said(alert, 'cweid'), 10),
        instances: all(alert, 'instances')
          .flatMap((instances) => all(instances, 'instance'))
          .map((instance) => ({
            uri: text(said(instance, 'uri'), 800),
            method: text(said(instance, 'method'), 20),
            param: text(said(instance, 'param'), 200),
          })),
      })),
  }));
  return [runOf(sites, text(root.attributes.version, 60), time(root.attributes.generated))];
}

const severityOfRisk: Readonly<Record<string, Severity>> = { '3': 'high', '2': 'medium', '1': 'low', '0': 'info' };

function runOf(sites: readonly Site[], version: string, scannedAt: Date | null): ScanRun {
  if (sites.length === 0) throw unreadable('ZAP', 'it names no site: nothing was looked at');
  const keys = new Keys();
  const findings: ScanFinding[] = [];
  for (const site of sites) {
    for (const alert of site.alerts) {
      for (const instance of alert.instances.length === 0 ? [{ uri: site.name, method: '', param: '' }] : alert.instances) {
        findings.push(findingOf(alert, instance, keys));
        if (findings.length > scanLimits.findingsMax) throw unreadable('ZAP', `more than ${scanLimits.findingsMax} findings`);
      }
    }
  }
  return {
    tool: 'ZAP',
    version,
    scope: sites
      .map(({ name }) => name)
      .sort()
      .join(' ')
      .slice(0, 200),
    scannedAt,
    commit: '',
    // Its report names no rule that found nothing, so what was looked for is not known.
    covers: [...new Set(findings.flatMap(({ aspects }) => aspects))].sort(),
    complexityLimit: null,
    findings,
    warnings: [],
  };
}

function findingOf(alert: Alert, { uri, method, param }: Alert['instances'][number], keys: Keys): ScanFinding {
  const rule = alert.plugin || 'unnamed';
  const place = pageOf(uri);
  const cwes = cwesIn([`CWE-${alert.cwe}`]);
  return {
    rule,
    fingerprint: keys.of(['page', rule, method, place, param]),
    title: alert.name || rule,
    message: [alert.description, alert.solution, param === '' ? '' : `(${method} ${param})`]
      .filter((part) => part !== '')
      .join(' — ')
      .slice(0, 2000),
    severity: severityOfRisk[alert.risk] ?? 'medium',
    place,
    line: null,
    cwes,
    aliases: [],
    aspects: aspectsOf(rule, 'ZAP', cwes),
    claim: null,
    measure: null,
  };
}

/** The page without what a scanner puts in: its values are other ones each time, its names stay. */
function pageOf(uri: string): string {
  if (!URL.canParse(uri)) return uri.slice(0, 500);
  const url = new URL(uri);
  const names = [...new Set(url.searchParams.keys())].sort().map((name) => name.slice(0, 60));
  return `${url.origin === 'null' ? '' : url.origin}${url.pathname}${names.length === 0 ? '' : `?${names.join('&')}`}`.slice(0, 500);
}
