import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../base/config.ts';
import { saidDuration, saidList, type Words } from '../base/text.ts';
import { type AgentsAnswer, agentsAnswer, healthAnswer, ledgerAnswer, statusAnswer } from './answers.ts';
import { type Cli, Stop } from './command.ts';
import { type Finding, failure } from './doctor-finding.ts';
import { validity } from './doctor-home.ts';
import type { Server } from './server.ts';
import { localTime } from './verdicts.ts';

/** What only the running server can tell. */

/** Entries are signed within seconds; unsigned ones that are older than this mean that signing does not work. */
const unsignedMaxMs = 5 * 60_000;
/** Refusals and quarantine older than this were dealt with, or are nobody's trouble any more. */
const recentMs = 7 * 86_400_000;

const about = {
  server: { ja: 'サーバ', en: 'server' },
  database: { ja: 'データベースの権限', en: 'database role' },
  ledger: { ja: '証跡原簿', en: 'ledger' },
  local: { ja: 'この端末の測定', en: 'this computer' },
  certificate: { ja: '受け口の証明書', en: 'agents’ certificate' },
  enrolment: { ja: '端末の登録', en: 'enrolment' },
  calls: { ja: 'エージェントの通信', en: 'agents’ calls' },
  quarantine: { ja: '隔離', en: 'quarantine' },
  conflicts: { ja: '端末の取り違え', en: 'identity' },
} satisfies Record<string, Words>;

export async function serverFindings(cli: Cli, config: Config, now: Date): Promise<Finding[]> {
  try {
    const server = cli.server();
    await server.get('/healthz', healthAnswer);
    const reached: Finding = {
      state: 'ok',
      about: about.server,
      says: { ja: `${server.url} で動いています(プロセス ${server.pid})。`, en: `It runs at ${server.url} (process ${server.pid}).` },
    };
    const agents = await server.get('/api/agents', agentsAnswer);
    return [reached, database(server, config), await ledger(server, now), ...agentFindings(agents, now)];
  } catch (error) {
    if (error instanceof Stop) return [failure(about.server, error)];
    throw error;
  }
}

/** The embedded database always gets its own roles; of another one only the server that made the connection knows. */
function database({ leastPrivilege }: Server, config: Config): Finding {
  const embedded = config.databaseUrl === undefined && existsSync(join(config.home, 'postgres'));
  if (leastPrivilege ?? embedded) {
    return {
      state: 'ok',
      about: about.database,
      says: {
        ja: 'サーバは証跡原簿を書き換えられないロールで動いています。',
        en: 'The server works as a role that cannot change the ledger.',
      },
    };
  }
  const known = leastPrivilege === false;
  return {
    state: 'warn',
    about: about.database,
    says: known
      ? { ja: '専用ロールがなく、表の所有者として動いています。', en: 'There is no role of its own: it works as the owner of the tables.' }
      : {
          ja: 'サーバが専用ロールで動いているか、確かめられません。',
          en: 'Whether the server works as a role of its own cannot be told.',
        },
    todo: known
      ? {
          ja: 'DATABASE_URL のログインに CREATEROLE を与えるか、管理者が CREATE ROLE tejun_app NOLOGIN を行い、そのログインに与えて、起動し直してください。',
          en: 'Give the login of DATABASE_URL CREATEROLE, or have an administrator run CREATE ROLE tejun_app NOLOGIN and grant it to that login; then restart.',
        }
      : {
          ja: 'サーバの起動時の表示に「注意: データベースに専用ロールを作れません」がないか見てください。',
          en: 'See whether the server said at its start that there is “no second database role”.',
        },
  };
}

/** The head is read before the checkpoint, so that entries that come in between do not look unsigned. */
async function ledger(server: Server, now: Date): Promise<Finding> {
  const { ledger: head } = await server.get('/api/status', statusAnswer);
  const signed = await server.get('/api/ledger?limit=1', ledgerAnswer);
  const at = signed.checkpointAt === null ? null : new Date(signed.checkpointAt);
  const age = at === null ? null : saidDuration(now.getTime() - at.getTime());
  if (age !== null && signed.size >= head.size) {
    return {
      state: 'ok',
      about: about.ledger,
      says: {
        ja: `${signed.size} 件すべてが署名済みです(最後の署名は${age.ja}前)。`,
        en: `All ${signed.size} entries are signed (the last time ${age.en} ago).`,
      },
    };
  }
  const unsigned = head.size - signed.size;
  const late = at === null || now.getTime() - at.getTime() > unsignedMaxMs;
  return {
    state: late ? 'fail' : 'ok',
    about: about.ledger,
    says: {
      ja: `${unsigned} 件がまだ署名されていません${age === null ? '' : `(最後の署名は${age.ja}前)`}。`,
      en: `${unsigned} entries are not signed yet${age === null ? '' : ` (the last signature is ${age.en} old)`}.`,
    },
    ...(late
      ? {
          todo: {
            ja: 'tejun ledger verify を実行し、サーバの記録を確かめてください。',
            en: 'Run tejun ledger verify and look at the server’s log.',
          },
        }
      : {}),
  };
}

function agentFindings(agents: AgentsAnswer, now: Date): Finding[] {
  const { local, certificate, conflicts } = agents;
  return [
    {
      state: local.state === 'stopped' || local.state === 'unavailable' ? 'warn' : 'ok',
      about: about.local,
      says: local.because,
    },
    validity(about.certificate, new Date(certificate.notAfter), now, {
      ja: 'サーバを起動し直すと、新しい証明書になります。',
      en: 'Restart the server: it makes a new one.',
    }),
    enrolment(agents, now),
    calls(agents),
    quarantine(agents, now),
    conflicts.length === 0
      ? { state: 'ok', about: about.conflicts, says: { ja: '取り違えのおそれのある端末はありません。', en: 'No device is in doubt.' } }
      : {
          state: 'warn',
          about: about.conflicts,
          says: named(
            `${conflicts.length} 台の端末が重複の確認待ちです: `,
            `${conflicts.length} to be looked at: `,
            conflicts.map(({ name }) => name),
          ),
          todo: {
            ja: '画面の「設定 > エージェント」で、同じ端末か別の端末かを決めてください。',
            en: 'Decide under Settings > Agents whether they are the same device.',
          },
        },
  ];
}

const named = (ja: string, en: string, names: readonly string[]): Words => {
  const list = saidList(names);
  return { ja: ja + list.ja, en: en + list.en };
};

function enrolment({ failedEnrolments }: AgentsAnswer, now: Date): Finding {
  const recent = failedEnrolments.filter(({ lastAt }) => now.getTime() - new Date(lastAt).getTime() < recentMs);
  if (recent.length === 0)
    return {
      state: 'ok',
      about: about.enrolment,
      says: { ja: 'この7日間、断った登録はありません。', en: 'No enrolment was refused in the last 7 days.' },
    };
  const list = (lang: keyof Words) =>
    recent.map((failed) => `${failed.address} ×${failed.count}(${localTime(failed.lastAt)} ${failed.reason[lang]})`);
  return {
    state: 'warn',
    about: about.enrolment,
    says: { ja: `この7日間に断った登録: ${saidList(list('ja')).ja}`, en: `Refused in the last 7 days: ${saidList(list('en')).en}` },
    todo: {
      ja: '自社の端末なら配布一式を作り直してください(tejun agent bundle)。心当たりがなければ、その機器を調べてください。',
      en: 'If it is one of yours, make its bundle again (tejun agent bundle); if not, find out what it is.',
    },
  };
}

/** Counters of calls that could not be taken, since the first start. */
const troubles = [
  'failed',
  'tls-failed',
  'bad-http',
  'bad-json',
  'invalid-utf8',
  'unknown-node',
  'wrong-secret',
  'no-identity',
  'write-too-large',
  'question-unaskable',
  'line-of-another-time',
];

function calls({ counters }: AgentsAnswer): Finding {
  const seen = troubles.filter((name) => (counters[name] ?? 0) > 0).map((name) => `${name} ${counters[name]}`);
  const lines = counters.lines ?? 0;
  const tail =
    seen.length === 0
      ? { ja: '', en: '' }
      : { ja: `、受け取れなかったもの: ${seen.join('、')}(これまでの合計)`, en: `; not taken: ${seen.join(', ')} (totals)` };
  const says = { ja: `ログ ${lines} 行を受け取りました${tail.ja}`, en: `${lines} lines of log were taken${tail.en}` };
  // Only `failed` is the server's own trouble; agents send what was refused for the rest again.
  if ((counters.failed ?? 0) === 0) return { state: 'ok', about: about.calls, says };
  return {
    state: 'warn',
    about: about.calls,
    says,
    todo: {
      ja: 'サーバの記録(標準エラー出力)で failed の理由を確かめてください。',
      en: 'Look in the server’s log (its standard error) for what failed.',
    },
  };
}

function quarantine({ quarantine: items, counters }: AgentsAnswer, now: Date): Finding {
  const total = counters.quarantined ?? 0;
  const recent = items.filter(({ at }) => now.getTime() - new Date(at).getTime() < recentMs);
  if (recent.length === 0) {
    return {
      state: 'ok',
      about: about.quarantine,
      says: {
        ja: `この7日間、隔離したデータはありません(累計 ${total} 件)。`,
        en: `Nothing was quarantined in the last 7 days (${total} in all).`,
      },
    };
  }
  const newest = recent[0]!;
  const said = `${newest.device ?? '－'} ${newest.what}: ${newest.reason}`.slice(0, 300);
  return {
    state: 'warn',
    about: about.quarantine,
    says: {
      ja: `読み取れずに隔離したデータがあります(累計 ${total} 件)。最新: ${said}`,
      en: `Data that could not be read is in quarantine (${total} in all). The newest: ${said}`,
    },
    todo: { ja: '画面の「設定 > エージェント」で内容を確かめてください。', en: 'Look at it under Settings > Agents.' },
  };
}
