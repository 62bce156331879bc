// What people of the pictures did in their cases: requests, steps and duties of changes, problems, suppliers, projects and reviews.
import { staffList } from './screenshots-company.mjs';
import { approve, ask, importStaff } from './screenshots-doing.mjs';

const sarif = (results) =>
  Buffer.from(
    JSON.stringify({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'CodeQL',
              version: '2.20.0',
              rules: [
                {
                  id: 'js/sql-injection',
                  shortDescription: { text: 'Database query built from user-controlled sources' },
                  properties: { 'security-severity': '8.8', tags: ['security', 'external/cwe/cwe-089'] },
                },
                {
                  id: 'js/xss',
                  shortDescription: { text: 'Client-side cross-site scripting' },
                  properties: { 'security-severity': '6.1', tags: ['security', 'external/cwe/cwe-079'] },
                },
              ],
            },
          },
          results: results.map(([ruleId, uri, startLine]) => ({
            ruleId,
            level: 'error',
            message: { text: 'This query depends on a user-provided value.' },
            locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine } } }],
          })),
        },
      ],
    }),
  );

/** Everything up to the days before the pictures; says the ids of what is in them. */
export async function workOn({ site, people, post }) {
  const { administrator, committee, management, departmentManager, employee } = people;
  const get = (path, who = administrator) => site.call(who, 'GET', path);
  const moment = (hours) => new Date(site.now() + (hours + 9) * 3_600_000).toISOString().slice(0, 16);
  const personId = async (name) => (await get(`/api/choices?type=person&q=${encodeURIComponent(name)}`)).choices[0].id;
  /** Nobody does two things at one moment. */
  const pass = () => site.push(40_000);
  const act = async (who, id, step, cells, way = 'steps') => {
    await pass();
    if (way === 'decisions') await site.prove(who);
    const { revision } = await get(`/api/cases/${id}`, who);
    return site.call(who, 'POST', `/api/cases/${id}/${way}`, { step, revision, cells, attach: [] });
  };
  const open = async (who, kind, variant, step, cells) => {
    await pass();
    return (await site.call(who, 'POST', '/api/cases', { kind, variant, step, cells, attach: [] })).id;
  };
  const record = async (who, id, duty, cells, result = 'in-order') => {
    await pass();
    await site.prove(who);
    const { waiting } = await get(`/api/cases/${id}`, who);
    const { occurrence } = waiting.find((each) => each.duty === duty);
    const { revision, sheet } = await get(`/api/duties/occurrences/${occurrence}`, who);
    const body = { revision, result, record: cells, remark: '', sheetDigest: sheet?.digest ?? null, attach: [] };
    return site.call(who, 'POST', `/api/duties/occurrences/${occurrence}/complete`, body);
  };
  /** A request with its approvals; says the case that it opened. */
  const requested = async (kind, form, assessment, approvers, named = {}) => {
    await pass();
    const id = await ask(site, employee, { kind, form, people: named });
    await approve(site, id, { assessment }, approvers);
    const { cases } = await get(`/api/cases?q=${encodeURIComponent(form.title ?? form.name)}`);
    return cases[0].id;
  };

  await importStaff(site, administrator, staffList);
  await inForce(site, administrator, committee);

  const changing = (title, more = {}) => ({
    title,
    kind: 'update',
    size: 'routine',
    system: null,
    item: null,
    reason: '公開された脆弱性の修正',
    impact: '夜間に10分止まる',
    rollback: '前日のバックアップから復元(約1時間)',
    plannedOn: site.today(),
    device: null,
    ...more,
  });
  const judged = { necessity: '悪用が報告されており、延ばせない', effect: '夜間のため業務に支障はない', risk: 'smaller' };
  const change = await requested('changes/change', changing('本社ルータのファームウェア更新', { kind: 'network' }), judged, [
    administrator,
  ]);
  await record(administrator, change, 'changes/test', {
    environment: '予備のルータ',
    cases: '拠点間の通信、在宅勤務の接続',
    testedOn: null,
    tester: null,
  });
  await act(departmentManager, change, 'apply', {
    result: 'asPlanned',
    appliedAt: null,
    implementer: null,
    deviation: null,
    backMinutes: null,
  });
  const waiting = await requested('changes/change', changing('会計ソフトの消費税の設定変更', { kind: 'setting' }), judged, [administrator]);
  const emergency = await open(administrator, 'changes/change', 'emergency', 'emergency', {
    title: 'VPN装置の緊急の修正',
    kind: 'network',
    urgency: '公開直後の脆弱性が攻撃されていた',
    impact: '在宅勤務の接続が15分切れた',
    rollback: '前の版へ戻す',
    startedAt: moment(-2),
    appliedAt: moment(-1),
    implementer: null,
    device: null,
  });

  const noticed = { impact: 'large', device: null, system: null, noticedBy: null };
  const problem = await open(employee, 'monitoring/problem', 'capacity', 'detectCapacity', {
    ...noticed,
    title: 'ファイルサーバの保存に時間がかかる',
    noticedAt: moment(-20),
    detail: '図面を保存すると1分ほど待たされる',
  });
  await record(administrator, problem, 'capacity/problem-report', {
    cause: '図面の写しが毎日たまり、空きが5%になっていた',
    firstAid: '古い写しを別のディスクへ移した',
    reportedOn: site.today(),
    reportedTo: '委員長へメール',
  });
  await record(committee, problem, 'capacity/instruction', {
    instruction: '今月中にディスクを増設する。担当は山田',
    members: '委員長 佐藤',
    decision: 'escalate',
    dueOn: site.today(20),
    toManagement: '40万円の支出の可否',
  });
  const anomaly = await open(employee, 'monitoring/problem', 'event', 'detect', {
    ...noticed,
    title: '取引先を装うメールの添付ファイルを開いた',
    kind: 'malware',
    noticedAt: moment(-1),
    detail: null,
  });

  const supplying = (name, work, workKinds) => ({
    name,
    work,
    access: '顧客データ(試験用に加工)',
    workKinds,
    contact: '相川 直',
    person: null,
    subcontractors: 'なし',
  });
  const sent = (contactMail) => ({ way: 'link', contactName: '相川 直', contactMail, dueOn: site.today(7) });
  await mailBy(site, administrator, post);
  const supplier = await open(
    administrator,
    'suppliers/supplier',
    'development',
    'enter',
    supplying('浜風システム株式会社', '受注システムの開発と保守', ['development', 'operation']),
  );
  await act(administrator, supplier, 'send', sent('aikawa@example.com'));
  const link = await sheetLink(post, 'aikawa@example.com');
  if (link !== null) await answerSheet(site, post, link, 'aikawa@example.com');
  const asked = await open(
    administrator,
    'suppliers/supplier',
    'service',
    'enter',
    supplying('株式会社ベイ回線', 'インターネット回線の提供', ['service']),
  );
  await act(administrator, asked, 'send', sent('bay@example.com'));
  const openLink = await sheetLink(post, 'bay@example.com');

  const project = await open(employee, 'development/project', 'four', 'open', {
    name: '受注管理システムの在庫連携',
    kind: 'inHouse',
    systemKind: 'web',
    system: null,
    person: await personId('山田'),
    supplier: null,
    clientRule: null,
    requirements: '要件定義書 第1版',
    repository: 'git.example.co.jp/orders',
  });
  const acceptance = await open(employee, 'development/acceptance', 'specified', 'open', {
    title: '受注管理システム Ver.2.3',
    kind: 'new',
  });
  const { revision } = await get(`/api/acceptances/${acceptance}`, employee);
  const put = [
    ['受注を登録する', '一覧に出る'],
    ['権限のない人で開く', '断られる'],
    ['在庫が足りない商品を注文する', '不足と表示され、登録できない'],
  ].map(([what, expected]) => ({ id: null, what, expected, requirement: '' }));
  await site.call(employee, 'POST', `/api/acceptances/${acceptance}/specification`, { revision, put });

  const use = await requested(
    'development/real-data',
    {
      name: '商品マスタの写し',
      personal: 'none',
      content: '商品コード、単価、8,000件',
      project: null,
      environment: null,
      place: '試験DB orders_test',
      reason: '価格の組合せを作ったデータでは再現できない',
      members: '開発担当3名',
      usedFrom: site.today(),
    },
    { noPersonal: 'columns', protection: '運用環境と同じアクセス権、社外から入れない' },
    [administrator],
    { person: '鈴木 恵' },
  );
  const saturday = 6 - new Date(site.now() + 9 * 3_600_000).getUTCDay();
  const audit = await requested(
    'audits/agreement',
    {
      title: '外部診断(公開サーバ)',
      kind: 'externalAudit',
      systems: '公開Webサーバ',
      system: null,
      device: null,
      auditor: 'みなと監査法人 田中',
      method: '読取り専用のアカウントで設定を確かめる。負荷はかけない',
      windowFrom: `${site.today(saturday + 7)}T10:00`,
      windowTo: `${site.today(saturday + 7)}T17:00`,
      inBusinessHours: false,
      reasonInBusinessHours: null,
      accounts: 'audit01(閲覧のみ)',
      copies: '設定の写し。報告の後に消去',
      noticedOn: site.today(5),
    },
    { effect: '休日のため影響なし' },
    [administrator, management],
  );

  const review = await reviewed({ site, people, get, pass, personId });
  const { target, finding } = await scanned({ site, people, get, pass });
  const all = { change, waiting, emergency, problem, anomaly, supplier, asked, project, acceptance, use, audit, review };
  return { change, supplier, review, link, openLink, target, finding, all };
}

/** The sample with its suggestions, in force from that day on: duties have dates. */
async function inForce(site, administrator, committee) {
  const send = (path, body, method = 'POST') => site.call(administrator, method, path, body);
  await send('/api/company/facts', { changes: [{ key: 'name', value: '株式会社みなと商会', revision: 0 }] }, 'PUT');
  await send('/api/procedures/draft/suggestions', { owner: null, deputy: null, necessity: true });
  const { draft } = await site.call(administrator, 'GET', '/api/procedures');
  await site.prove(administrator);
  const version = { revision: draft.revision, kind: 'major', effectiveOn: site.today(), note: '最初の版です。' };
  const { id } = await send('/api/procedures/submit', version);
  const { versions } = await site.call(committee, 'GET', '/api/procedures/versions');
  const { digest } = versions.find((each) => each.id === id);
  await site.prove(committee);
  await site.call(committee, 'POST', `/api/procedures/versions/${id}/decide`, { decision: 'approve', comment: '', digest });
}

async function mailBy(site, administrator, post) {
  await site.prove(administrator);
  const { channels } = await site.call(administrator, 'GET', '/api/notices/settings');
  const { version } = channels.find(({ channel }) => channel === 'mail');
  const from = { fromAddress: 'tejun@example.co.jp', fromName: '総務部', replyTo: '' };
  const settings = { host: '127.0.0.1', port: post.port, tls: 'none', user: '', ...from, publicUrl: site.origin };
  await site.call(administrator, 'PUT', '/api/notices/settings', { channel: 'mail', enabled: true, version, settings, secrets: {} });
}

const sheetLink = (post, address) => post.find(address, /https?:\/\/\S+\/supplier-sheet#\S+/);

/** As somebody at the supplier does it on a phone. */
async function answerSheet(site, post, link, address) {
  const page = await site.newPage({ width: 390, height: 844 });
  await page.goto(link);
  await page.getByRole('button', { name: '確認コードを送る' }).click();
  const code = (await post.find(address, /確認コードは \d{6}/)).slice(-6);
  await page.getByLabel('確認コード(6桁)').fill(code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '体制と規程' }).waitFor();
  for (const [at, question] of (await page.locator('fieldset[id^="q-"]').all()).entries()) {
    const answer = question.getByRole('radio', { name: at % 6 === 5 ? '一部' : 'はい' });
    if ((await answer.count()) > 0) await answer.first().check();
    else if ((await question.getByRole('radio', { name: 'はい' }).count()) > 0) await question.getByRole('radio', { name: 'はい' }).check();
    await question.getByRole('textbox').fill('情報管理規程 第3章による');
  }
  await page.getByLabel('回答の責任者の氏名').fill('相川 直');
  await page.getByLabel('回答は事実のとおりです').check();
  await page.getByRole('button', { name: '提出する' }).click();
  await page.getByRole('heading', { level: 1, name: '回答を受け付けました' }).waitFor();
  await page.context().close();
}

/** A department was founded: who holds which privileges is looked at again. */
async function reviewed({ site, people: { administrator }, get, pass, personId }) {
  const held = [
    ['srv-fs01\\yamada-adm', '山田', 'ファイルサーバの管理'],
    ['srv-fs01\\nakamura', '中村', '倉庫の共有フォルダの管理'],
    ['Microsoft 365 全体管理者', '佐藤', '委員会の緊急用'],
    ['kaikei-sv\\yamamoto', '山本', '会計ソフトの保守'],
  ];
  await site.prove(administrator);
  for (const [account, holder, reason] of held) {
    const cells = { account, accountKind: 'personal', holder: await personId(holder), privilege: '管理者', reason, scope: 'allDevices' };
    await site.call(administrator, 'POST', '/api/registers/privileged-access/privileges/rows', { cells, reason: '登録' });
  }
  await pass();
  await site.prove(administrator);
  await site.call(administrator, 'POST', '/api/organisation-changes', { what: '営業企画部の新設', happenedOn: site.today() });
  for (const end = performance.now() + 150_000; performance.now() < end; await administrator.page.waitForTimeout(3000)) {
    const { reviews } = await get('/api/reviews');
    const found = reviews.find(({ variant }) => variant === 'privileges');
    if (found) return found.id;
  }
  throw new Error('no review was opened');
}

async function scanned({ site, people: { administrator }, get, pass }) {
  await site.prove(administrator);
  const { people } = await get('/api/people');
  const developer = people.find(({ login }) => login === 'suzuki@example.co.jp').id;
  const target = { name: '受注管理(orders)', kind: 'repository', line: null, developers: [developer] };
  const { id } = await site.call(administrator, 'POST', '/api/scans/targets', target);
  const bring = async (results) => {
    await pass();
    const preview = await site.call(
      administrator,
      'POST',
      `/api/scans/targets/${id}/preview?name=codeql.sarif&complete=true`,
      sarif(results),
    );
    const path = `/api/scans/targets/${id}/import?name=codeql.sarif&complete=true&digest=${preview.digest}`;
    await site.call(administrator, 'POST', path, sarif(results));
  };
  await bring([
    ['js/sql-injection', 'src/orders/search.ts', 42],
    ['js/xss', 'src/view.ts', 8],
    ['js/xss', 'src/orders/list.ts', 77],
  ]);
  await bring([
    ['js/sql-injection', 'src/orders/search.ts', 44],
    ['js/xss', 'src/orders/list.ts', 77],
  ]);
  const { findings } = await get('/api/scans/findings');
  return { target: id, finding: findings[0].id };
}
