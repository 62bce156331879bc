import { readXml } from '../xml.ts';
import { readJson } from './bounded-json.ts';
import { readCycloneDx } from './cyclonedx.ts';
import { decodeReport } from './decode.ts';
import { readNmapServices } from './nmap-services.ts';
import { readOsv } from './osv.ts';
import type { ScanFormat, ScanReport, ScanRun } from './report.ts';
import { readSarif } from './sarif.ts';
import { object } from './shape.ts';
import { unreadable } from './unreadable.ts';
import { readZapJson, readZapXml } from './zap.ts';

/**
 * The report of a scanner, whatever its format: the content says which, not the file's name. Pure.
 *
 * @throws Fault `file-unreadable` where it is none of the formats, is broken, or is more than `scanLimits`
 */
export function readScan(bytes: Uint8Array): ScanReport {
  const text = decodeReport(bytes);
  const { format, runs } = /^[\uFEFF\s]*</.test(text) ? fromXml(text) : fromJson(text);
  return { format, runs: merged(runs) };
}

interface Read {
  readonly format: ScanFormat;
  readonly runs: readonly ScanRun[];
}

function fromXml(text: string): Read {
  const declared = /^[\uFEFF\s]*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.-]{1,40})["']/i.exec(text)?.[1];
  if (declared !== undefined && !/^(utf-?8|utf-?16(le|be)?|us-ascii)$/i.test(declared))
    throw unreadable('XML', `the encoding ${declared}; write it as UTF-8`);
  const root = readXml(text);
  if (root.name === 'OWASPZAPReport') return { format: 'zap-xml', runs: readZapXml(root) };
  if (root.name === 'nmaprun') return { format: 'nmap', runs: readNmapServices(root) };
  throw unreadable('report', `<${root.name.slice(0, 50)}> is neither a report of ZAP nor one of nmap`);
}

function fromJson(text: string): Read {
  const document = object(readJson(text));
  if ('runs' in document || /sarif/i.test(String(document.$schema ?? ''))) return { format: 'sarif', runs: readSarif(document) };
  if (document.bomFormat === 'CycloneDX') return { format: 'cyclonedx', runs: readCycloneDx(document) };
  if ('site' in document && ('@version' in document || '@generated' in document))
    return { format: 'zap-json', runs: readZapJson(document) };
  if (Array.isArray(document.results) && document.results.every((each) => 'packages' in object(each)))
    return { format: 'osv', runs: readOsv(document) };
  throw unreadable('report', 'it is none of SARIF, CycloneDX, osv-scanner, ZAP and nmap');
}

/** What one tool says of one part in several runs is one statement: else the second would make the first's findings vanish. */
function merged(runs: readonly ScanRun[]): ScanRun[] {
  const groups = Map.groupBy(runs, ({ tool, scope }) => JSON.stringify([tool, scope]));
  return [...groups.values()].map((group) => {
    const [first, ...others] = group as [ScanRun, ...ScanRun[]];
    if (others.length === 0) return first;
    const seen = new Map(group.flatMap(({ findings }) => findings).map((finding) => [`${finding.rule}\n${finding.fingerprint}`, finding]));
    const limits = group.flatMap(({ complexityLimit }) => complexityLimit ?? []);
    const times = group.flatMap(({ scannedAt }) => scannedAt ?? []).sort((a, b) => a.getTime() - b.getTime());
    return {
      ...first,
      scannedAt: times.at(-1) ?? null,
      covers: [...new Set(group.flatMap(({ covers }) => covers))].sort(),
      complexityLimit: limits.length === 0 ? null : Math.max(...limits),
      findings: [...seen.values()],
      warnings: [...new Set(group.flatMap(({ warnings }) => warnings))],
    };
  });
}
