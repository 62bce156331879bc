import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { complexityIn, cwesIn } from './aspect.ts';
import { purlWithoutVersion } from './cyclonedx.ts';
import { foldedPath } from './key.ts';
import { readScan } from './read.ts';
import { bytesOf, codeql, eslint, nmap, osv, semgrep, trivy, zapJson, zapXml } from './testing/reports.ts';

const read = (report: object | string) => readScan(bytesOf(report));
const run = (report: object | string) => read(report).runs[0]!;
const keys = (report: object | string) => run(report).findings.map(({ fingerprint }) => fingerprint);

describe('reports of scanners', () => {
  it('of CodeQL tell tool, part, commit, severity, weakness and place', () => {
    const { format, runs } = read(
      codeql(
        [{ more: { partialFingerprints: { primaryLocationLineHash: '39fa2ee980eb94b0:1', primaryLocationStartColumnFingerprint: '4' } } }],
        '2026-11-20T01:02:03Z',
      ),
    );
    assert.equal(format, 'sarif');
    const [one] = runs;
    assert.deepEqual(
      [one!.tool, one!.version, one!.scope, one!.commit, one!.scannedAt?.toISOString(), one!.covers, one!.warnings],
      ['CodeQL', '2.23.1', '/language:javascript', '9f1c2ab', '2026-11-20T01:02:03.000Z', ['input', 'output', 'rights'], []],
    );
    const { rule, severity, place, line, cwes, aspects, title } = one!.findings[0]!;
    assert.deepEqual(
      [rule, severity, place, line, cwes, aspects],
      ['js/sql-injection', 'high', 'src/order.js', 12, [89, 943], ['input', 'output']],
    );
    assert.equal(title, 'Database query built from user-controlled sources');
  });

  it('keep the key of what moves, and of the second of two equal lines', () => {
    const [before] = [keys(codeql([{ line: 12 }, { line: 40 }, { line: 50, code: 'db.query(other)' }]))];
    assert.equal(new Set(before).size, 3);
    assert.deepEqual(keys(codeql([{ line: 112, code: ' db.query(q) ' }, { line: 140 }, { line: 150, code: 'db.query(other)' }])), before);
    const hash = (line: number, value: string) =>
      keys(
        codeql([
          {
            line,
            code: `x${line}`,
            more: { partialFingerprints: { primaryLocationLineHash: value, primaryLocationStartColumnFingerprint: String(line) } },
          },
        ]),
      );
    assert.deepEqual(hash(1, '39fa2ee980eb94b0:1'), hash(99, '39fa2ee980eb94b0:1'));
    assert.notDeepEqual(hash(1, '39fa2ee980eb94b0:1'), hash(1, '49fa2ee980eb94b0:1'));
    assert.notDeepEqual(keys(codeql([{ path: 'src/a.js' }])), keys(codeql([{ path: 'src/b.js' }])), 'a renamed file is another place');
  });

  it('are not misled by placeholders and by values that name the line', () => {
    const [a, b] = [keys(semgrep([{ line: 3 }, { path: 'src/other.js' }])), keys(semgrep([{ line: 30 }, { path: 'src/other.js' }]))];
    assert.equal(new Set(a).size, 2, '“requires login” is nobody’s fingerprint');
    assert.deepEqual(a, b);
    const naming = (line: number) =>
      keys(codeql([{ line, more: { partialFingerprints: { primaryLocationLineHash: `js/sql-injection:src/order.js:${line}` } } }]));
    assert.deepEqual(naming(12), naming(13));
    assert.equal(run(semgrep([{}])).findings[0]!.severity, 'high');
  });

  it('of a linter tell what is too complex, wherever it was checked out', () => {
    const { findings, complexityLimit, covers, warnings } = run(eslint([{}]));
    assert.deepEqual([findings[0]!.place, findings[0]!.measure, findings[0]!.severity, complexityLimit], ['src/a b.js', 23, 'medium', 15]);
    assert.deepEqual([covers, warnings], [['complexity', 'lint'], ['no-fingerprints']]);
    assert.deepEqual(
      keys(eslint([{ line: 9, message: "Function 'total' has a complexity of 24. Maximum allowed is 15." }])),
      keys(eslint([{}])),
      'a number that grows is the same function',
    );
    assert.deepEqual(
      [
        '`f` is too complex (23 > 10)',
        'Cyclomatic Complexity is 23 (max allowed is 15).',
        'has a cyclomatic complexity of 12.',
        'nothing',
      ].map(complexityIn),
      [
        { measured: 23, limit: 10 },
        { measured: 23, limit: 15 },
        { measured: 12, limit: null },
        { measured: null, limit: null },
      ],
    );
  });

  it('leave out what is no defect, and take a note in the source for a claim', () => {
    const hits = ['pass', 'notApplicable', 'informational'].map((kind) => ({ more: { kind } }));
    const suppressed = (status?: string) => ({
      more: { suppressions: [{ kind: 'inSource', justification: 'checked above', ...(status && { status }) }] },
    });
    const { findings } = run(codeql([...hits, { more: { baselineState: 'absent' } }, suppressed(), suppressed('rejected')]));
    assert.deepEqual(
      findings.map(({ claim }) => claim),
      [{ by: 'source', state: 'inSource', reason: 'checked above' }, null],
    );
  });

  it('say when a tool could not finish', () => {
    const failed = codeql([]) as { runs: { invocations?: object[]; results: unknown }[] };
    failed.runs[0]!.invocations = [{ executionSuccessful: false }];
    assert.deepEqual(run(failed).warnings, ['tool-failed']);
    failed.runs[0]!.invocations = [];
    failed.runs[0]!.results = null;
    assert.deepEqual(run(failed).warnings, ['tool-failed']);
    assert.deepEqual(run(nmap().replace(/<runstats>.*<\/runstats>/s, '')).warnings, ['tool-failed']);
  });

  it('put several runs of one tool and part together', () => {
    const [one, two] = [codeql([{ code: 'a' }]), codeql([{ code: 'b' }])] as { runs: object[] }[];
    const { runs } = read({ ...one, runs: [...one!.runs, ...two!.runs] });
    assert.deepEqual(
      runs.map(({ findings }) => findings.length),
      [2],
    );
  });

  it('of packages: the worst rating, the package without its version, VEX as a claim', () => {
    const { findings, tool, scope, version } = run(trivy());
    assert.deepEqual([tool, version, scope], ['trivy', '0.57.0', 'shop:2.3']);
    assert.deepEqual(
      findings.map(({ rule, severity, place, claim }) => [rule, severity, place, claim?.state ?? null]),
      [
        ['CVE-2021-23337', 'critical', 'pkg:npm/lodash@4.17.20', null],
        ['CVE-2023-45133', 'critical', 'pkg:npm/%40babel/traverse@7.22.0?type=jar', 'not_affected'],
        ['CVE-2023-45133', 'critical', 'openssl@3.0.2', 'not_affected'],
        ['GHSA-xxxx', 'medium', 'unknown-ref', null],
      ],
    );
    assert.deepEqual(['pkg:npm/%40babel/traverse@7.22.0?x=1', 'pkg:npm/lodash@1', 'pkg:deb/debian/curl'].map(purlWithoutVersion), [
      'pkg:npm/%40babel/traverse',
      'pkg:npm/lodash',
      'pkg:deb/debian/curl',
    ]);
    for (const [change, problem] of [
      [{ specVersion: '1.3' }, 'version'],
      [{ vulnerabilities: undefined }, 'components only'],
    ] as const)
      assert.throws(
        () => read({ ...trivy(), ...change }),
        (fault: { code: string; message: string }) => fault.code === 'file-unreadable' && fault.message.includes(problem),
      );
  });

  it('of osv-scanner: one finding for one group of names', () => {
    const { findings } = run(osv());
    assert.equal(findings.length, 1);
    const { rule, severity, place, cwes, aliases } = findings[0]!;
    assert.deepEqual([rule, severity, cwes], ['GHSA-m5pq-gvj9-9vr8', 'high', [400, 1333]]);
    assert.equal(place, 'crates.io:regex@1.5.1 · package-lock.json');
    assert.ok(aliases.includes('CVE-2022-24713'));
    assert.deepEqual(keys(osv('/builds/shop/app/package-lock.json')), keys(osv()));
    assert.deepEqual(run({ results: [] }).findings, []);
  });

  it('of ZAP are the same in JSON and XML, by page and not by value', () => {
    const [json, xml] = [run(zapJson()), run(zapXml())];
    assert.equal(json.scannedAt, null, 'a time without a zone could be of tomorrow');
    assert.deepEqual(
      json.findings.map(({ rule, severity, place }) => [rule, severity, place]),
      [
        ['40012', 'high', 'https://shop.example.co.jp/search?page&q'],
        ['40012', 'high', 'https://shop.example.co.jp/search?page&q'],
        ['10035-1', 'low', 'https://shop.example.co.jp/'],
      ],
    );
    assert.equal(xml.findings[0]!.fingerprint, json.findings[0]!.fingerprint);
    assert.deepEqual(xml.findings[0]!.aspects, ['input', 'output']);
    assert.match(json.findings[0]!.message, /^Cross-site Scripting \(XSS\) is an attack\. +<b> and others\. — Escape\./);
  });

  it('of nmap: open ports to know, and what scripts call vulnerable', () => {
    const { findings, scannedAt } = run(nmap());
    assert.equal(scannedAt?.getTime(), 1_795_300_100_000);
    assert.deepEqual(
      findings.map(({ rule, severity, place }) => [rule, severity, place]),
      [
        ['open-port', 'info', '192.0.2.10:443/tcp'],
        ['CVE-2021-23017', 'critical', '192.0.2.10:443/tcp'],
        ['open-port', 'info', '192.0.2.10:445/tcp'],
        ['smb-vuln-ms17-010', 'high', '192.0.2.10:445/tcp'],
      ],
    );
  });

  it('fold paths and find CWE numbers as tools write them', () => {
    assert.deepEqual(
      ['file:///builds/g/p/src/./x/../a.js', 'C:\\work\\a.js', 'src\\a.js', './a%E3%81%82.js', '/srv/app/a.js'].map((path) =>
        foldedPath(path),
      ),
      [
        { path: 'src/a.js', absolute: false },
        { path: 'C:/work/a.js', absolute: true },
        { path: 'src/a.js', absolute: false },
        { path: 'aあ.js', absolute: false },
        { path: '/srv/app/a.js', absolute: true },
      ],
    );
    assert.deepEqual(cwesIn(['external/cwe/cwe-079', 'CWE-89: x', 'CWE89', 'security', 12, 'cwe_20']), [20, 79, 89]);
  });
});
