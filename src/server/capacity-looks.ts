import { type Words, words } from '../base/text.ts';
import type { Target } from '../capacity/index.ts';
import type { Sample } from '../facts/sample.ts';
import { ProbeFailed, type ProbeProblem, readAddress } from '../sources/probes/address.ts';
import { probe, probeLimits } from '../sources/probes/probe.ts';
import { isRead, readingsOf } from '../sources/prometheus/readings.ts';
import { readMetricText } from '../sources/prometheus/text.ts';

/** How one look at a target went. */
export interface Look {
  readonly target: Target;
  readonly at: Date;
  /** Milliseconds; null where it did not answer. */
  readonly ms: number | null;
  readonly says: Words | null;
  readonly samples: readonly Sample[];
}

const problems: Record<ProbeProblem, Words> = {
  'refused-address': words('見に行けないアドレスです。', 'The address is not one that may be looked at.'),
  'no-such-name': words('名前からアドレスが分かりません(DNS)。', 'The name has no address (DNS).'),
  refused: words(
    '接続を拒否されました。サービスが動いているか確かめてください。',
    'The connection was refused: see whether the service runs.',
  ),
  timeout: words('時間内に応答がありません。', 'No answer in time.'),
  unreachable: words('ネットワークがつながっていません。', 'The network does not reach it.'),
  tls: words('暗号化された接続を始められません。', 'An encrypted connection could not be made.'),
  status: words('エラーの応答がありました。', 'The answer was an error.'),
  redirect: words(
    '別のアドレスへの転送が返りました。転送先のアドレスを登録してください。',
    'It redirects: name the address it redirects to.',
  ),
  'too-large': words('応答が大きすぎます。', 'The answer is too large.'),
  'not-metrics': words('node_exporterの応答として読めません。', 'The answer does not read as that of node_exporter.'),
  broken: words('応答が途中で切れました。', 'The answer broke off.'),
};

const saidProblem = (problem: ProbeProblem, detail: string): Words => {
  const { ja, en } = problems[problem];
  return detail === '' || problem === 'refused-address' ? { ja, en } : words(`${ja}(${detail})`, `${en} (${detail})`);
};

/** Looks once. A failure is an answer too: `up` is 0, and the reason is said. */
export async function lookAt(target: Target, now: () => Date): Promise<Look> {
  const at = now();
  try {
    if (target.kind === 'remote') throw new ProbeFailed('not-metrics');
    const address = readAddress(target.kind, target.address);
    if (address === null) throw new ProbeFailed('refused-address');
    // Who set a limit of twenty seconds wants to see answers of thirty.
    const timeoutMs = Math.min(30_000, Math.max(probeLimits.timeoutMs, 2 * (target.warnMs ?? 0)));
    const { ms, body } = await probe(address, { timeoutMs, body: target.kind === 'exporter' });
    if (target.kind !== 'exporter') return { target, at, ms, says: null, samples: answered(at, ms) };
    const read = readMetricText(body, isRead);
    if ('problem' in read) throw new ProbeFailed('not-metrics', `line ${read.line}: ${read.problem}`);
    const samples = readingsOf(read, at);
    if (samples.length === 0) throw new ProbeFailed('not-metrics');
    return { target, at, ms, says: null, samples: [...samples, { metric: 'up', item: '', at, value: 100 }] };
  } catch (error) {
    const failed = error instanceof ProbeFailed ? error : new ProbeFailed('broken');
    const says = saidProblem(failed.problem, failed.detail);
    return { target, at, ms: null, says, samples: [{ metric: 'up', item: '', at, value: 0 }] };
  }
}

const answered = (at: Date, ms: number): Sample[] => [
  { metric: 'up', item: '', at, value: 100 },
  { metric: 'response', item: '', at, value: ms },
];

/** At most so many under way at once: what does not answer holds its place for ten seconds. */
const atOnce = 50;

export async function lookAtAll(all: readonly Target[], now: () => Date): Promise<Look[]> {
  const waiting = all.filter(({ kind }) => kind !== 'remote');
  const looks: Look[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) looks.push(await lookAt(next, now));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return looks;
}
