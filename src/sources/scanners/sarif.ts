import { aspectsOf, complexityIn, cwesIn, isComplexityRule, lintTools, severityOfScore } from './aspect.ts';
import { foldedCode, foldedMessage, foldedPath, Keys } from './key.ts';
import type { Aspect, Claim, ScanFinding, ScanRun, ScanWarning, Severity } from './report.ts';
import { scanLimits } from './report.ts';
import { type Json, list, number, object, objects, text, time } from './shape.ts';
import { unreadable } from './unreadable.ts';

/**
 * SARIF 2.1.0 (OASIS): each run is one tool's.
 *
 * @throws Fault `file-unreadable` for another version and for more than `scanLimits` runs or results
 */
export function readSarif(document: Json): ScanRun[] {
  if (document.version !== '2.1.0') throw unreadable('SARIF', `version ${text(document.version, 20) || '?'} instead of 2.1.0`);
  if (!Array.isArray(document.runs)) throw unreadable('SARIF', 'it has no runs');
  const runs = objects(document.runs);
  if (runs.length > scanLimits.runsMax) throw unreadable('SARIF', `more than ${scanLimits.runsMax} runs`);
  if (runs.length === 0) throw unreadable('SARIF', 'it has no run: no tool says anything');
  const count = runs.reduce((sum, run) => sum + list(run.results).length, 0);
  if (count > scanLimits.findingsMax) throw unreadable('SARIF', `more than ${scanLimits.findingsMax} results`);
  return runs.map(runOf);
}

function runOf(run: Json): ScanRun {
  const driver = object(object(run.tool).driver);
  const tool = text(driver.name, 100);
  if (tool === '') throw unreadable('SARIF', 'a run does not name its tool');
  const components = [driver, ...objects(object(run.tool).extensions)];
  const rules = components.map((component) => objects(component.rules));
  const context = {
    tool,
    keys: new Keys(),
    rules,
    byId: new Map(rules.flat().map((rule) => [text(rule.id, 200), rule] as const)),
    root: rootOf(run),
    bases: object(run.originalUriBaseIds),
    warnings: new Set<ScanWarning>(),
  };
  const results = objects(run.results);
  // `results: null` says that the tool could not look; an empty list that it found nothing.
  const invocations = objects(run.invocations);
  if (!Array.isArray(run.results) || invocations.some(({ executionSuccessful }) => executionSuccessful === false))
    context.warnings.add('tool-failed');
  if (context.byId.size === 0) context.warnings.add('no-rules');
  const found = results.filter(counts).map((result) => findingOf(result, context));
  const limits = found.flatMap(({ limit }) => (limit === null ? [] : [limit]));
  return {
    tool,
    version: text(driver.semanticVersion ?? driver.version, 60),
    scope: scopeOf(run),
    scannedAt: time(invocations.at(-1)?.endTimeUtc) ?? time(invocations.at(-1)?.startTimeUtc),
    commit: text(objects(run.versionControlProvenance)[0]?.revisionId, 80),
    covers: coveredBy(
      tool,
      [...context.byId.values()],
      found.map(({ finding }) => finding),
    ),
    complexityLimit: limits.length === 0 ? null : Math.max(...limits),
    findings: found.map(({ finding }) => finding),
    warnings: [...context.warnings],
  };
}

interface Context {
  readonly tool: string;
  readonly keys: Keys;
  readonly rules: readonly (readonly Json[])[];
  readonly byId: ReadonlyMap<string, Json>;
  readonly root: string;
  readonly bases: Json;
  readonly warnings: Set<ScanWarning>;
}

/** What is there and wants a look. `pass`, `notApplicable` and `informational` are no defects, and `absent` is one that is gone. */
const counts = ({ kind, baselineState }: Json): boolean =>
  (kind === undefined || kind === 'fail' || kind === 'open' || kind === 'review') && baselineState !== 'absent';

/** The category: `automationDetails.id` without its last part, which names the single run. */
const scopeOf = (run: Json): string => {
  const id = text(object(run.automationDetails).id, 200);
  return id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : '';
};

const rootOf = (run: Json): string => {
  const bases = object(run.originalUriBaseIds);
  const named = text(object(bases['%SRCROOT%'] ?? bases.SRCROOT ?? bases.PROJECTROOT).uri, 500);
  const folder = named || text(object(objects(run.invocations)[0]?.workingDirectory).uri, 500);
  const { path } = foldedPath(folder);
  return path === '' || path === '/' ? '' : `${path.replace(/\/$/, '')}/`;
};

function ruleOf(result: Json, { rules, byId }: Context): { readonly id: string; readonly rule: Json } {
  const reference = object(result.rule);
  const component = number(object(reference.toolComponent).index);
  const index = number(reference.index ?? result.ruleIndex);
  const list_ = component === null ? rules[0] : rules[component + 1];
  const indexed = index === null ? undefined : list_?.[index];
  const said = text(result.ruleId ?? reference.id, 200);
  // `CA2101/deep` is of the rule `CA2101`.
  const rule = byId.get(said) ?? indexed ?? byId.get(said.slice(0, said.lastIndexOf('/'))) ?? {};
  return { id: said || text(rule.id, 200) || 'unnamed', rule };
}

function findingOf(result: Json, context: Context): { readonly finding: ScanFinding; readonly limit: number | null } {
  const { id, rule } = ruleOf(result, context);
  const message = messageOf(object(result.message), rule);
  const place = placeOf(result, context);
  const cwes = cwesOf(rule, result);
  const measured = isComplexityRule(id) ? complexityIn(message) : { measured: null, limit: null };
  return {
    limit: measured.limit,
    finding: {
      rule: id,
      fingerprint: fingerprintOf(result, { id, message, place, context }),
      title: text(object(rule.shortDescription).text, 300) || text(rule.name, 300) || message.slice(0, 300) || id,
      message,
      severity: severityOf(result, rule, cwes),
      place: place.path,
      line: place.line,
      cwes,
      aliases: [...new Set([id, message].flatMap((each) => each.match(/\bCVE-\d{4}-\d{4,7}\b/g) ?? []))].slice(0, 10),
      aspects: aspectsOf(id, context.tool, cwes),
      claim: claimOf(result),
      measure: measured.measured,
    },
  };
}

function messageOf(message: Json, rule: Json): string {
  const template =
    text(message.text, 4000) || text(object(object(rule.messageStrings)[text(message.id, 100)]).text, 4000) || text(message.markdown, 4000);
  const given = list(message.arguments);
  return text(
    template.replace(/\{(\d{1,2})\}/g, (whole, index) =>
      typeof given[Number(index)] === 'string' ? (given[Number(index)] as string) : whole,
    ),
    2000,
  );
}

interface Place {
  readonly path: string;
  readonly line: number | null;
  readonly code: string;
}

function placeOf(result: Json, { bases, root, warnings }: Context): Place {
  const location = object(list(result.locations)[0]);
  const physical = object(location.physicalLocation);
  const artifact = object(physical.artifactLocation);
  const base = text(object(bases[text(artifact.uriBaseId, 100)]).uri, 500);
  const uri = text(artifact.uri, 1000);
  // A base that is itself relative is a folder of the repository; an absolute one is where this machine keeps it.
  const within = base !== '' && !/^([a-z][a-z0-9+.-]*:|\/)/i.test(base) ? `${base.replace(/\/?$/, '/')}${uri}` : uri;
  const { path, absolute } = foldedPath(within, root);
  if (absolute) warnings.add('absolute-paths');
  const region = object(physical.region);
  const logical = text(object(list(location.logicalLocations)[0]).fullyQualifiedName, 300);
  const snippet = text(object(region.snippet).text, 1000) || text(object(object(physical.contextRegion).snippet).text, 2000);
  const line = number(region.startLine);
  return {
    path: path || logical || '',
    line: line !== null && line > 0 && line < 10_000_000 ? Math.trunc(line) : null,
    code: foldedCode(snippet) || logical,
  };
}

const isHash = /^[\w+/=:.-]{8,200}$/;
/** Whether a value names the line it stands on: then it moves with every line that is added above. */
const namesLine = (value: string, line: number | null): boolean =>
  line !== null && !/^[0-9a-f]{8,}:\d+$/i.test(value) && new RegExp(`[:#_-]L?${line}$`).test(value);

/** The tool's own fingerprint where it gives one that can be believed; else what stands there. */
function fingerprintOf(
  result: Json,
  { id, message, place, context }: { id: string; message: string; place: Place; context: Context },
): string {
  const usable = (from: unknown): [string, string][] =>
    Object.entries(object(from))
      .flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' && isHash.test(value) && !namesLine(value, place.line) && !/column/i.test(name) ? [[name, value]] : [],
      )
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const [whole] = usable(result.fingerprints);
  if (whole) return context.keys.of(['tool', id, ...whole]);
  const parts = usable(result.partialFingerprints);
  const line = parts.find(([name]) => name.startsWith('primaryLocationLineHash'));
  if (parts.length > 0) return context.keys.of(['part', id, place.path, ...(line ?? parts.flat())]);
  const { guid, correlationGuid } = result;
  if (typeof correlationGuid === 'string' && isHash.test(correlationGuid) && correlationGuid !== guid)
    return context.keys.of(['guid', id, correlationGuid]);
  context.warnings.add('no-fingerprints');
  return context.keys.of(['content', id, place.path, place.code || foldedMessage(message)]);
}

function cwesOf(rule: Json, result: Json): number[] {
  const related = objects(rule.relationships).map(({ target }) => object(target));
  const taxa = [...related, ...objects(result.taxa)].flatMap((each) => {
    const component = text(object(each.toolComponent).name, 20);
    return /^cwe$/i.test(component) ? [`CWE-${text(each.id, 20).replace(/^CWE-?/i, '')}`] : [each.id];
  });
  const properties = [object(rule.properties), object(result.properties)];
  return cwesIn([...taxa, ...properties.flatMap(({ tags, cwe }) => [...list(tags), ...list(cwe), cwe])]);
}

function severityOf(result: Json, rule: Json, cwes: readonly number[]): Severity {
  const [own, shared] = [object(result.properties), object(rule.properties)];
  const score = number(own['security-severity']) ?? number(shared['security-severity']);
  if (score !== null && score >= 0 && score <= 10) return severityOfScore(score);
  const level = result.level ?? object(rule.defaultConfiguration).level ?? 'warning';
  const security = cwes.length > 0 || list(shared.tags).includes('security');
  if (level === 'error') return security ? 'high' : 'medium';
  if (level === 'warning') return security ? 'medium' : 'low';
  return security ? 'low' : 'info';
}

/** A note in the source. One that is under review or was rejected says nothing. */
function claimOf(result: Json): Claim | null {
  const [suppressed] = objects(result.suppressions).filter(({ status }) => status === undefined || status === 'accepted');
  return suppressed ? { by: 'source', state: text(suppressed.kind, 40) || 'inSource', reason: text(suppressed.justification, 500) } : null;
}

/** By the rules that the report lists, not only by those that found something: a tool that lists none proves no absence. */
function coveredBy(tool: string, rules: readonly Json[], findings: readonly ScanFinding[]): Aspect[] {
  const said = rules
    .filter((rule) => object(rule.defaultConfiguration).enabled !== false)
    .flatMap((rule) => aspectsOf(text(rule.id, 200), tool, cwesOf(rule, {})));
  return [
    ...new Set([...said, ...findings.flatMap(({ aspects }) => aspects), ...(lintTools.test(tool) ? (['lint'] as const) : [])]),
  ].sort();
}
