import type { Element } from '../xml.ts';
import { cwesIn, severityOfScore } from './aspect.ts';
import { Keys } from './key.ts';
import type { ScanFinding, ScanRun } from './report.ts';
import { scanLimits } from './report.ts';
import { number, text } from './shape.ts';
import { unreadable } from './unreadable.ts';

const all = (of: Element, name: string): readonly Element[] => of.children.filter((child) => child.name === name);

/**
 * `nmap -sV -oX`, with scripts or without: each open port, and what scripts say is vulnerable. (The machines themselves are read by
 * `sources/nmap`.)
 */
export function readNmapServices(root: Element): ScanRun[] {
  const keys = new Keys();
  const findings: ScanFinding[] = [];
  for (const host of all(root, 'host')) {
    const address = all(host, 'address').find(({ attributes }) => attributes.addrtype !== 'mac')?.attributes.addr ?? '';
    for (const ports of all(host, 'ports')) {
      for (const port of all(ports, 'port').filter((each) => all(each, 'state')[0]?.attributes.state === 'open')) {
        findings.push(...ofPort(text(address, 60), port, keys));
        if (findings.length > scanLimits.findingsMax) throw unreadable('nmap', `more than ${scanLimits.findingsMax} findings`);
      }
    }
  }
  const finished = all(root, 'runstats').flatMap((stats) => all(stats, 'finished'))[0]?.attributes;
  const at = number(finished?.time);
  return [
    {
      tool: 'nmap',
      version: text(root.attributes.version, 60),
      scope: '',
      scannedAt: at !== null && at > 946_684_800 && at < 7_258_118_400 ? new Date(at * 1000) : null,
      commit: '',
      covers: [],
      complexityLimit: null,
      findings,
      // nmap writes the end of the scan last: without it, it was stopped in the middle.
      warnings: finished === undefined || finished.exit === 'error' ? ['tool-failed'] : [],
    },
  ];
}

function ofPort(address: string, port: Element, keys: Keys): ScanFinding[] {
  const place = `${address}:${text(port.attributes.portid, 10)}/${text(port.attributes.protocol, 10)}`;
  const service = all(port, 'service')[0]?.attributes ?? {};
  const product = [service.name, service.product, service.version]
    .map((part) => text(part, 80))
    .filter((part) => part !== '')
    .join(' ');
  const base = { place, line: null, aspects: [], claim: null, measure: null } as const;
  const open: ScanFinding = {
    ...base,
    rule: 'open-port',
    fingerprint: keys.of(['port', place]),
    title: `${place} ${product}`.trim(),
    message: product,
    severity: 'info',
    cwes: [],
    aliases: [],
  };
  return [open, ...all(port, 'script').flatMap((script) => ofScript(place, script, base, keys))];
}

function ofScript(
  place: string,
  script: Element,
  base: Pick<ScanFinding, 'place' | 'line' | 'aspects' | 'claim' | 'measure'>,
  keys: Keys,
): ScanFinding[] {
  const id = text(script.attributes.id, 100);
  const output = text(script.attributes.output, 2000);
  const found = entriesOf(script).flatMap((entry): ScanFinding[] => {
    const name = text(entry.get('id'), 80);
    const score = number(entry.get('cvss'));
    if (!/^(CVE|GHSA|OSV)-/.test(name)) return [];
    const severity = score === null ? 'medium' : severityOfScore(score);
    return [
      {
        ...base,
        rule: name,
        fingerprint: keys.of(['script', id, name, place]),
        title: `${name} ${place}`,
        message: id,
        severity,
        cwes: [],
        aliases: [name],
      },
    ];
  });
  if (found.length > 0) return found;
  if (!/State:\s*(LIKELY )?VULNERABLE\b/i.test(script.attributes.output ?? '')) return [];
  const aliases = [...new Set(output.match(/\bCVE-\d{4}-\d{4,7}\b/g) ?? [])].slice(0, 10);
  return [
    {
      ...base,
      rule: id,
      fingerprint: keys.of(['script', id, place]),
      title: `${id} ${place}`,
      message: output,
      severity: 'high',
      cwes: cwesIn([output]),
      aliases,
    },
  ];
}

/** The tables of a script's result that hold named values, however deep they stand. */
function entriesOf(script: Element): ReadonlyMap<string, string>[] {
  const found: ReadonlyMap<string, string>[] = [];
  const waiting = [...all(script, 'table')];
  for (const table of waiting) {
    waiting.push(...all(table, 'table'));
    const elems = all(table, 'elem');
    if (elems.length > 0) found.push(new Map(elems.map(({ attributes, text: value }) => [attributes.key ?? '', value])));
  }
  return found;
}
