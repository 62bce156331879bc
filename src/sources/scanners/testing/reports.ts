/** Reports as tools write them, small. Of their shape, not of anybody's code. */
export interface SarifHit {
  readonly rule?: string;
  readonly path?: string;
  readonly line?: number;
  readonly code?: string;
  readonly message?: string;
  readonly more?: object;
}

/** As CodeQL: rules with a security severity and CWE tags, line hashes, relative paths with a base. */
export const codeql = (hits: readonly SarifHit[], at?: string): object => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'CodeQL',
          semanticVersion: '2.23.1',
          rules: [
            {
              id: 'js/sql-injection',
              name: 'js/sql-injection',
              shortDescription: { text: 'Database query built from user-controlled sources' },
              defaultConfiguration: { enabled: true, level: 'error' },
              properties: {
                tags: ['security', 'external/cwe/cwe-089', 'external/cwe/cwe-943'],
                'security-severity': '8.8',
                precision: 'high',
              },
            },
            {
              id: 'js/xss',
              shortDescription: { text: 'Client-side cross-site scripting' },
              defaultConfiguration: { level: 'error' },
              properties: { tags: ['security', 'external/cwe/cwe-079'], 'security-severity': '7.8' },
            },
            {
              id: 'js/missing-rate-limiting',
              shortDescription: { text: 'Missing rate limiting' },
              defaultConfiguration: { level: 'warning' },
              properties: { tags: ['security', 'external/cwe/cwe-285'], 'security-severity': '5.0' },
            },
          ],
        },
      },
      automationDetails: { id: '/language:javascript/' },
      originalUriBaseIds: { '%SRCROOT%': { uri: 'file:///home/runner/work/shop/shop/' } },
      ...(at && { invocations: [{ executionSuccessful: true, endTimeUtc: at }] }),
      versionControlProvenance: [{ repositoryUri: 'https://git.example.co.jp/shop', revisionId: '9f1c2ab' }],
      results: hits.map(
        ({
          rule = 'js/sql-injection',
          path = 'src/order.js',
          line = 12,
          code = 'db.query(q)',
          message = 'This query depends on a user-provided value.',
          more,
        }) => ({
          ruleId: rule,
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: path, uriBaseId: '%SRCROOT%', index: 0 },
                region: { startLine: line, startColumn: 5, snippet: { text: code } },
              },
            },
          ],
          ...more,
        }),
      ),
    },
  ],
});

/** As Semgrep without a login: a placeholder for each fingerprint, tags that begin with the CWE. */
export const semgrep = (hits: readonly SarifHit[]): object => ({
  version: '2.1.0',
  runs: [
    {
      invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }],
      tool: {
        driver: {
          name: 'Semgrep OSS',
          semanticVersion: '1.90.0',
          rules: [
            {
              id: 'javascript.express.injection.tainted-sql',
              shortDescription: { text: 'Semgrep Finding: tainted-sql' },
              defaultConfiguration: { level: 'error' },
              properties: {
                precision: 'very-high',
                tags: [
                  "CWE-89: Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
                  'OWASP-A03:2021',
                  'security',
                ],
              },
            },
          ],
        },
      },
      results: hits.map(({ path = 'src/order.js', line = 3, code = 'db.query("SELECT " + id)' }) => ({
        fingerprints: { 'matchBasedId/v1': 'requires login' },
        ruleId: 'javascript.express.injection.tainted-sql',
        message: { text: 'Detected user input in an SQL string.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: path, uriBaseId: '%SRCROOT%' },
              region: { startLine: line, snippet: { text: code } },
            },
          },
        ],
      })),
    },
  ],
});

/** As ESLint's formatter: absolute addresses of this machine, no base, only rules that found something. */
export const eslint = (
  hits: readonly {
    readonly rule?: string;
    readonly message?: string;
    readonly line?: number;
    readonly level?: string;
    readonly more?: object;
  }[],
): object => ({
  version: '2.1.0',
  $schema: 'http://json.schemastore.org/sarif-2.1.0-rtm.5',
  runs: [
    {
      tool: {
        driver: {
          name: 'ESLint',
          version: '9.17.0',
          rules: [{ id: 'complexity', shortDescription: { text: 'Enforce a maximum cyclomatic complexity allowed in a program' } }],
        },
      },
      artifacts: [{ location: { uri: 'file:///home/runner/work/shop/shop/src/a%20b.js' } }],
      results: hits.map(
        ({
          rule = 'complexity',
          message = "Function 'total' has a complexity of 23. Maximum allowed is 15.",
          line = 7,
          level = 'error',
          more,
        }) => ({
          level,
          message: { text: message },
          ruleId: rule,
          ruleIndex: 0,
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'file:///home/runner/work/shop/shop/src/a%20b.js', index: 0 },
                region: { startLine: line, startColumn: 1 },
              },
            },
          ],
          ...more,
        }),
      ),
    },
  ],
});

/** As Trivy: tools as an object of 1.5, ratings of several raters, purls. */
export const trivy = (vulnerabilities?: readonly object[]): object => ({
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 1,
  metadata: {
    timestamp: '2026-11-20T01:00:00+00:00',
    tools: { components: [{ type: 'application', group: 'aquasecurity', name: 'trivy', version: '0.57.0' }] },
    component: { 'bom-ref': 'root', type: 'container', name: 'shop:2.3' },
  },
  components: [
    { 'bom-ref': 'pkg:npm/lodash@4.17.20', type: 'library', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' },
    {
      'bom-ref': 'c-2',
      type: 'library',
      group: '@babel',
      name: 'traverse',
      version: '7.22.0',
      purl: 'pkg:npm/%40babel/traverse@7.22.0?type=jar',
      components: [{ 'bom-ref': 'c-3', type: 'library', name: 'openssl', version: '3.0.2' }],
    },
  ],
  vulnerabilities: vulnerabilities ?? [
    {
      id: 'CVE-2021-23337',
      ratings: [
        { source: { name: 'ghsa' }, score: 7.2, severity: 'high', method: 'CVSSv31' },
        { source: { name: 'nvd' }, score: 7.2, severity: 'critical', method: 'CVSSv31' },
      ],
      cwes: [94, 77],
      description: 'lodash: command injection via template',
      recommendation: 'Upgrade lodash to version 4.17.21',
      affects: [{ ref: 'pkg:npm/lodash@4.17.20', versions: [{ version: '4.17.20', status: 'affected' }] }],
    },
    {
      id: 'CVE-2023-45133',
      ratings: [{ score: 9.4, method: 'CVSSv31' }],
      affects: [{ ref: 'c-2' }, { ref: 'c-3' }],
      analysis: { state: 'not_affected', justification: 'code_not_reachable', detail: 'only at build time' },
    },
    { id: 'GHSA-xxxx', affects: [{ ref: 'unknown-ref' }] },
  ],
});

export const osv = (path = '/github/workspace/package-lock.json'): object => ({
  results: [
    {
      source: { path, type: 'lockfile' },
      packages: [
        {
          package: { name: 'regex', version: '1.5.1', ecosystem: 'crates.io' },
          vulnerabilities: [
            {
              id: 'RUSTSEC-2022-0013',
              aliases: ['CVE-2022-24713', 'GHSA-m5pq-gvj9-9vr8'],
              summary: 'Regexes with large repetitions take very long to parse',
              details: 'Long.',
              database_specific: {},
            },
            {
              id: 'GHSA-m5pq-gvj9-9vr8',
              aliases: ['CVE-2022-24713'],
              summary: '',
              database_specific: { severity: 'HIGH', cwe_ids: ['CWE-400', 'CWE-1333'] },
            },
          ],
          groups: [{ ids: ['RUSTSEC-2022-0013', 'GHSA-m5pq-gvj9-9vr8'], aliases: ['CVE-2022-24713'], max_severity: '7.5' }],
        },
      ],
    },
  ],
  experimental_config: {},
});

export const zapJson = (): object => ({
  '@programName': 'ZAP',
  '@version': '2.16.0',
  '@generated': 'Fri, 20 Nov 2026 10:00:00',
  site: [
    {
      '@name': 'https://shop.example.co.jp',
      '@host': 'shop.example.co.jp',
      '@port': '443',
      '@ssl': 'true',
      alerts: [
        {
          pluginid: '40012',
          alertRef: '40012',
          alert: 'Cross Site Scripting (Reflected)',
          name: 'Cross Site Scripting (Reflected)',
          riskcode: '3',
          confidence: '2',
          riskdesc: 'High (Medium)',
          desc: '<p>Cross-site Scripting (XSS) is an attack.</p><p>&lt;b&gt; and others.</p>',
          instances: [
            {
              uri: 'https://shop.example.co.jp/search?q=%3Cscript%3E&page=2',
              method: 'GET',
              param: 'q',
              attack: '<script>',
              evidence: '<script>',
              otherinfo: '',
            },
            {
              uri: 'https://shop.example.co.jp/search?q=other&page=9',
              method: 'GET',
              param: 'page',
              attack: '',
              evidence: '',
              otherinfo: '',
            },
          ],
          count: '2',
          solution: '<p>Escape.</p>',
          cweid: '79',
          wascid: '8',
        },
        { pluginid: '10035', alertRef: '10035-1', alert: 'HSTS', riskcode: '1', desc: '', instances: [], solution: '', cweid: '-1' },
      ],
    },
  ],
});

export const zapXml = (entity = ''): string => `<?xml version="1.0"?>${entity}
<OWASPZAPReport programName="ZAP" version="2.16.0" generated="Fri, 20 Nov 2026 10:00:00">
<site name="https://shop.example.co.jp" host="shop.example.co.jp" port="443" ssl="true"><alerts><alertitem>
<pluginid>40012</pluginid><alertRef>40012</alertRef><alert>Cross Site Scripting (Reflected)</alert><name>Cross Site Scripting (Reflected)</name>
<riskcode>3</riskcode><confidence>2</confidence><desc>&lt;p&gt;An attack.&lt;/p&gt;</desc><instances><instance>
<uri>https://shop.example.co.jp/search?q=a&amp;page=2</uri><method>GET</method><param>q</param><attack></attack><evidence/></instance></instances>
<count>1</count><solution>&lt;p&gt;Escape.&lt;/p&gt;</solution><cweid>79</cweid></alertitem></alerts></site></OWASPZAPReport>`;

export const nmap = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<nmaprun scanner="nmap" args="nmap -sV --script vuln -oX - 192.0.2.10" start="1795300000" version="7.95">
<host><status state="up"/><address addr="192.0.2.10" addrtype="ipv4"/><address addr="3C:52:82:11:0A:7F" addrtype="mac"/>
<ports><extraports state="closed" count="997"/>
<port protocol="tcp" portid="443"><state state="open" reason="syn-ack"/><service name="https" product="nginx" version="1.18.0" method="probed"/>
<script id="vulners" output="&#xa;  nginx:&#xa;"><table key="cpe:/a:nginx:nginx:1.18.0"><table><elem key="id">CVE-2021-23017</elem><elem key="cvss">9.4</elem><elem key="type">cve</elem></table></table></script></port>
<port protocol="tcp" portid="445"><state state="open"/><service name="microsoft-ds"/><script id="smb-vuln-ms17-010" output="&#xa;  VULNERABLE:&#xa;    State: VULNERABLE&#xa;    IDs:  CVE:CVE-2017-0143"/></port>
<port protocol="tcp" portid="22"><state state="closed"/></port></ports></host>
<runstats><finished time="1795300100" exit="success"/></runstats></nmaprun>`;

export const bytesOf = (report: object | string): Buffer => Buffer.from(typeof report === 'string' ? report : JSON.stringify(report));
