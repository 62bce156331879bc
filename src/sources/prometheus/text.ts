/** One sample of Prometheus's text format or of a remote write, before anybody knows what it means. */
export interface MetricSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What one page may bring. A node_exporter with everything on is a tenth of it; a page that lies may be more. */
export const textLimits = { bytesMax: 4_000_000, samplesMax: 50_000, labelsMax: 40, nameCharsMax: 200, valueCharsMax: 1_000 } as const;

const namePattern = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const labelPattern = /^[a-zA-Z_][a-zA-Z0-9_]*/;

/**
 * Reads the text exposition format, version 0.0.4, and keeps the samples whose names are wanted.
 *
 * @returns the samples, or why the page is none: with the number of the line
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function readMetricText(
  text: string,
  wanted: (name: string) => boolean,
): readonly MetricSample[] | { readonly line: number; readonly problem: string } {
  const samples: MetricSample[] = [];
  let line = 0;
  let seen = 0;
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const raw = text.slice(from, end === -1 ? text.length : end).trim();
    from = end === -1 ? text.length : end + 1;
    line += 1;
    if (raw === '' || raw.startsWith('#')) continue;
    seen += 1;
    if (seen > textLimits.samplesMax) return { line, problem: `more than ${textLimits.samplesMax} samples` };
    const sample = readLine(raw, wanted);
    if (typeof sample === 'string') return { line, problem: sample };
    if (sample !== null) samples.push(sample);
  }
  // A page of another kind (a login form) would otherwise look like a machine on which nothing is measured.
  if (seen === 0) return { line, problem: 'no samples' };
  return samples;
}

function readLine(raw: string, wanted: (name: string) => boolean): MetricSample | null | string {
  const name = namePattern.exec(raw)?.[0];
  if (name === undefined || name.length > textLimits.nameCharsMax) return 'not a sample';
  if (!wanted(name)) return null;
  let at = name.length;
  const labels: Record<string, string> = Object.create(null) as Record<string, string>;
  if (raw[at] === '{') {
    const end = readLabels(raw, at + 1, labels);
    if (typeof end === 'string') return end;
    at = end;
  }
  const [value, timestamp, more] = raw
    .slice(at)
    .trim()
    .split(/[ \t]+/);
  if (more !== undefined || (timestamp !== undefined && !/^-?\d{1,16}$/.test(timestamp))) return 'something after the value';
  const number = numberOf(value ?? '');
  return number === null ? 'not a number' : { name, labels, value: number };
}

/** The labels from behind the brace on; where the sample goes on behind them, or what is wrong. */
function readLabels(raw: string, begin: number, labels: Record<string, string>): number | string {
  let at = begin;
  for (let count = 0; ; count += 1) {
    while (raw[at] === ' ' || raw[at] === ',') at += 1;
    if (raw[at] === '}') return at + 1;
    if (count >= textLimits.labelsMax) return 'too many labels';
    const name = labelPattern.exec(raw.slice(at, at + textLimits.nameCharsMax))?.[0];
    if (name === undefined || raw[at + name.length] !== '=' || raw[at + name.length + 1] !== '"') return 'a label is not name="value"';
    at += name.length + 2;
    let value = '';
    for (;;) {
      const char = raw[at];
      if (char === undefined || value.length > textLimits.valueCharsMax) return 'a label does not end';
      at += 1;
      if (char === '"') break;
      if (char !== '\\') value += char;
      else {
        const escaped = raw[at];
        at += 1;
        if (escaped === 'n') value += '\n';
        else if (escaped === '\\' || escaped === '"') value += escaped;
        else return 'an unknown escape in a label';
      }
    }
    if (Object.hasOwn(labels, name)) return `the label ${name} stands twice`;
    labels[name] = value;
  }
}

function numberOf(text: string): number | null {
  if (/^[+-]?Inf$/i.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^NaN$/i.test(text)) return Number.NaN;
  return /^[+-]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})(e[+-]?\d{1,4})?$/i.test(text) ? Number(text) : null;
}
